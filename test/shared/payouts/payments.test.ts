import { describe, expect, test } from "vitest";
import { changedBankSettings, hashBankSettings } from "../../../shared/payouts/model/bank-settings.ts";
import { leaveOut, lineOf, paidThrough, settledThrough } from "../../../shared/payouts/model/draft-lines.ts";
import { failedPayments, mayKeepOut, waitsFor } from "../../../shared/payouts/model/failed-payment.ts";
import { contentOf, hashOfLines, linesText, paymentsOf, readLines, totalsOfLines } from "../../../shared/payouts/model/lines-file.ts";
import { paidAgainBy, paidTwice } from "../../../shared/payouts/model/paid-again.ts";
import type { FailedPayment, Outcome, PaymentLine, PaymentState } from "../../../shared/payouts/model/payment.ts";
import {
  addsReason,
  chargesOf,
  correctableTo,
  decidingNumber,
  MAX_OUTCOMES,
  numberOutcome,
  reportFits,
  stands,
  stateOf,
} from "../../../shared/payouts/model/payment-state.ts";
import type { PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import {
  messageIdsIn,
  numberOfPayout,
  paymentReferencesIn,
  payoutIdFor,
  payoutIdOf,
  payoutIdOfMessage,
  referenceOf,
} from "../../../shared/payouts/model/reference.ts";
import { confirmedTotals, inTransitOf, NO_TOTALS, recordedTotals } from "../../../shared/payouts/model/totals.ts";
import { financeSchema } from "../../../shared/settings/model/settings.ts";
import { AT, accountOf, CONTENT, cleared, NONE, payee, paymentOf, payoutOf, said, stated } from "./records.ts";

const STATUSES = new Map<string, PayoutStatus>([
  ["2026-04-1", "confirmed"],
  ["2026-05-1", "exported"],
  ["2026-05-2", "withdrawn"],
  ["2026-05-3", "draft"],
]);
const TERMS = {
  payoutId: "2026-05-4",
  month: "2026-05",
  atMs: Date.parse("2026-12-01T00:00:00Z"),
  securityHoldDays: 2,
  statuses: STATUSES,
};
const lineFor = (given: Parameters<typeof accountOf>[0]) =>
  lineOf(accountOf({ statements: [stated("2026-05", 50n)], ...given }), { name: "李", storeId: "s1" }, TERMS);

describe("corrections of outcomes", () => {
  test("what was said before a correction counts no longer, and the number of what decides is that of its kind's last", () => {
    const outcomes = [said("paid"), said("returned"), said("paid", { corrects: 2 })];
    expect(stateOf("exported", outcomes)).toBe("paid");
    expect(decidingNumber(outcomes)).toBe(3);
    expect(decidingNumber(outcomes.slice(0, 2))).toBe(2);
    expect(decidingNumber([])).toBe(0);
    expect(stateOf("exported", [...outcomes, said("returned")])).toBe("returned");
    expect(stateOf("confirmed", [said("rejected", { corrects: 0 })])).toBe("rejected");
  });

  test("correct what can be wrong: paid to rejected, and what came back to paid or to the other way back", () => {
    const all = (["drafted", "approved", "in-transit", "void"] as const).map(correctableTo);
    expect(all).toEqual([[], [], [], []]);
    expect(correctableTo("paid")).toEqual(["rejected"]);
    expect(correctableTo("rejected")).toEqual(["paid", "returned"]);
    expect(correctableTo("returned")).toEqual(["paid", "rejected"]);
  });

  test("a report that repeats what people corrected contradicts them, and one more than a payment can hold is listed", () => {
    const corrected = [said("returned"), said("paid", { corrects: 1 })];
    expect(reportFits("paid", corrected, "returned")).toBe("contradicts");
    expect(reportFits("paid", [said("paid")], "returned")).toBe("applies");
    expect(reportFits("paid", [said("rejected"), said("paid", { corrects: 1 })], "returned")).toBe("applies");
    expect(reportFits("paid", corrected, "paid")).toBe("already-recorded");
    // It corrects the confirmation, which is no outcome.
    expect(reportFits("in-transit", [said("rejected", { corrects: 0 })], "paid")).toBe("applies");
    const full = Array.from({ length: MAX_OUTCOMES }, () => said("paid"));
    expect(reportFits("paid", full, "returned")).toBe("contradicts");
    expect(reportFits("paid", full.slice(1), "returned")).toBe("applies");
  });

  test("what banks took counts of a payment that came back and stands so, as the next outcome numbers it", () => {
    const back = said("returned", { charges: "9007199254740993" });
    expect([chargesOf([]), chargesOf([back]), chargesOf([said("paid")]), chargesOf([said("returned")])]).toEqual([
      0n,
      9_007_199_254_740_993n,
      0n,
      0n,
    ]);
    expect(chargesOf([back, said("paid", { corrects: 1 })])).toBe(0n);
    expect(chargesOf([said("rejected", { charges: "5" })])).toBe(0n);
    const payment = paymentOf("2026-05-1", 100n, [said("paid")]);
    expect(numberOutcome("exported", payment, back)).toEqual({
      payment,
      number: 2,
      from: "paid",
      outcome: back,
      charges: 9_007_199_254_740_993n,
    });
    expect(numberOutcome("confirmed", paymentOf("2026-05-1", 100n), said("rejected"))).toStrictEqual({
      ...{ payment: paymentOf("2026-05-1", 100n), number: 1, from: "paid", outcome: said("rejected") },
    });
    const corrected = paymentOf("2026-05-1", 100n, [back]);
    expect(numberOutcome("exported", corrected, said("paid", { corrects: 1 })).charges).toBe(-9_007_199_254_740_993n);
    for (const status of ["draft", "drafting", "approved", "withdrawn"] as const)
      expect(() => numberOutcome(status, payment, back)).toThrow(`payout 2026-05-1 is ${status}: it has no outcomes`);
  });

  test("a payment stands from its approval until it is void or came back", () => {
    const states: PaymentState[] = ["drafted", "approved", "in-transit", "paid", "rejected", "returned", "void"];
    expect(states.filter(stands)).toEqual(["approved", "in-transit", "paid"]);
  });
});

describe("a further reason for what came back", () => {
  const back = (given: Partial<Outcome> = {}) => said("returned", given);
  const fits = (outcomes: readonly Outcome[], reason?: Parameters<typeof reportFits>[3]) =>
    reportFits("returned", outcomes, "returned", reason);

  test("is recorded where it is stricter than the one that counts, or the first", () => {
    expect([fits([back()], { code: "NARR" }), fits([back()], { note: "closed" })]).toEqual(["adds-reason", "adds-reason"]);
    expect(fits([back({ code: "AC04" }), back({ code: "AM05" })], { code: "AC04" })).toBe("already-recorded");
    expect(fits([back({ code: "AC04" })], { code: "AM05" })).toBe("adds-reason");
    for (const reason of [undefined, {}, { code: "AC04" }, { code: "AC01" }, { code: "AM04" }, { note: "closed" }])
      expect([reason, fits([back({ code: "AC04" })], reason)]).toEqual([reason, "already-recorded"]);
    expect(fits([back()], { code: "AC04", ofWhole: true })).toBe("already-recorded");
    expect(reportFits("paid", [said("paid")], "paid", { code: "AC04" })).toBe("already-recorded");
    expect(reportFits("returned", [back()], "rejected", { code: "AC04" })).toBe("contradicts");
    expect(reportFits("paid", [], "returned", { code: "AC04" })).toBe("applies");
  });

  test("contradicts what people corrected, and what is full", () => {
    expect(fits([back(), said("paid", { corrects: 1 }), back()], { code: "AC04" })).toBe("contradicts");
    const full = Array.from({ length: MAX_OUTCOMES }, () => back());
    expect([fits(full, { code: "AC04" }), fits(full.slice(1), { code: "AC04" })]).toEqual(["contradicts", "adds-reason"]);
  });

  test("is told from an outcome that moved the payment", () => {
    const outcomes = [said("paid"), back(), back({ code: "AC04" }), said("paid", { corrects: 3 }), back({ corrects: 4 })];
    expect(outcomes.map((_, index) => addsReason(outcomes, index + 1))).toEqual([false, false, true, false, false]);
    expect(addsReason([back(), back({ corrects: 1 })], 2)).toBe(false);
    // What came back stays back, whatever was said after.
    expect(decidingNumber([back(), said("paid")])).toBe(1);
  });
});

describe("totals of a payout", () => {
  const totals = { lockVersion: 4, paid: { count: 1, amount: 100n }, rejected: NONE, returned: NONE, charges: 3n };

  test("only an exported payout has something in flight", () => {
    expect(inTransitOf(payoutOf("exported"), totals)).toEqual({ count: 1, amount: 200n });
    expect(inTransitOf(payoutOf("approved"), totals)).toEqual(NONE);
    expect(inTransitOf(payoutOf("confirmed"), totals)).toEqual(NONE);
    const { content: _, ...without } = payoutOf("exported");
    expect(inTransitOf(without, totals)).toEqual(NONE);
    expect(confirmedTotals(payoutOf("exported"), totals)).toEqual({ ...totals, lockVersion: 5, paid: { count: 2, amount: 300n } });
  });

  test("an outcome moves its payment from how it stood; one that changes nothing is an error, never counted twice", () => {
    const record = (outcomes: Parameters<typeof paymentOf>[2], kind: "paid" | "rejected" | "returned", corrects?: number) =>
      recordedTotals(payoutOf("exported"), totals, [
        { payment: paymentOf("2026-05-1", 100n, outcomes), outcome: said(kind, corrects === undefined ? {} : { corrects }) },
      ]);
    expect(record([], "rejected")).toEqual({ ...totals, lockVersion: 5, rejected: { count: 1, amount: 100n } });
    expect(record([said("paid")], "returned")).toEqual({
      lockVersion: 5,
      charges: 3n,
      paid: NONE,
      rejected: NONE,
      returned: { count: 1, amount: 100n },
    });
    expect(record([said("paid")], "rejected", 1)).toEqual({
      lockVersion: 5,
      charges: 3n,
      paid: NONE,
      rejected: { count: 1, amount: 100n },
      returned: NONE,
    });
    expect(() => record([said("paid")], "rejected")).toThrow("changes nothing");
    expect(() => record([said("paid")], "returned", 1)).toThrow("changes nothing");
    expect(() => record([said("rejected")], "returned")).toThrow("changes nothing");
    expect(() => record([said("returned")], "returned", 1)).toThrow("changes nothing");
    // A further reason moves nothing.
    const [before, again] = [{ ...totals, returned: { count: 1, amount: 100n } }, paymentOf("2026-05-1", 100n, [said("returned")])];
    const reason = { payment: again, outcome: said("returned", { code: "AC04" }) };
    expect(recordedTotals(payoutOf("exported"), before, [reason])).toEqual({ ...before, lockVersion: 5 });
    expect(() => record([said("paid")], "paid")).toThrow(/paid changes nothing of 2026-05-1-[A-Z2-7]{20}, which is paid/);
    const charged = (outcomes: readonly Outcome[], outcome: Outcome) =>
      recordedTotals(payoutOf("exported"), totals, [{ payment: paymentOf("2026-05-1", 100n, outcomes), outcome }]).charges;
    expect(charged([said("paid")], said("returned", { charges: "7" }))).toBe(10n);
    expect(charged([said("returned", { charges: "3" })], said("paid", { corrects: 1 }))).toBe(0n);
    expect(charged([], said("rejected", { charges: "7" }))).toBe(3n);
    expect(recordedTotals(payoutOf("exported"), NO_TOTALS, [])).toEqual({ ...NO_TOTALS, lockVersion: 1 });
  });
});

describe("payments that came back", () => {
  const back = (code?: string, given = {}) => said("returned", { ...(code !== undefined && { code }), ...given });

  test("are told with what the bank said, who brought it, and who confirmed the account", () => {
    const outcome = back("AC04", { on: "2026-06-04", ofWhole: true, reportId: "a1", by: "bo", alsoBy: ["al"] });
    const account = accountOf({
      payments: [paymentOf("2026-05-1", 50n, [said("paid", { by: "pa" }), outcome])],
      clearances: [
        cleared("looked", "2026-05-1", 2),
        cleared("confirmed", "2026-05-1", 1),
        cleared("confirmed", "2026-04-1", 2),
        { ...cleared("confirmed", "2026-05-1", 2), by: "eve" },
      ],
    });
    expect(failedPayments(account, STATUSES)).toEqual([
      {
        ...{ payoutId: "2026-05-1", reference: referenceOf("2026-05-1", "li"), amount: 50n, payeeVersion: 1, number: 2 },
        ...{ kind: "returned", by: ["al", "bo"], on: "2026-06-04", code: "AC04", ofWhole: true, reportId: "a1", confirmedBy: "eve" },
      },
    ]);
    const bare = accountOf({ payments: [paymentOf("2026-05-1", 50n, [said("rejected", { by: "bo" })])] });
    expect(failedPayments(bare, STATUSES)).toStrictEqual([
      {
        ...{ payoutId: "2026-05-1", reference: referenceOf("2026-05-1", "li"), amount: 50n, payeeVersion: 1, number: 1 },
        ...{ kind: "rejected", by: ["bo"] },
      },
    ]);
  });

  test("name whoever said that it failed since it last stood, not before, and each once", () => {
    const byOf = (...outcomes: ReturnType<typeof said>[]) =>
      failedPayments(accountOf({ payments: [paymentOf("2026-05-1", 50n, outcomes)] }), STATUSES)[0]?.by;
    expect(byOf(back("AC04", { by: "zoe" }), said("rejected", { by: "al", corrects: 1 }))).toEqual(["al", "zoe"]);
    expect(byOf(back("AC04", { by: "zoe" }), said("rejected", { by: "zoe", corrects: 1 }))).toEqual(["zoe"]);
    expect(byOf(back("AC04", { by: "old" }), said("paid", { by: "pa", corrects: 1 }), back("AC04", { by: "new" }))).toEqual(["new"]);
    expect(byOf(back("AC04", { by: "zoe" }), said("paid", { by: "pa" }))).toEqual(["zoe"]);
  });

  test("are no more once a payment that stands pays them again; one that was withdrawn doesn't", () => {
    const failed = paymentOf("2026-04-1", 50n, [back("AM04")]);
    const again = failedPayments(accountOf({ payments: [failed] }), STATUSES);
    expect(again).toHaveLength(1);
    const paidBy = (payoutId: string) => ({ ...paymentOf(payoutId, 50n), again });
    const left = (...payments: ReturnType<typeof paymentOf>[]) =>
      failedPayments(accountOf({ payments: [failed, ...payments] }), STATUSES).map(({ payoutId }) => payoutId);
    expect(left(paidBy("2026-05-1"))).toEqual([]);
    expect(left(paidBy("2026-05-2"))).toEqual(["2026-04-1"]);
    expect(left(paymentOf("2026-05-1", 50n))).toEqual(["2026-04-1"]);
    expect(left(paymentOf("2026-05-1", 70n, [said("rejected")]))).toEqual(["2026-04-1", "2026-05-1"]);
  });

  test("wait for what the bank's reason asks, until it is there", () => {
    const failed = (code?: string): FailedPayment => ({
      ...{ payoutId: "2026-05-1", reference: "r", amount: 1n, payeeVersion: 1, number: 2, kind: "returned", by: [] },
      ...(code !== undefined && { code }),
    });
    const waits = (code: string | undefined, given: Parameters<typeof accountOf>[0] = {}) => waitsFor(failed(code), accountOf(given));
    const looked = { clearances: [cleared("looked", "2026-05-1", 2)] };
    const confirmed = { clearances: [cleared("confirmed", "2026-05-1", 2)] };
    expect([waits("AC04"), waits("AC04", looked), waits("AC04", confirmed)]).toEqual(["needs-new-details", "needs-new-details", undefined]);
    expect(waits("AC04", { payees: [payee("li"), payee("li", { version: 2 })] })).toBeUndefined();
    expect(waits("AC04", { payees: [] })).toBe("needs-new-details");
    expect([waits(undefined), waits("MS03"), waits("MS03", looked), waits("MS03", confirmed)]).toEqual([
      ...["needs-a-look", "needs-a-look", undefined, undefined],
    ]);
    expect(waits("MS03", { payees: [payee("li", { version: 2 })] })).toBe("needs-a-look");
    expect(waits("AM04")).toBeUndefined();
    const others = [cleared("confirmed", "2026-04-1", 2), cleared("confirmed", "2026-05-1", 1)];
    expect([waits("AC04", { clearances: others }), waits("MS03", { clearances: others })]).toEqual(["needs-new-details", "needs-a-look"]);
  });

  test("may keep their advisor out unless the bank's reason lets them go again by themselves", () => {
    expect([said("paid"), back("AM04"), back("AC04"), back("MS03"), back()].map(mayKeepOut)).toEqual([false, false, true, true, true]);
  });

  test("keep their advisor out of a draft, which names all that is waited for, new details first", () => {
    const look = paymentOf("2026-04-1", 20n, [back("MS03")]);
    const details = paymentOf("2026-05-1", 30n, [back("AC04")]);
    expect(lineFor({ payments: [look] })).toMatchObject({ kind: "excluded", reason: "needs-a-look", amount: 50n, storeId: "s1" });
    expect(lineFor({ payments: [look, details] })).toMatchObject({
      ...{ kind: "excluded", reason: "needs-new-details" },
      waits: [{ payoutId: "2026-05-1" }, { payoutId: "2026-04-1" }],
    });
    expect(lineFor({ payments: [paymentOf("2026-04-1", 20n, [back("AM04")])] })).toMatchObject({
      ...{ kind: "payment", amount: 50n, again: [{ payoutId: "2026-04-1", amount: 20n }] },
    });
    expect(lineFor({})).not.toHaveProperty("again");
  });

  test("that were paid after all and had been paid again are paid twice; only what stands counts", () => {
    const again = failedPayments(accountOf({ payments: [paymentOf("2026-04-1", 50n, [back("AM04")])] }), STATUSES);
    const corrected = paymentOf("2026-04-1", 50n, [back("AM04"), said("paid", { corrects: 1 })]);
    const second = (payoutId: string, outcomes: ReturnType<typeof said>[] = []) => ({ ...paymentOf(payoutId, 50n, outcomes), again });
    const twice = (...payments: ReturnType<typeof paymentOf>[]) => paidTwice({ payments }, STATUSES);
    expect(twice(corrected, second("2026-05-1"))).toBe(50n);
    expect(twice(corrected, second("2026-05-2"))).toBe(0n);
    expect(twice(corrected, second("2026-05-1", [said("rejected")]))).toBe(0n);
    expect(twice(corrected, paymentOf("2026-05-1", 50n))).toBe(0n);
    expect(twice(paymentOf("2026-04-1", 50n, [said("paid")]), second("2026-05-1"))).toBe(0n);
    expect(twice(paymentOf("2026-04-1", 50n, [said("returned", { corrects: 0 })]), second("2026-05-1"))).toBe(0n);
    const backAgain = paymentOf("2026-04-1", 50n, [back(), said("paid", { corrects: 1 }), back()]);
    expect(twice(backAgain, second("2026-05-1"))).toBe(0n);
    expect(paidAgainBy("2026-04-1", { payments: [corrected, second("2026-05-1"), second("2026-05-2")] }, STATUSES)).toMatchObject([
      { payment: { payoutId: "2026-05-1" }, state: "in-transit" },
    ]);
    expect(paidAgainBy("2026-05-1", { payments: [second("2026-05-1")] }, STATUSES)).toEqual([]);
  });
});

describe("what a payment pays", () => {
  const partsOf = (given: Parameters<typeof accountOf>[0]) => {
    const line = lineFor(given);
    return line?.kind === "payment" ? [line.amount, line.statement, line.earlier] : undefined;
  };

  test("is the month's statement as far as that goes, and none of it once a payment of the month or later stands", () => {
    const statements = [stated("2026-04", 100n), stated("2026-05", 50n)];
    expect(partsOf({ statements })).toEqual([150n, 50n, 100n]);
    expect(partsOf({ statements, payments: [paymentOf("2026-04-1", 120n)] })).toEqual([30n, 30n, 0n]);
    expect(partsOf({ statements, payments: [paymentOf("2026-05-1", 120n)] })).toEqual([30n, 0n, 30n]);
    expect(partsOf({ statements, payments: [paymentOf("2026-05-2", 120n)] })).toEqual([150n, 50n, 100n]);
    expect(partsOf({ statements: [stated("2026-04", 100n)] })).toEqual([100n, 0n, 100n]);
    expect(partsOf({ statements, payments: [paymentOf("2026-05-1", 150n)] })).toBeUndefined();
  });

  test("reaches back through what its statements carry in, to the last that carried nothing", () => {
    const statements = [stated("2026-01", 1n), stated("2026-02", 0n), stated("2026-03", 0n, 5n), stated("2026-04", 0n, 6n)];
    const through = (paid: string | undefined, more = [stated("2026-05", 9n, 7n)]) =>
      settledThrough({ statements: [...statements, ...more] }, paid);
    expect(through(undefined)).toBeUndefined();
    expect(through("2026-04")).toBe("2026-01");
    expect(through("2026-02")).toBe("2026-01");
    expect(through("2026-01")).toBe("2026-01");
    expect(through("2026-04", [stated("2026-05", 9n)])).toBe("2026-04");
    expect(through("2026-04", [])).toBe("2026-04");
    expect(through("2025-12")).toBeUndefined();
    expect(settledThrough({ statements: [stated("2026-01", 0n, 3n)] }, "2025-12")).toBeUndefined();
  });

  test("is surely paid through the latest month of what stands, in whatever order payments come", () => {
    const through = (...ids: string[]) => paidThrough(accountOf({ payments: ids.map((id) => paymentOf(id, 1n)) }), STATUSES);
    expect(through("2026-05-1", "2026-04-1")).toBe("2026-05");
    expect(through("2026-04-1", "2026-05-1")).toBe("2026-05");
    expect(through("2026-05-3", "2026-05-9")).toBeUndefined();
    const rejected = accountOf({ payments: [paymentOf("2026-04-1", 1n), paymentOf("2026-05-1", 1n, [said("rejected")])] });
    expect(paidThrough(rejected, STATUSES)).toBeUndefined();
  });

  test("what a bank's file can't tell of is left out with the whole amount and why", () => {
    const line = lineFor({}) as PaymentLine;
    const issue = { format: "icbc", code: "character" } as const;
    const common = { payoutId: "2026-05-4", advisorId: "li", name: "李", amount: 50n };
    expect(leaveOut(line, issue)).toEqual({ ...common, storeId: "s1", kind: "excluded", reason: "not-in-bank-file", bankFile: issue });
    const { storeId: _, ...storeless } = line;
    expect(leaveOut(storeless, issue)).toStrictEqual({ ...common, kind: "excluded", reason: "not-in-bank-file", bankFile: issue });
    expect(lineOf(accountOf({ statements: [stated("2026-05", 50n)], payees: [] }), { name: "李" }, TERMS)).toStrictEqual({
      ...common,
      ...{ kind: "excluded", reason: "no-payee" },
    });
  });
});

describe("lines of a shard", () => {
  const failed: FailedPayment = {
    ...{ payoutId: "2026-04-1", reference: "r", amount: 7n, payeeVersion: 3, number: 2, kind: "returned", by: ["bo"], confirmedBy: "eve" },
  };
  const { outcomes: _, ...payment } = paymentOf("2026-05-4", 50n);
  const again: PaymentLine = { ...payment, kind: "payment", name: "李", again: [failed] };
  const waiting = { payoutId: "2026-05-4", advisorId: "wu", name: "吴", amount: 7n, kind: "excluded", reason: "needs-a-look" } as const;

  test("are read back as they were written, one a line, with what they pay again and wait for", () => {
    const { again: _, ...plain } = again;
    const lines = [again, plain, waiting, { ...waiting, waits: [failed] }];
    const text = linesText(lines);
    expect(text.split("\n")).toHaveLength(5);
    expect(readLines(text)).toEqual(lines);
    expect(readLines(text)[1]).not.toHaveProperty("again");
    expect(readLines(text)[2]).not.toHaveProperty("waits");
    expect(readLines("")).toEqual([]);
    expect(paymentsOf(lines)).toEqual([again, plain]);
    expect(hashOfLines(text)).not.toBe(hashOfLines(linesText(lines.slice(1))));
  });

  test("come to sums by why they are left out, to what is paid again, and to who made that payable", () => {
    const { again: _, ...plain } = again;
    const totals = totalsOfLines([again, plain, waiting, { ...waiting, reason: "payments-on-hold", amount: 2n }]);
    expect(totals).toMatchObject({
      payments: { count: 2, amount: 100n },
      excluded: { "needs-a-look": { count: 1, amount: 7n }, "payments-on-hold": { count: 1, amount: 2n }, "no-payee": NONE },
      again: { count: 1, amount: 50n },
      outcomeAuthors: ["bo", "eve"],
    });
  });

  test("of all shards are summed up, and whoever stands in several is named once", () => {
    const excluded = { ...CONTENT.excluded, "payments-on-hold": { count: 1, amount: 5n } };
    const part = { payments: { count: 1, amount: 10n }, excluded, again: { count: 1, amount: 4n }, settings: CONTENT.settings };
    const parts = [
      { ...part, hash: "a", adjustmentAuthors: ["wu", "al"], outcomeAuthors: ["zoe", "bo"] },
      { ...part, hash: "b", adjustmentAuthors: ["al"], outcomeAuthors: ["bo"] },
    ];
    const content = contentOf(parts);
    expect(content).toMatchObject({
      ...{
        payments: { count: 2, amount: 20n },
        again: { count: 2, amount: 8n },
        adjustmentAuthors: ["al", "wu"],
        outcomeAuthors: ["bo", "zoe"],
      },
      ...{ excluded: { "payments-on-hold": { count: 2, amount: 10n }, "no-payee": NONE }, settings: { debtor: ["d"], formats: ["f"] } },
    });
    expect(content.hash).not.toBe(contentOf(parts.slice(1)).hash);
    // Where a part ends counts too.
    expect(contentOf([{ ...part, hash: "ab", adjustmentAuthors: [], outcomeAuthors: [] }]).hash).not.toBe(content.hash);
  });
});

describe("references", () => {
  const LI = referenceOf("2026-05-1", "li");
  const WU = referenceOf("2026-05-12", "wu");

  test("follow from payout and advisor for ever: what was sent to a bank is found again", () => {
    expect(LI).toBe("2026-05-1-QVMOAR56BFLUQKDH4INK");
    expect(WU).toMatch(/^2026-05-12-[A-Z2-7]{20}$/);
    expect(payoutIdOf(`x${LI}`)).toBeUndefined();
    expect(payoutIdOf(`${LI}A`)).toBeUndefined();
    expect(payoutIdOf(WU)).toBe("2026-05-12");
    expect(payoutIdOfMessage("xFENRUN-2026-05-1")).toBeUndefined();
    expect(payoutIdOfMessage("FENRUN-2026-05-1x")).toBeUndefined();
    expect(payoutIdFor("2026-05", 12)).toBe("2026-05-12");
    expect(numberOfPayout("2026-05-12")).toBe(12);
  });

  test("of payments are found in a bank's text: in small letters, full width, broken by lines, each once", () => {
    expect(paymentReferencesIn(`pay ${LI}, ${WU.toLowerCase()}; again ${LI}`)).toEqual([LI, WU]);
    expect(paymentReferencesIn(`${LI.slice(0, 15)}\n ${LI.slice(15)}`)).toEqual([LI]);
    expect(paymentReferencesIn(LI.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))))).toEqual([LI]);
    expect(paymentReferencesIn("2026-05-1 is a month")).toEqual([]);
    // With a letter more it is another's.
    expect(paymentReferencesIn(`${WU} and ${LI}A`)).toEqual([WU]);
  });

  test("of payouts are found in a bank's text, and not where digits go on", () => {
    expect(messageIdsIn("file fenrun-2026-05-1 and FENRUN-2026-05-12, FENRUN-2026-05-1")).toEqual([
      "FENRUN-2026-05-1",
      "FENRUN-2026-05-12",
    ]);
    expect(messageIdsIn("FENRUN-2026-05-123456")).toEqual([]);
    expect(messageIdsIn("FENRUN-2026-05-1-ABC")).toEqual([]);
    expect(messageIdsIn("nothing of ours")).toEqual([]);
  });
});

describe("bank settings", () => {
  const column = { title: "holder", value: "holder" };
  const template = (id: string, kind: string, title = "holder") => ({ id, name: id, kind, columns: [{ ...column, title }] });
  const settingsOf = (given: object) =>
    financeSchema.parse({ templates: [template("icbc", "bank"), template("pay", "payroll")], ...given });
  const drafted = payoutOf("draft", { content: { ...CONTENT, settings: hashBankSettings(settingsOf({})) } });
  const changed = (given: object, of = drafted) => changedBankSettings(of, settingsOf(given));

  test("that a draft was computed by stop it once they changed; payroll's files don't", () => {
    expect(changed({})).toEqual([]);
    expect(changed({ templates: [template("icbc", "bank")] })).toEqual([]);
    expect(changed({ closeAfterDays: 9 })).toEqual([]);
    expect(changed({ debtor: { name: "Else", account: "123456", bankCode: "" } })).toEqual([
      { code: "debtor-in-payout", params: { payoutId: "2026-05-1" } },
    ]);
    expect(changed({ pain001: false })).toEqual([{ code: "formats-in-payout", params: { payoutId: "2026-05-1" } }]);
    expect(changed({ templates: [template("icbc", "bank", "other")] }).map(({ code }) => code)).toEqual(["formats-in-payout"]);
    const { content: _, ...without } = drafted;
    expect(changed({ pain001: false }, without)).toEqual([]);
  });

  test("that changed while a draft was computed stop it, though one of both still holds", () => {
    const { debtor, formats } = hashBankSettings(settingsOf({}));
    const between = payoutOf("draft", { content: { ...CONTENT, settings: { debtor: [...debtor, "other"], formats } } });
    expect(changed({}, between).map(({ code }) => code)).toEqual(["debtor-in-payout"]);
  });
});

test("payments: a payout begins with no totals, and records are of one instant", () => {
  expect(NO_TOTALS).toEqual({ lockVersion: 0, charges: 0n, paid: NONE, rejected: NONE, returned: NONE });
  expect(said("paid")).toEqual({ kind: "paid", at: AT, by: "bo" });
});
