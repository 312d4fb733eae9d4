import type { NumberedOutcome, Outcome, OutcomeKind, PaymentRecord, PaymentState } from "./payment.ts";
import type { PayoutStatus } from "./payout.ts";
import { compareStrictness, hasReason, type Reason } from "./reason-codes.ts";

/** The most outcomes that a payment can have: paid, then returned, and what corrects them. Each changes its state, or it is not recorded. */
export const MAX_OUTCOMES = 12;

type CountedOutcome = Pick<Outcome, "kind" | "corrects" | "reportedPaid">;

/**
 * How a payment stands: a pure function of its payout's status and of its outcomes. What was recorded before a correction
 * counts no longer; of the others the order doesn't matter: what came back stays back, whatever was said before or after.
 */
export function stateOf(status: PayoutStatus, outcomes: readonly CountedOutcome[]): PaymentState {
  switch (status) {
    case "drafting":
    case "draft":
      return "drafted";
    case "withdrawn":
      return "void";
    case "approved":
      return "approved";
    case "exported":
      return latestOf(outcomes) ?? "in-transit";
    case "confirmed":
      return latestOf(outcomes) ?? "paid";
  }
}

function latestOf(outcomes: readonly CountedOutcome[]): OutcomeKind | undefined {
  const counting = countingOf(outcomes);
  return (["returned", "rejected", "paid"] as const).find((kind) => counting.some((outcome) => outcome.kind === kind));
}

/** The outcomes from the last correction on, itself included; all of them where nothing was corrected. */
const countingOf = <Each extends CountedOutcome>(outcomes: readonly Each[]): readonly Each[] =>
  outcomes.slice(
    Math.max(
      0,
      outcomes.findLastIndex(({ corrects }) => corrects !== undefined),
    ),
  );

/** The number of the outcome by which a payment stands as it does, from 1; 0 where its payout's confirmation alone says it. */
export function decidingNumber(outcomes: readonly CountedOutcome[]): number {
  const kind = latestOf(outcomes);
  return outcomes.findLastIndex((outcome) => outcome.kind === kind) + 1;
}

/** What banks took off a payment that came back and stands so, minor units; 0 of any other. */
export function chargesOf(outcomes: readonly Outcome[]): bigint {
  const { kind, charges } = decidingOf(outcomes) ?? {};
  return kind === "returned" && charges !== undefined ? BigInt(charges) : 0n;
}

/** An outcome as the next one of its payment. @throws Error where its payout is neither exported nor confirmed. */
export function numberOutcome(status: PayoutStatus, payment: PaymentRecord, outcome: Outcome): NumberedOutcome {
  const { outcomes, payoutId } = payment;
  const from = stateOf(status, outcomes);
  if (from === "drafted" || from === "approved" || from === "void") throw new Error(`payout ${payoutId} is ${status}: it has no outcomes`);
  const charges = chargesOf([...outcomes, outcome]) - chargesOf(outcomes);
  return { payment, number: outcomes.length + 1, from, outcome, ...(charges !== 0n && { charges }) };
}

/** Whether a payment counts as taken off what is owed: it may still be paid, or is. */
export function stands(state: PaymentState): boolean {
  return state === "approved" || state === "in-transit" || state === "paid";
}

/**
 * What an outcome makes of a payment in a state. `applies`: it changes it. `already-recorded`: it says nothing new, such as paid of
 * what was returned since. `contradicts`: both can't be true, so a person has to look at it. `not-exported`: no bank was told.
 */
export function outcomeFits(state: PaymentState, kind: OutcomeKind): "applies" | "already-recorded" | "contradicts" | "not-exported" {
  switch (state) {
    case "drafted":
    case "approved":
    case "void":
      return "not-exported";
    case "in-transit":
      return "applies";
    case "paid":
      return kind === "paid" ? "already-recorded" : kind === "returned" ? "applies" : "contradicts";
    case "returned":
      return kind === "rejected" ? "contradicts" : "already-recorded";
    case "rejected":
      return kind === "rejected" ? "already-recorded" : "contradicts";
  }
}

/**
 * The same for what a bank's report says: a report that repeats what people have corrected contradicts them, so it is
 * listed and not recorded once more. By hand, two people can still record it. `adds-reason`: it came back already, and now
 * the bank gives a stricter reason for it, or the first one, which counts from then on.
 * @param reason of this very payment; none of what is said of many.
 */
export function reportFits(
  state: PaymentState,
  outcomes: readonly (CountedOutcome & Reason)[],
  kind: OutcomeKind,
  reason: Reason = {},
): ReturnType<typeof outcomeFits> | "adds-reason" {
  const fits = isStricter(state, outcomes, kind, reason) ? "adds-reason" : outcomeFits(state, kind);
  const isFull = outcomes.length >= MAX_OUTCOMES;
  const isRecorded = fits === "applies" || fits === "adds-reason";
  return isRecorded && (isFull || isCorrectedAway(outcomes, kind)) ? "contradicts" : fits;
}

/**
 * Whether a bank's report says paid of what was rejected, and none has before. It may be either, so it is recorded with the
 * rejection: nothing moves, but until a person has looked the amount isn't paid again. What people have corrected they know.
 */
export function disputes(state: PaymentState, outcomes: readonly CountedOutcome[], kind: OutcomeKind): boolean {
  if (state !== "rejected" || kind !== "paid" || outcomes.length >= MAX_OUTCOMES) return false;
  return decidingOf(outcomes)?.reportedPaid !== true && !isCorrectedAway(outcomes, kind);
}

/** The outcome by which a payment stands as it does; none where its payout's confirmation alone says it. */
const decidingOf = <Each extends CountedOutcome>(outcomes: readonly Each[]): Each | undefined => outcomes[decidingNumber(outcomes) - 1];

/** Whether this reason for the same asks for more than the one that is recorded, if one is. What was given for a whole file is not about the payee. */
function isStricter(state: PaymentState, outcomes: readonly (CountedOutcome & Reason)[], kind: OutcomeKind, reason: Reason): boolean {
  const recorded = decidingOf(outcomes);
  if (recorded === undefined || state !== kind || kind === "paid") return false;
  if (reason.reportedPaid === true) return recorded.reportedPaid !== true;
  if (!hasReason(reason) || reason.ofWhole === true) return false;
  return compareStrictness(reason, recorded) < 0;
}

/** Whether an outcome that was recorded added a reason to the same one before it, and moved nothing. */
export const addsReason = (outcomes: readonly CountedOutcome[], number: number): boolean =>
  outcomes[number - 1]?.corrects === undefined && latestOf(outcomes.slice(0, number - 1)) === outcomes[number - 1]?.kind;

const isCorrectedAway = (outcomes: readonly CountedOutcome[], kind: OutcomeKind): boolean =>
  outcomes.some(({ corrects = 0 }) => outcomes[corrects - 1]?.kind === kind);

/** What a payment that stands like this may be corrected to. That paid money came back is no correction: it is recorded. */
export function correctableTo(state: PaymentState): readonly OutcomeKind[] {
  switch (state) {
    case "paid":
      return ["rejected"];
    case "rejected":
      return ["paid", "returned"];
    case "returned":
      return ["paid", "rejected"];
    default:
      return [];
  }
}
