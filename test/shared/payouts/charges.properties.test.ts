import fc from "fast-check";
import { expect, test } from "vitest";
import { sum } from "../../../shared/base/money/money.ts";
import { balancesOf, turnoverOf } from "../../../shared/payouts/accounting/balances.ts";
import { PayoutPostings } from "../../../shared/payouts/accounting/payout-documents.ts";
import type { NumberedOutcome, Outcome, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import {
  chargesOf,
  correctableTo,
  decidingNumber,
  numberOutcome,
  outcomeFits,
  stateOf,
} from "../../../shared/payouts/model/payment-state.ts";
import type { Payout, PayoutTotals } from "../../../shared/payouts/model/payout.ts";
import { confirmedTotals, inTransitOf, NO_TOTALS, recordedTotals } from "../../../shared/payouts/model/totals.ts";
import { DEFAULT_FINANCE } from "../../../shared/settings/model/settings.ts";

const AMOUNTS = [1_000n, 2_500n, 999_999n];
const PAYMENTS = AMOUNTS.length;
const TOTAL = { count: PAYMENTS, amount: sum(AMOUNTS) };

type Move =
  | { readonly do: "confirm" }
  | {
      readonly do: "record" | "correct";
      readonly of: number;
      readonly kind: Outcome["kind"];
      /** Of what came back, minor units; 0 for none. */
      readonly charges: bigint;
    };

const told: fc.Arbitrary<Move> = fc.record({
  do: fc.constantFrom("record" as const, "correct" as const),
  of: fc.nat(PAYMENTS - 1),
  kind: fc.constantFrom("paid" as const, "rejected" as const, "returned" as const, "returned" as const),
  charges: fc.oneof(fc.constant(0n), fc.bigInt(1n, 900n)),
});
const moves = fc.array(fc.oneof({ weight: 12, arbitrary: told }, { weight: 1, arbitrary: fc.constant<Move>({ do: "confirm" }) }), {
  minLength: 5,
  maxLength: 40,
});

const EXPORTED = {
  ...{ payoutId: "2026-05-1", month: "2026-05", status: "exported", lockVersion: 4, gate: 0 },
  content: { payments: TOTAL },
  exported: { by: "fay", at: "2026-06-01T00:00:00Z", executeOn: "2026-06-01", format: "pain.001" },
} as unknown as Payout;

/** A payout of which outcomes with charges are recorded and corrected. */
function play(all: readonly Move[]) {
  let payout = EXPORTED;
  let totals: PayoutTotals = NO_TOTALS;
  const log: NumberedOutcome[] = [];
  const payments = AMOUNTS.map(
    (amount, index) => ({ advisorId: `a${index}`, payoutId: payout.payoutId, amount, outcomes: [] }) as unknown as PaymentRecord,
  );
  for (const [index, move] of all.entries()) {
    const at = `2026-06-${String((index % 28) + 1).padStart(2, "0")}T00:00:00Z`;
    if (move.do === "confirm") {
      if (payout.status === "confirmed") continue;
      const paid = inTransitOf(payout, totals);
      totals = confirmedTotals(payout, totals);
      payout = { ...payout, status: "confirmed", confirmed: { by: "fay", at, comment: "list", paid } };
      continue;
    }
    const payment = payments[move.of];
    if (payment === undefined) continue;
    const state = stateOf(payout.status, payment.outcomes);
    const isCorrection = move.do === "correct";
    if (!(isCorrection ? correctableTo(state).includes(move.kind) : outcomeFits(state, move.kind) === "applies")) continue;
    const charges = move.kind === "returned" && move.charges > 0n ? { charges: move.charges.toString() } : {};
    const corrects = isCorrection ? { corrects: decidingNumber(payment.outcomes) } : {};
    const outcome: Outcome = { kind: move.kind, at, by: "fay", ...charges, ...corrects };
    log.push(numberOutcome(payout.status, payment, outcome));
    totals = recordedTotals(payout, totals, [{ payment, outcome }]);
    payments[move.of] = { ...payment, outcomes: [...payment.outcomes, outcome] };
  }
  return { payout, totals, log, payments };
}

test("charges: with charges and corrections in any order every document balances, and the accounts come to what the payments are", () => {
  let reversed = 0;
  fc.assert(
    fc.property(moves, fc.infiniteStream(fc.nat()), (all, order) => {
      const { payout, totals, log, payments } = play(all);
      const postings = new PayoutPostings(payout, (instant) => instant.slice(0, 10));
      // The log is read by instants, not in the order of recording.
      const shuffled = log.map((each) => [order.next().value ?? 0, each] as const).sort(([a], [b]) => a - b);
      for (const [, each] of shuffled) postings.add({ ...each, amount: each.payment.amount });
      const documents = postings.documents(DEFAULT_FINANCE.accounts);
      for (const document of documents) {
        const { debits, credits } = turnoverOf([document]);
        expect(debits).toBe(credits);
      }
      const balances = balancesOf(documents);
      const charges = sum(payments.map(({ outcomes }) => chargesOf(outcomes)));
      expect(totals.charges).toBe(charges);
      expect(balances.charges).toBe(charges);
      expect(-balances.bank).toBe(totals.paid.amount + charges);
      expect(-balances.inTransit).toBe(inTransitOf(payout, totals).amount);
      expect(balances.payable).toBe(TOTAL.amount - totals.rejected.amount - totals.returned.amount);
      if (log.some((each) => (each.charges ?? 0n) < 0n)) reversed += 1;
    }),
    { numRuns: 500, seed: 13 },
  );
  expect(reversed).toBeGreaterThan(20);
});
