import type { OutcomeKind, PaymentRecord, PaymentState } from "../../model/payment.ts";
import { outcomeFits, stateOf } from "../../model/payment-state.ts";
import type { AnswerEntry, EntryMatch } from "./bank-report.ts";
import { type FinalEntry, isFinal, matchEntry, type SpokenOf } from "./match-entry.ts";

/** An outcome that is to be recorded, and the entry that says it. */
export interface DueOutcome {
  readonly payment: PaymentRecord;
  readonly entry: FinalEntry;
}

/** What is made of entries. */
export interface Judgement {
  /** By the entries' numbers. */
  readonly matches: ReadonlyMap<number, EntryMatch>;
  /** What is not recorded yet, in the order in which it has to be. */
  readonly due: readonly DueOutcome[];
}

/** Which answer is judged, and the agency's currency. */
export interface Judging {
  readonly answerId: string;
  readonly currency: string;
}

/** What is true of a payment before the next is. */
const ORDER: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/**
 * Judges the entries of one answer that speak of one payout; in any order they come to the same. What the answer recorded
 * before counts as applied, so that one that was applied half, and is judged again, comes to the same too.
 */
export function judgeEntries(entries: readonly AnswerEntry[], spokenOf: SpokenOf, judging: Judging): Judgement {
  const { payout, payments } = spokenOf;
  const matches = new Map<number, EntryMatch>();
  const due: DueOutcome[] = [];
  const said = new Map<PaymentRecord, FinalEntry[]>();
  const wholes: FinalEntry[] = [];
  for (const entry of entries) {
    const payment = entry.isWhole ? undefined : payments.get(entry.reference);
    const match = matchEntry(entry, payment, spokenOf, judging.currency);
    if (match !== undefined) matches.set(entry.number, match);
    else if (!isFinal(entry)) continue;
    else if (payment === undefined) wholes.push(entry);
    else said.set(payment, [...(said.get(payment) ?? []), entry]);
  }
  const states = new Map([...payments.values()].map((payment) => [payment, stateOf(payout.status, payment.outcomes)] as const));
  // Single payments first: what is said of one is more exact than what is said of all.
  const judged = [
    ...[...said].map(([payment, ofPayment]) => judgePayment(ofPayment, payment, states, judging)),
    ...wholes.map((entry) => judgeWhole(entry, spokenOf, states, judging)),
  ];
  for (const each of judged) {
    for (const [number, match] of each.matches) matches.set(number, match);
    for (const one of each.due) due.push(one);
  }
  return { matches, due };
}

/** How payments stand; moves on with what is due. */
type States = Map<PaymentRecord, PaymentState>;

/** Judges what is said of one payment. Where it is said to be both rejected and paid, neither is taken. */
function judgePayment(entries: readonly FinalEntry[], payment: PaymentRecord, states: States, { answerId }: Judging): Judgement {
  const matches = new Map<number, EntryMatch>();
  const due: DueOutcome[] = [];
  const kinds = new Set(entries.map(({ kind }) => kind));
  if (kinds.has("rejected") && kinds.size > 1) return { matches: new Map(entries.map(({ number }) => [number, "contradicts"])), due };
  for (const kind of ORDER) {
    const [entry, ...again] = entries.filter((each) => each.kind === kind);
    if (entry === undefined) continue;
    const isRecorded = isBy(answerId, kind, payment);
    const match = isRecorded ? "applies" : outcomeFits(states.get(payment) ?? "void", kind);
    matches.set(entry.number, match);
    for (const { number } of again) matches.set(number, match === "applies" ? "known" : match);
    if (match !== "applies" || isRecorded) continue;
    due.push({ payment, entry });
    states.set(payment, kind);
  }
  return { matches, due };
}

const isBy = (answerId: string, kind: OutcomeKind, { outcomes }: PaymentRecord): boolean =>
  outcomes.some((outcome) => outcome.kind === kind && outcome.answerId === answerId);

/** Judges what is said of all payments: all of it applies; or, where a single one contradicts it, nothing. */
function judgeWhole(entry: FinalEntry, { payout, payments }: SpokenOf, states: States, { answerId }: Judging): Judgement {
  const { kind, number, amount } = entry;
  // Of a booking that leaves those out that were rejected, the amount says so.
  const leavesRejectedOut = kind === "paid" && amount !== undefined && amount !== payout.content?.payments.amount;
  const due: DueOutcome[] = [];
  let isRecorded = false;
  for (const payment of payments.values()) {
    const state = states.get(payment) ?? "void";
    if (isBy(answerId, kind, payment)) isRecorded = true;
    else if (state !== "rejected" || !leavesRejectedOut) {
      const fits = outcomeFits(state, kind);
      if (fits === "contradicts") return { matches: new Map([[number, fits]]), due: [] };
      if (fits === "applies") due.push({ payment, entry });
    }
  }
  for (const { payment } of due) states.set(payment, kind);
  return { matches: new Map([[number, due.length > 0 || isRecorded ? "applies" : "known"]]), due };
}
