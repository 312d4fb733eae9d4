import type { Person } from "../../access/person.ts";
import type { Month } from "../../base/calendar/month.ts";
import { under } from "../../base/issues/issue.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { proposeEntries } from "../../proposals/steps/propose-entries.ts";
import { assertMayPropose } from "../../proposals/steps/propose-for-approval.ts";
import type { AdjustmentsContent } from "../model/content.ts";
import { entryIssues } from "./check-adjustments.ts";

/** How many issues are told. */
const MAX_ISSUES = 5;

/**
 * Submits manual adjustments for another's approval, all of them together.
 * @throws RefusedError where one can't be read, its month is closed, its advisor unknown, or one like it is there.
 */
export async function proposeAdjustments(
  content: AdjustmentsContent,
  comment: string,
  person: Person,
  deps: CommitDeps,
): Promise<Proposal> {
  const issues = content.entries.flatMap((entry, index) =>
    entryIssues(entry).map((each) => (content.entries.length === 1 ? each : under(`entries[${index}]`, each))),
  );
  if (issues.length > 0) refuse(...issues.slice(0, MAX_ISSUES));
  return proposeEntries(content, comment, person, deps);
}

/** Dependencies of proposing the opposite of an adjustment. */
export interface ReverseDeps extends CommitDeps {
  readonly ledger: Pick<CloseLedger, "advisorRecord">;
}

/** An adjustment that is to be undone, and the month whose statement shows it. */
export interface ReversalRequest {
  readonly advisorId: string;
  readonly adjustmentId: string;
  readonly month: Month;
  readonly reason: string;
  readonly evidence: string;
}

/**
 * Submits the exact opposite of an adjustment, for another's approval: nothing else undoes one.
 * @throws RefusedError where there is no such adjustment, it was undone before, or the month is closed.
 */
export async function counterAdjustment(countering: ReversalRequest, person: Person, deps: ReverseDeps): Promise<Proposal> {
  assertMayPropose(person);
  const { advisorId, adjustmentId, month, reason, evidence } = countering;
  const { adjustments } = await deps.ledger.advisorRecord(advisorId, NO_ROWS);
  const original = adjustments.find(({ fact }) => fact.adjustmentId === adjustmentId)?.fact;
  if (original === undefined) return refuse(refusal("adjustment-unknown", { adjustmentId }));
  const entry = { advisorId, month, amount: -original.amount, reason, evidence, counters: adjustmentId };
  return proposeAdjustments({ kind: "adjustments", entries: [entry], source: adjustmentId }, reason, person, deps);
}
