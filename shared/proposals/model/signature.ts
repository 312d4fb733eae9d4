import { canonicalJson } from "../../base/json/exact-json.ts";
import { contentHash, sha256Hex } from "../../base/json/hash.ts";
import { readPlanContent } from "../../plans/model/content.ts";
import type { Approval, ProposalContent, Submission } from "./proposal.ts";

/** What an approval signs: SHA-256 over the canonical submission, all of it. */
export const signatureOf = (submission: Submission): string => sha256Hex(canonicalJson(submission));

/** Whether an approval signs this very submission. */
export const signs = ({ signs: signed }: Approval, submission: Submission): boolean => signed === signatureOf(submission);

/**
 * The hash of the facts that a proposal is to become: of a plan's version with all its defaults, of an advisor at her
 * revision, of scores without theirs, which they get when they are published, of the others entry by entry. None where a plan can't be read.
 */
export function factsHash(content: ProposalContent): string | undefined {
  switch (content.kind) {
    case "plan": {
      const reading = readPlanContent(content);
      return reading.ok ? contentHash(reading.fact) : undefined;
    }
    case "advisor":
      return contentHash(content.advisor);
    case "correction": {
      const { kind: _, ...corrected } = content;
      return contentHash(corrected);
    }
    case "scores":
    case "adjustments":
    case "payees":
    case "outcomes":
      return contentHash(content.entries);
    case "settings":
      return contentHash({ baseVersion: content.baseVersion, settings: content.settings });
  }
}
