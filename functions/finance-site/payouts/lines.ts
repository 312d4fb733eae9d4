import { type CountAndAmount, sum } from "../../../shared/base/money/money.ts";
import type { PaymentState, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { stateOf } from "../../../shared/payouts/model/payment-state.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { payoutLines } from "../../../shared/payouts/steps/read-payout.ts";
import type { LineShown } from "../../../shared/payouts/views/payment-view.ts";
import { cut } from "../../_platform/page/list.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** Lines on a page. */
const ROWS = 100;

/** Which lines can be looked at: all payments, those of a state, or who is not in it. */
export const SHOWN = ["all", "in-transit", "paid", "rejected", "returned", "excluded"] as const;
export type Shown = (typeof SHOWN)[number];

/** Which lines are asked for. */
export interface LinesQuery {
  readonly show: Shown;
  /** Part of a name, an id or a store; "" for any. */
  readonly text: string;
  /** From 1. */
  readonly page: number;
}

/** A page of a payout's lines. */
export interface LinesFound {
  readonly lines: readonly LineShown[];
  /** All that were found, minor units. */
  readonly sum: CountAndAmount;
  readonly page: number;
  readonly pages: number;
}

/** Finds the lines that are asked for. Where that is all payments, only as much is read as has to be. */
export async function findLines(payout: Payout, asked: LinesQuery, deps: Wiring): Promise<LinesFound> {
  const payments = payout.content?.payments ?? { count: 0, amount: 0n };
  const found =
    asked.show === "all" && asked.text === "" ? await pageOfAll(payout, payments, asked.page, deps) : await pageOfSome(payout, asked, deps);
  return { ...found, lines: await withStates(payout, found.lines, deps) };
}

interface Page extends Omit<LinesFound, "lines"> {
  readonly lines: readonly PayoutLine[];
}

async function pageOfAll({ payoutId }: Payout, sum: CountAndAmount, asked: number, deps: Wiring): Promise<Page> {
  const pages = Math.max(1, Math.ceil(sum.count / ROWS));
  const page = Math.min(asked, pages);
  const lines: PayoutLine[] = [];
  let passed = 0;
  for await (const line of payoutLines(payoutId, deps)) {
    if (line.kind !== "payment") continue;
    passed += 1;
    if (passed > (page - 1) * ROWS) lines.push(line);
    if (lines.length === ROWS) break;
  }
  return { lines, sum, page, pages };
}

async function pageOfSome(payout: Payout, { show, text, page: asked }: LinesQuery, deps: Wiring): Promise<Page> {
  const isWanted = show === "excluded" || show === "all" ? () => true : await byState(payout, show, deps);
  const kind = show === "excluded" ? "excluded" : "payment";
  const wanted = text.toLowerCase();
  const found: PayoutLine[] = [];
  for await (const line of payoutLines(payout.payoutId, deps)) {
    if (line.kind === kind && isAbout(line, wanted) && isWanted(line.advisorId)) found.push(line);
  }
  const { items: lines, ...at } = cut(found, asked, ROWS);
  const amount = sum(found.map((line) => line.amount));
  return { lines, sum: { count: found.length, amount }, ...at };
}

const isAbout = ({ advisorId, name, storeId = "" }: PayoutLine, wanted: string): boolean =>
  wanted === "" || [advisorId, name, storeId].some((text) => text.toLowerCase().includes(wanted));

/** Whether an advisor's payment is in a state, by all that was recorded. */
async function byState({ payoutId, status }: Payout, wanted: PaymentState, deps: Wiring): Promise<(advisorId: string) => boolean> {
  const states = new Map<string, PaymentState>();
  const outcomes = new Map<string, Parameters<typeof stateOf>[1][number][]>();
  for await (const batch of deps.payouts.outcomes(payoutId)) {
    for (const { payment, outcome } of batch) {
      const known = outcomes.get(payment.advisorId) ?? [];
      known.push(outcome);
      outcomes.set(payment.advisorId, known);
    }
  }
  for (const [advisorId, known] of outcomes) states.set(advisorId, stateOf(status, known));
  const untold = stateOf(status, []);
  return (advisorId) => (states.get(advisorId) ?? untold) === wanted;
}

async function withStates({ payoutId, status }: Payout, lines: readonly PayoutLine[], deps: Wiring): Promise<LineShown[]> {
  const ids = lines.flatMap((line) => (line.kind === "payment" ? [line.advisorId] : []));
  const records = await deps.payouts.payments(payoutId, ids);
  return lines.map((line) =>
    line.kind === "payment" ? { line, state: stateOf(status, records.get(line.advisorId)?.outcomes ?? []) } : { line },
  );
}
