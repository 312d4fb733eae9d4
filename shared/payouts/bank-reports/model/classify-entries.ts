import type { OutcomeKind, PaymentRecord } from "../../model/payment.ts";
import { reportFits, stateOf } from "../../model/payment-state.ts";
import type { AnswerEntry, EntryMatch } from "./bank-report.ts";
import { judgeWholes } from "./classify-wholes.ts";
import { type ClassificationInput, type DueOutcome, isBy, type Judgement, type States } from "./judgement.ts";
import { type FinalEntry, isFinal, matchEntry, type SpokenOf } from "./match-entry.ts";

/** What is true of a payment before the next is. */
const ORDER: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/**
 * Judges the entries of one answer that speak of one payout; in any order they come to the same. What the answer recorded
 * before counts as applied, so that one that was applied half, and is judged again, comes to the same too.
 */
export function judgeEntries(entries: readonly AnswerEntry[], spokenOf: SpokenOf, judging: ClassificationInput): Judgement {
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
  const states: States = new Map([...payments.values()].map((payment) => [payment, stateOf(payout.status, payment.outcomes)] as const));
  // Single payments first: what is said of one is more exact than what is said of all.
  const judged = [...said].map(([payment, ofPayment]) => judgePayment(ofPayment, payment, states, judging));
  judged.push(...judgeWholes(wholes, spokenOf, states, new Set(said.keys()), judging));
  for (const each of judged) {
    for (const [number, match] of each.matches) matches.set(number, match);
    for (const one of each.due) due.push(one);
  }
  return { matches, due };
}

/** Judges what is said of one payment. Where it is said to be both rejected and paid, neither is taken. */
function judgePayment(
  entries: readonly FinalEntry[],
  payment: PaymentRecord,
  states: States,
  { reportId }: ClassificationInput,
): Judgement {
  const matches = new Map<number, EntryMatch>();
  const due: DueOutcome[] = [];
  const kinds = new Set(entries.map(({ kind }) => kind));
  if (kinds.has("rejected") && kinds.size > 1) return { matches: new Map(entries.map(({ number }) => [number, "contradicts"])), due };
  for (const kind of ORDER) {
    const [entry, ...again] = entries.filter((each) => each.kind === kind);
    if (entry === undefined) continue;
    const isRecorded = isBy(reportId, kind, payment);
    const match = isRecorded ? "applies" : reportFits(states.get(payment) ?? "void", payment.outcomes, kind);
    matches.set(entry.number, match);
    for (const { number } of again) matches.set(number, match === "applies" ? "known" : match);
    if (match !== "applies" || isRecorded) continue;
    due.push({ payment, entry });
    states.set(payment, kind);
  }
  return { matches, due };
}
