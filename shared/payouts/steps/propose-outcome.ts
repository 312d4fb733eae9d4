import type { Person } from "../../access/person.ts";
import type { Day } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { proposeEntries } from "../../proposals/steps/propose.ts";
import { paidAgainBy } from "../model/paid-again.ts";
import type { OutcomeKind } from "../model/payment.ts";
import { isDuplicateText } from "../model/reason-codes.ts";
import { commentRefusals, roleRefusals } from "../model/transitions.ts";
import type { OutcomeEntry, OutcomesContent } from "../outcomes/content.ts";
import type { PayoutStore } from "../store.ts";
import { failedToWait, readPayment } from "./read-payout.ts";

export type ProposeOutcomeDeps = CommitDeps & Parameters<typeof readPayment>[2] & Parameters<typeof failedToWait>[1];

/** What a person proposes of one payment. */
export interface OutcomeProposal {
  readonly payoutId: string;
  readonly advisorId: string;
  readonly act: OutcomeEntry["act"];
  /** What became of it; not asked for where details are confirmed. */
  readonly kind?: OutcomeKind;
  readonly on?: Day;
  readonly code?: string;
  /** What banks took off the amount that came back, minor units; 0 is none. */
  readonly chargesMinor?: bigint;
  readonly comment: string;
  /** What it was read from: the form's name. */
  readonly source: string;
}

/**
 * Submits for another's approval what makes an amount payable again: that a payment was rejected or returned, that what
 * is recorded of it is wrong, or that it may be paid to the same account once more.
 * @throws RefusedError where it can't be so as things stand, nobody says why, or the comment says that the bank has it already.
 */
export async function proposeOutcome(asked: OutcomeProposal, person: Person, deps: ProposeOutcomeDeps): Promise<Proposal> {
  const { payoutId, advisorId, act, kind, on, code, chargesMinor = 0n, comment, source } = asked;
  const refusals = [...roleRefusals(person), ...commentRefusals(comment)];
  if (refusals.length > 0) refuse(...refusals);
  // What the bank said means the same in words as by code: it has the first message, and pays it.
  if (act !== "confirm-details" && kind !== "paid" && isDuplicateText(comment))
    refuse(refusal("comment-of-duplication", { advisorId, payoutId }));
  const found = await readPayment(payoutId, advisorId, deps);
  if (found === undefined) return refuse(refusal("not-found", { what: "payment", id: `${payoutId} ${advisorId}` }));
  const { payment, state } = found;
  const entry: OutcomeEntry = {
    ...{ payoutId, advisorId, act, known: payment.outcomes.length, state, amount: payment.amount.toString() },
    ...(act === "confirm-details"
      ? { payeeVersion: (await failedToWait(asked, deps)).latestVersion }
      : { outcome: kind ?? "rejected", ...(on !== undefined && { on }), ...(code !== undefined && { code }) }),
    ...(chargesMinor !== 0n && { charges: chargesMinor.toString() }),
  };
  return proposeEntries({ kind: "outcomes", entries: [entry], source } satisfies OutcomesContent, comment, person, deps);
}

/**
 * What was paid twice if a proposed correction to paid is right, minor units: its amount where another payment that stands
 * pays it again; 0 otherwise.
 */
export async function findOverpayment(
  { payoutId, advisorId, act, outcome, amount }: OutcomeEntry,
  { payouts }: { readonly payouts: Pick<PayoutStore, "account" | "list"> },
): Promise<bigint> {
  if (act !== "correct" || outcome !== "paid") return 0n;
  const statuses = new Map((await payouts.list()).map((each) => [each.payoutId, each.status]));
  return paidAgainBy(payoutId, await payouts.account(advisorId), statuses).length > 0 ? BigInt(amount) : 0n;
}
