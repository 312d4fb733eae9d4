import { expect, test } from "vitest";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { Outcome, PaymentState } from "../../../shared/payouts/model/payment.ts";
import { type PaymentOfPayout, paymentsOfStatements } from "../../../shared/payouts/model/statement-payments.ts";

const statement = (month: string, payable: bigint): Statement => ({
  ...{ advisorId: "li", month, components: [], earnings: payable, adjustments: [], manualAdjustments: 0n, broughtForward: 0n },
  ...{ payable, carriedForward: 0n, equityEligible: false },
});
const OCTOBER = statement("2026-10", 100n);
const NOVEMBER = statement("2026-11", 0n);
const DECEMBER = statement("2026-12", 30n);

/** A payment that was drafted on a day, and came back on another where one is given. */
function payment(payoutId: string, draftedOn: string, amount: bigint, state: PaymentState, cameBackOn?: string): PaymentOfPayout {
  const outcomes: Outcome[] =
    cameBackOn === undefined
      ? []
      : [{ kind: state === "rejected" ? "rejected" : "returned", at: `${cameBackOn}T00:00:00.000Z`, by: "fay" }];
  const own = {
    payoutId,
    advisorId: "li",
    reference: payoutId,
    amount,
    statement: amount,
    earlier: 0n,
    payeeVersion: 1,
    payeeHash: "h",
    accountLast4: "1",
  };
  const drafted = { by: "fay", at: `${draftedOn}T00:00:00.000Z` };
  return {
    ...own,
    outcomes,
    state,
    payout: { payoutId, month: payoutId.slice(0, 7), status: "exported", lockVersion: 4, gate: 0, drafted },
  };
}

const told = (statements: readonly Statement[], payments: readonly PaymentOfPayout[]) => {
  const paymentsOf = paymentsOfStatements(statements, payments);
  return statements.map(({ month }) => paymentsOf(month)?.map(({ payoutId, state }) => `${payoutId} ${state}`));
};

test("statement payments: a payment pays all that is payable up to its month and that nothing stood for when it was drafted", () => {
  const all = [OCTOBER, NOVEMBER, DECEMBER];
  expect(told(all, [])).toEqual([[], [], []]);
  expect(told(all, [payment("2026-12-1", "2027-01-05", 130n, "paid")])).toEqual([["2026-12-1 paid"], [], ["2026-12-1 paid"]]);
  const came = payment("2026-10-1", "2026-11-05", 100n, "returned", "2026-11-20");
  expect(told(all, [payment("2026-12-1", "2027-01-05", 130n, "in-transit"), came])).toEqual([
    ["2026-10-1 returned", "2026-12-1 in-transit"],
    [],
    ["2026-12-1 in-transit"],
  ]);
});

test("statement payments: what came back only after the next payout was drafted is not in that one, and its statement is owed until a later one pays it", () => {
  const late = payment("2026-10-1", "2026-11-05", 100n, "returned", "2027-01-09");
  const next = payment("2026-12-1", "2027-01-05", 30n, "paid");
  expect(told([OCTOBER, DECEMBER], [late, next])).toEqual([["2026-10-1 returned"], ["2026-12-1 paid"]]);
  const again = payment("2026-12-2", "2027-01-12", 100n, "approved");
  expect(told([OCTOBER, DECEMBER], [late, next, again])).toEqual([["2026-10-1 returned", "2026-12-2 approved"], ["2026-12-1 paid"]]);
});

test("statement payments: what is only drafted or was withdrawn concerns nobody; what can't be told to the fen is not told by statement", () => {
  const drafts = [payment("2026-10-1", "2026-11-05", 100n, "drafted"), payment("2026-10-2", "2026-11-06", 100n, "void")];
  expect(told([OCTOBER], drafts)).toEqual([[]]);
  const odd = payment("2026-10-1", "2026-11-05", 99n, "paid");
  expect(told([OCTOBER, DECEMBER], [odd])).toEqual([undefined, []]);
});

test("statement payments: what came back on the day of the next draft is in it, and what was only said to be paid by then still stood", () => {
  const ON_TIME = "2027-01-05";
  const back = payment("2026-10-1", "2026-11-05", 100n, "rejected", ON_TIME);
  expect(told([OCTOBER, DECEMBER], [back, payment("2026-12-1", ON_TIME, 130n, "paid")])).toEqual([
    ["2026-10-1 rejected", "2026-12-1 paid"],
    ["2026-12-1 paid"],
  ]);
  const late = payment("2026-10-1", "2026-11-05", 100n, "returned", "2027-01-09");
  const paidFirst = { ...late, outcomes: [{ kind: "paid" as const, at: "2026-11-10T00:00:00.000Z", by: "fay" }, ...late.outcomes] };
  expect(told([OCTOBER, DECEMBER], [paidFirst, payment("2026-12-1", ON_TIME, 30n, "paid")])).toEqual([
    ["2026-10-1 returned"],
    ["2026-12-1 paid"],
  ]);
});

test("statement payments: once one payment can't be told by statement, none up to the latest such month is", () => {
  const all = [OCTOBER, DECEMBER, statement("2027-01", 5n)];
  const odd = (payoutId: string, day: string) => payment(payoutId, day, 99n, "paid");
  const fine = payment("2027-01-1", "2027-02-05", 135n, "paid");
  expect(told(all, [odd("2026-12-1", "2027-01-05"), odd("2026-10-1", "2027-01-06"), fine])).toEqual([
    undefined,
    undefined,
    ["2027-01-1 paid"],
  ]);
  expect(told(all, [odd("2026-10-1", "2027-01-05"), odd("2026-12-1", "2027-01-06")])).toEqual([undefined, undefined, []]);
});
