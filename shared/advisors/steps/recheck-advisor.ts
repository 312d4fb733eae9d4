import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { storedHash } from "../../ledger/record/stored-hash.ts";
import type { Submission } from "../../proposals/model/proposal.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import { restateFacts } from "../../simulations/restatement/restate.ts";
import type { FactsContent } from "./submit-advisor.ts";

/**
 * The restatement of facts as they stand now must be the one that was approved, to the fen; what it was computed on is
 * part of its result.
 */
export async function checkFacts(content: FactsContent, submission: Submission, p: Proposing): Promise<readonly Refusal[]> {
  if (content.kind === "advisor") {
    const { advisorId, revision } = content.advisor;
    const { factsHash: hash } = submission;
    const stored = await storedHash({ kind: "advisor", advisor: content.advisor, hash }, p);
    if (stored === hash) return [];
    const highest = (await p.ledger.advisors([advisorId])).get(advisorId)?.revision ?? 0;
    if (highest !== revision - 1) return [refusal("revision-taken", { advisorId, stored: highest, revision })];
  }
  const { resultHash } = await restateFacts(content, p);
  return resultHash === submission.resultHash ? [] : [refusal("restatement-differs")];
}
