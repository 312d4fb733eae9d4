import { expect, test } from "vitest";
import { hashOfPayee } from "../../../shared/payees/model/effective-payee.ts";
import { basisIssue } from "../../../shared/payouts/model/approval-basis.ts";
import type { Outcome, PaymentLine, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../shared/payouts/model/payment-account.ts";
import type { Clearance, PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { payee } from "./records.ts";

const details = payee("li");
const payment = (payoutId: string, outcomes: readonly Outcome[] = []): PaymentRecord => ({
  ...{ payoutId, advisorId: "li", reference: referenceOf(payoutId, "li"), amount: 100n, statement: 100n, earlier: 0n },
  ...{ payeeVersion: 1, payeeHash: hashOfPayee(details), accountLast4: details.accountLast4, outcomes },
});
const said = (kind: Outcome["kind"], code: string): Outcome => ({ kind, code, at: "2026-11-06T00:00:00.000Z", by: "ida", reportId: "a" });
const statement = (month: string) => ({ month, payable: 100n, broughtForward: 0n, carriedForward: 0n });
const STATUSES = new Map<string, PayoutStatus>([
  ["2026-09-1", "exported"],
  ["2026-10-1", "approved"],
]);
const TERMS = {
  payoutId: "2026-10-1",
  month: "2026-10",
  atMs: Date.parse("2026-11-07T00:00:00Z"),
  securityHoldDays: 2,
  statuses: STATUSES,
};

/** October's payment is approved; these became of September's since. */
function issueAfter(outcomes: readonly Outcome[], clearances: readonly Clearance[] = []) {
  const account = {
    ...{
      advisorId: "li",
      hold: undefined,
      payees: [details],
      clearances,
      payments: [payment("2026-09-1", outcomes), payment("2026-10-1")],
    },
    statements: [statement("2026-09"), statement("2026-10")],
  } as unknown as PayoutAccount;
  const line: PaymentLine = { ...payment("2026-10-1"), kind: "payment", name: "Ms li" };
  return basisIssue(line, account, TERMS);
}

test("approval basis: a payment of an earlier month that fails after the approval stops the approved one, as it would go to the same account", () => {
  expect(issueAfter([])).toBeUndefined();
  expect(issueAfter([said("returned", "AC04")])).toBe("failed");
  expect(issueAfter([said("returned", "MS03")])).toBe("failed");
  expect(issueAfter([said("rejected", "")])).toBe("failed");
  // What is paid again by itself is in the next payout.
  expect(issueAfter([said("returned", "AM04")])).toBeUndefined();
  expect(issueAfter([said("paid", "")])).toBeUndefined();
});

test("approval basis: once somebody looked at it, the approved one can go out", () => {
  const looked = {
    kind: "looked",
    advisorId: "li",
    payoutId: "2026-09-1",
    by: "gus",
    at: "2026-11-06T01:00:00.000Z",
    comment: "asked the bank",
  } as const;
  expect(issueAfter([said("returned", "MS03")], [{ ...looked, number: 1 }])).toBeUndefined();
  expect(issueAfter([said("returned", "MS03")], [{ ...looked, number: 2 }])).toBe("failed");
});
