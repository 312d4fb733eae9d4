import type { Person } from "../../access/person.ts";
import { issue } from "../../base/issues/issue.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { Content, Proposal } from "../model/proposal.ts";
import type { CommitDeps } from "./deps.ts";
import { proposeForApproval } from "./propose-for-approval.ts";

/** How many entries one proposal may have. */
export const MAX_ENTRIES = 5_000;

/**
 * Submits entries, all of them together, for another person's approval. They were parsed before.
 * @throws RefusedError where an entry can't be published as things stand, or nobody says why.
 */
export async function proposeEntries<C extends Content & { readonly entries: readonly unknown[] }>(
  content: C,
  comment: string,
  person: Person,
  deps: CommitDeps,
): Promise<Proposal> {
  const { entries } = content;
  if (entries.length === 0) refuse(refusal("nothing-proposed"));
  if (entries.length > MAX_ENTRIES) refuse(issue("entries", "too-many-entries", { count: entries.length, maximum: MAX_ENTRIES }));
  return proposeForApproval(content, comment, person, deps);
}
