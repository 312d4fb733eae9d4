import { expect, test } from "vitest";
import type { PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import { NO_TOTALS } from "../../../shared/payouts/model/totals.ts";
import { addPayables, NO_PAYABLES, payablesOf } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";
import { totalPayablesOf } from "../../../shared/payouts/reconciliation/model/total-payables.ts";
import { paymentOf, payoutOf, said, stated } from "./records.ts";

const STATUSES = new Map<string, PayoutStatus>([
  ["2026-03-1", "confirmed"],
  ["2026-04-1", "exported"],
  ["2026-05-1", "approved"],
  ["2026-05-2", "draft"],
]);

test("an advisor's position: what was stated is owed, approved, in flight or paid; what came back is owed again", () => {
  const statements = [stated("2026-03", 0n), stated("2026-04", 1_000n), { ...stated("2026-05", 500n), carriedForward: -8n }];
  const payments = [
    paymentOf("2026-03-1", 1n),
    paymentOf("2026-03-1", 2n, [said("rejected")]),
    paymentOf("2026-04-1", 4n),
    paymentOf("2026-04-1", 8n, [said("paid")]),
    paymentOf("2026-04-1", 16n, [said("paid"), said("returned", { charges: "3" })]),
    paymentOf("2026-05-1", 32n),
    paymentOf("2026-05-2", 64n),
  ];
  const payables = {
    statementTotal: 1_500n,
    outstanding: 1_455n,
    approved: 32n,
    inTransit: 4n,
    paid: 9n,
    rejected: 2n,
    returned: 16n,
    charges: 3n,
    carriedForward: -8n,
    advances: 0n,
  };
  expect(payablesOf({ statements, payments }, STATUSES)).toEqual(payables);
  expect(payablesOf({ statements: [], payments: [] }, STATUSES)).toEqual(NO_PAYABLES);
});

test("positions: positions of several advisors are the sums of theirs", () => {
  const one = {
    statementTotal: 1n,
    outstanding: 2n,
    approved: 3n,
    inTransit: 4n,
    paid: 5n,
    rejected: 6n,
    returned: 7n,
    charges: 9n,
    carriedForward: -8n,
    advances: 5n,
  };
  expect(addPayables(one, one)).toEqual({
    ...{
      statementTotal: 2n,
      outstanding: 4n,
      approved: 6n,
      inTransit: 8n,
      paid: 10n,
      rejected: 12n,
      returned: 14n,
      charges: 18n,
      carriedForward: -16n,
      advances: 10n,
    },
  });
  expect(addPayables(one, NO_PAYABLES)).toEqual(one);
  expect(addPayables(NO_PAYABLES, one)).toEqual(one);
});

test("everybody's position: by what closes and payouts come to; carried is what the latest close carries", () => {
  const closes = [
    { payable: 700n, carriedForward: -5n, recovered: 80n, advancesWrittenOff: 50n },
    { payable: 1_000n, carriedForward: 99n, advanced: 200n },
  ];
  const { content: _, ...without } = payoutOf("approved");
  const payouts = [
    { payout: payoutOf("draft"), totals: NO_TOTALS },
    { payout: payoutOf("approved"), totals: NO_TOTALS },
    { payout: without, totals: NO_TOTALS },
    {
      payout: payoutOf("exported"),
      totals: { ...NO_TOTALS, paid: { count: 1, amount: 100n }, rejected: { count: 1, amount: 20n }, charges: 1n },
    },
    {
      payout: payoutOf("confirmed"),
      totals: { ...NO_TOTALS, paid: { count: 1, amount: 280n }, returned: { count: 1, amount: 20n }, charges: 4n },
    },
    { payout: payoutOf("withdrawn"), totals: NO_TOTALS },
  ];
  expect(totalPayablesOf(closes, payouts)).toEqual({
    ...{
      statementTotal: 1_700n,
      outstanding: 840n,
      approved: 300n,
      inTransit: 180n,
      paid: 380n,
      rejected: 20n,
      returned: 20n,
      charges: 5n,
      carriedForward: -5n,
      advances: 70n,
    },
  });
  expect(totalPayablesOf([], [])).toEqual(NO_PAYABLES);
});
