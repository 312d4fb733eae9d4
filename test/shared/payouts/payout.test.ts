import { describe, expect, test } from "vitest";
import { describeIssue, refusal } from "../../../shared/base/issues/issue.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import { createWith, type PayoutStep, signatureOfPayout, takePayoutStep } from "../../../shared/payouts/model/apply-step.ts";
import { dueTo, lineOf, paidThrough } from "../../../shared/payouts/model/draft-lines.ts";
import { contentOf, hashOfLines, linesText, readLines, totalsOfLines } from "../../../shared/payouts/model/lines-file.ts";
import type { OutcomeKind, PaymentRecord, PaymentState } from "../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../shared/payouts/model/payment-account.ts";
import { outcomeFits, stateOf } from "../../../shared/payouts/model/payment-state.ts";
import type { Payout, PayoutStatus } from "../../../shared/payouts/model/payout.ts";
import { messageIdOf, monthOfPayout, payoutIdOf, payoutIdOfMessage, referenceOf } from "../../../shared/payouts/model/reference.ts";
import { NO_TOTALS } from "../../../shared/payouts/model/totals.ts";
import { possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import { payablesOf } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";
import { namesOf } from "../../../shared/payouts/steps/check-basis.ts";

const AT = "2026-06-05T01:00:00.000Z";
const fay = { username: "fay", roles: ["finance"] };
const gus = { username: "gus", roles: ["finance"] };
const none = { count: 0, amount: 0n };
const settings = { debtor: ["d"], formats: ["f"] };
const content = {
  formats: [],
  ...contentOf([
    {
      hash: "h",
      payments: { count: 2, amount: 300n },
      ...{ excluded: totalsOfLines([]).excluded, again: none, outcomeAuthors: ["zoe"], settings },
      adjustmentAuthors: ["ida"],
    },
  ]),
};

function payout(status: PayoutStatus, given: Partial<Payout> = {}): Payout {
  const { payout: first } = createWith({ payoutId: "2026-05-1", month: "2026-05", gate: 3 }, { person: fay, at: AT });
  return { ...first, status, lockVersion: 5, ...(status !== "drafting" && { content }), ...given };
}

function codes(of: Payout, step: PayoutStep, person = gus): string[] {
  const stepped = takePayoutStep(of, step, { person, at: AT });
  return stepped.ok ? [] : stepped.refusals.map(({ code }) => code);
}

const approve: PayoutStep = { kind: "approve", gate: 3 };
const exporting = { kind: "export", executeOn: "2026-06-05", format: "pain.001", basis: [] } as const;
const fetched = { by: "fay", at: AT, format: "pain.001" };
const confirm: PayoutStep = { kind: "confirm", comment: "bank statement", totals: NO_TOTALS };
const withdraw: PayoutStep = { kind: "withdraw", comment: "wrong month", totals: NO_TOTALS };

describe("steps of a payout", () => {
  test.each<[PayoutStatus, string[]]>([
    ["drafting", ["withdraw"]],
    ["draft", ["approve", "withdraw"]],
    ["approved", ["export", "withdraw"]],
    ["exported", ["confirm", "withdraw"]],
    ["confirmed", []],
    ["withdrawn", []],
  ])("of one that is %s: %j, by finance alone", (status, steps) => {
    const of = payout(status, status === "exported" ? { downloaded: fetched } : {});
    expect(possiblePayoutSteps(of, gus)).toEqual(steps);
    for (const role of ["hr", "auditor", "advisor"]) expect(possiblePayoutSteps(of, { username: "gus", roles: [role] })).toEqual([]);
    for (const step of [approve, exporting, confirm, withdraw] as const) {
      expect(codes(of, step)).toEqual(steps.includes(step.kind) ? [] : ["payout-status"]);
      expect(codes(of, step, { username: "gus", roles: ["hr"] })).toEqual(["role"]);
    }
  });

  test("whoever drafted it or proposed an adjustment in it can't approve it, whatever the gate says", () => {
    expect(codes(payout("draft"), approve, fay)).toEqual(["payout-four-eyes"]);
    expect(codes(payout("draft"), approve, { username: "ida", roles: ["finance", "hr"] })).toEqual(["adjustment-four-eyes"]);
    expect(
      codes(payout("draft", { drafted: { by: "ida", at: AT } }), { kind: "approve", gate: 9 }, { username: "ida", roles: ["finance"] }),
    ).toEqual(["payout-four-eyes", "adjustment-four-eyes"]);
    expect(codes(payout("draft"), { kind: "approve", gate: 4 })).toEqual(["gate-moved"]);
    expect(codes(payout("draft", { content: { ...content, payments: none } }), approve)).toEqual(["payout-empty"]);
  });

  test("an approval signs the content with its payout and month", () => {
    const stepped = takePayoutStep(payout("draft"), approve, { person: gus, at: AT });
    if (!stepped.ok) throw new Error("refused");
    expect(stepped.payout).toMatchObject({
      status: "approved",
      lockVersion: 6,
      approved: { by: "gus", at: AT, signs: signatureOfPayout(payout("draft")) },
    });
    expect(stepped.entry).toMatchObject({ by: "gus", action: "approve", lockVersion: 6 });
    const others = [{ payoutId: "2026-05-2" }, { month: "2026-06" }, { content: { ...content, payments: { count: 2, amount: 301n } } }];
    for (const other of others) expect(signatureOfPayout(payout("draft", other))).not.toBe(signatureOfPayout(payout("draft")));
  });

  test("an export and a download are refused for what the approval rests on no more; of many it names the first", () => {
    const lines = Array.from({ length: 25 }, (_, at) => ({ advisorId: `a${String(at).padStart(2, "0")}`, name: `Ms ${at}` }));
    const basis = [refusal("held-in-payout", { advisors: namesOf(lines) })];
    const stepped = takePayoutStep(payout("approved"), { ...exporting, basis }, { person: gus, at: AT });
    expect(stepped.ok ? "" : stepped.refusals.map(describeIssue).join()).toContain("Ms 19 (a19), +5");
    expect(codes(payout("exported"), { kind: "download", format: "pain.001", basis })).toEqual(["held-in-payout"]);
  });

  test("an exported payout is withdrawn by one while no file was downloaded, and by two from then on; never once the bank told of it", () => {
    const told = { ...NO_TOTALS, paid: { count: 1, amount: 1n } };
    expect(codes(payout("exported"), { ...withdraw, totals: told })).toEqual(["bank-has-told"]);
    const alone = takePayoutStep(payout("exported"), withdraw, { person: fay, at: AT });
    expect(alone).toMatchObject({ ok: true, payout: { status: "withdrawn" }, entry: { action: "withdraw" } });
    const downloaded = payout("exported", { downloaded: fetched });
    const asked = takePayoutStep(downloaded, withdraw, { person: fay, at: AT });
    expect(asked).toMatchObject({
      ok: true,
      payout: { status: "exported", withdrawal: { by: "fay", comment: "wrong month" } },
      entry: { action: "request-withdrawal" },
    });
    const pending = payout("exported", {
      downloaded: { by: "fay", at: AT, format: "pain.001" },
      withdrawal: { by: "fay", at: AT, comment: "w" },
    });
    const second = { kind: "confirm-withdrawal", comment: "nobody sent it", totals: NO_TOTALS } as const;
    expect(codes(pending, second, fay)).toEqual(["withdrawal-four-eyes"]);
    expect(codes(pending, { ...second, totals: told })).toEqual(["bank-has-told"]);
    expect(codes(pending, confirm)).toEqual(["withdrawal-pending"]);
    expect(codes(pending, { kind: "download", format: "pain.001", basis: [] })).toEqual(["withdrawal-pending"]);
    expect(codes(downloaded, second)).toEqual(["no-withdrawal"]);
    expect(takePayoutStep(pending, second, { person: gus, at: AT })).toMatchObject({
      ok: true,
      payout: { status: "withdrawn", withdrawal: { by: "fay" }, withdrawn: { by: "gus" } },
    });
    const kept = takePayoutStep(pending, { kind: "cancel-withdrawal", comment: "it was sent" }, { person: gus, at: AT });
    expect(kept.ok && kept.payout.withdrawal).toBeUndefined();
    expect(possiblePayoutSteps(pending, fay)).toEqual(["cancel-withdrawal"]);
    expect(possiblePayoutSteps(pending, gus)).toEqual(["confirm-withdrawal", "cancel-withdrawal"]);
  });

  test("once the bank has told of a payment a withdrawal is not offered any more", () => {
    const totals = { ...NO_TOTALS, rejected: { count: 1, amount: 10n } };
    expect(possiblePayoutSteps(payout("exported"), gus, { totals })).toEqual(["confirm"]);
    const withdrawal = { by: "fay", at: AT, comment: "no bank got it" };
    expect(possiblePayoutSteps({ ...payout("exported"), withdrawal }, gus, { totals })).toEqual(["cancel-withdrawal"]);
    expect(possiblePayoutSteps(payout("exported"), gus, { totals: NO_TOTALS })).toEqual(["withdraw"]);
  });

  test("nothing is confirmed as paid while no bank can have its file: it was downloaded, or a report tells of it", () => {
    const downloaded = payout("exported", { downloaded: fetched });
    const heard = { ...NO_TOTALS, isHeard: true } as const;
    expect(codes(payout("exported"), confirm)).toEqual(["nothing-sent"]);
    expect(codes(payout("exported"), { ...confirm, totals: heard })).toEqual([]);
    expect(codes(downloaded, confirm)).toEqual([]);
    expect(possiblePayoutSteps(payout("exported"), gus, { totals: heard })).toEqual(["confirm"]);
    expect(possiblePayoutSteps(downloaded, gus, { totals: NO_TOTALS })).toEqual(["confirm", "withdraw"]);
    expect(possiblePayoutSteps(downloaded, gus)).toEqual(["confirm", "withdraw"]);
  });

  test("a draft that is outdated is not offered to be approved", () => {
    expect(possiblePayoutSteps(payout("draft"), gus, { isOutdated: true })).toEqual(["withdraw"]);
  });

  test("withdrawing and confirming ask why, and no account number may stand there", () => {
    for (const comment of ["", "  ", "\t"]) {
      expect(codes(payout("draft"), { ...withdraw, comment })).toEqual(["why-missing"]);
      expect(codes(payout("exported"), { kind: "confirm", comment, totals: NO_TOTALS })).toEqual(["why-missing"]);
    }
    expect(codes(payout("draft"), { ...withdraw, comment: "wrong card 4111 1111 1111 1111" })).toEqual(["account-in-text"]);
  });

  test("a confirmation pays what is in flight by the totals that it was decided on", () => {
    const totals = { lockVersion: 4, paid: { count: 1, amount: 100n }, rejected: none, returned: none, charges: 0n };
    const stepped = takePayoutStep(payout("exported"), { kind: "confirm", comment: "bank statement", totals }, { person: gus, at: AT });
    expect(stepped.ok && stepped.payout.confirmed).toMatchObject({
      by: "gus",
      comment: "bank statement",
      paid: { count: 1, amount: 200n },
    });
  });
});

describe("a payment", () => {
  test.each<[PayoutStatus, OutcomeKind[], PaymentState]>([
    ["drafting", [], "drafted"],
    ["draft", [], "drafted"],
    ["approved", [], "approved"],
    ["exported", [], "in-transit"],
    ["exported", ["paid"], "paid"],
    ["exported", ["rejected"], "rejected"],
    ["exported", ["paid", "returned"], "returned"],
    ["exported", ["returned", "paid"], "returned"],
    ["confirmed", [], "paid"],
    ["confirmed", ["rejected"], "rejected"],
    ["confirmed", ["returned"], "returned"],
    ["withdrawn", [], "void"],
  ])("of a payout that is %s with %j is %s", (status, kinds, state) => {
    expect(
      stateOf(
        status,
        kinds.map((kind) => ({ kind })),
      ),
    ).toBe(state);
  });

  test("takes an outcome only where both can be true", () => {
    const fits = (state: PaymentState) => (["paid", "rejected", "returned"] as const).map((kind) => outcomeFits(state, kind));
    for (const state of ["drafted", "approved", "void"] as const) expect(fits(state)).toEqual(Array(3).fill("not-exported"));
    expect(fits("in-transit")).toEqual(["applies", "applies", "applies"]);
    expect(fits("paid")).toEqual(["already-recorded", "contradicts", "applies"]);
    expect(fits("returned")).toEqual(["already-recorded", "contradicts", "already-recorded"]);
    expect(fits("rejected")).toEqual(["contradicts", "already-recorded", "contradicts"]);
  });

  test("has a reference of its own that follows from payout and advisor, and fits into a bank's field", () => {
    const reference = referenceOf("2026-05-1", "li");
    expect(reference).toBe(referenceOf("2026-05-1", "li"));
    expect(reference).toMatch(/^2026-05-1-[A-Z2-7]{20}$/);
    expect(referenceOf("2026-05-9999", "李").length).toBeLessThanOrEqual(35);
    expect(new Set(["li", "Li", "l", "i"].flatMap((id) => ["2026-05-1", "2026-05-11"].map((of) => referenceOf(of, id)))).size).toBe(8);
    expect(payoutIdOf(reference)).toBe("2026-05-1");
    expect(payoutIdOf(reference.toLowerCase())).toBeUndefined();
    expect(payoutIdOfMessage(messageIdOf("2026-05-12"))).toBe("2026-05-12");
    expect(payoutIdOfMessage("2026-05-12")).toBeUndefined();
    expect(monthOfPayout("2026-05-12")).toBe("2026-05");
  });
});

describe("what an advisor is to be paid", () => {
  const statement = (month: string, payable: bigint, carriedForward = 0n) =>
    ({ advisorId: "li", month, payable, carriedForward }) as Statement;
  const payment = (payoutId: string, amount: bigint, outcomes: OutcomeKind[] = []): PaymentRecord => ({
    ...{
      payoutId,
      advisorId: "li",
      reference: "r",
      amount,
      statement: amount,
      earlier: 0n,
      payeeVersion: 1,
      payeeHash: "h",
      accountLast4: "0000",
    },
    outcomes: outcomes.map((kind) => ({ kind, at: AT, by: "gus", code: "AM04" })),
  });
  const payee: Payee = {
    ...{
      advisorId: "li",
      version: 1,
      accountLast4: "4321",
      accountTag: "tag",
      proposalId: "p",
      approvedBy: "ann",
      approvedAt: "2026-01-01T00:00:00.000Z",
    },
    sealed: { holder: "a", account: "b", bankCode: "c", bankName: "d" },
  };
  const account = (given: Partial<PayoutAccount>): PayoutAccount => ({
    ...{ advisorId: "li", statements: [], payments: [], payees: [payee], hold: undefined, clearances: [] },
    ...given,
  });
  const statuses = new Map<string, PayoutStatus>([
    ["2026-04-1", "confirmed"],
    ["2026-05-1", "exported"],
    ["2026-05-2", "withdrawn"],
    ["2026-05-3", "draft"],
  ]);
  const terms = { payoutId: "2026-05-4", month: "2026-05", atMs: Date.parse(AT), securityHoldDays: 2, statuses };
  const line = (of: PayoutAccount) => lineOf(of, { name: "李" }, terms);

  test("is what statements up to the month stated, less what stands: not what was withdrawn, drafted or came back", () => {
    const statements = [statement("2026-04", 100n), statement("2026-05", 50n), statement("2026-06", 7n)];
    const of = (...payments: PaymentRecord[]) => dueTo(account({ statements, payments }), "2026-05", statuses);
    expect(of()).toBe(150n);
    expect(of(payment("2026-04-1", 100n))).toBe(50n);
    expect(of(payment("2026-04-1", 100n), payment("2026-05-1", 50n))).toBe(0n);
    expect(of(payment("2026-04-1", 100n, ["paid", "returned"]), payment("2026-05-1", 50n))).toBe(100n);
    expect(of(payment("2026-05-2", 150n), payment("2026-05-3", 150n), payment("2026-05-9", 150n))).toBe(150n);
    expect(of(payment("2026-04-1", 300n))).toBe(0n);
  });

  test("is told as the month's own statement, and what earlier ones left", () => {
    const statements = [statement("2026-04", 100n), statement("2026-05", 50n)];
    const parts = (...payments: PaymentRecord[]) => {
      const made = line(account({ statements, payments }));
      return made?.kind === "payment" ? [made.amount, made.statement, made.earlier] : made;
    };
    expect(parts()).toEqual([150n, 50n, 100n]);
    expect(parts(payment("2026-04-1", 100n))).toEqual([50n, 50n, 0n]);
    expect(parts(payment("2026-04-1", 100n, ["rejected"]), payment("2026-05-1", 50n))).toEqual([100n, 0n, 100n]);
    expect(parts(payment("2026-04-1", 100n), payment("2026-05-1", 50n))).toBeUndefined();
  });

  test("is left out with its reason while held, without a payee, or while the payee cools", () => {
    const statements = [statement("2026-05", 50n)];
    const comment = (given: Partial<PayoutAccount>) => line(account({ statements, ...given }));
    expect(comment({ hold: { advisorId: "li", by: "gus", at: AT, reason: "asked" }, payees: [] })).toMatchObject({
      reason: "payments-on-hold",
      amount: 50n,
    });
    expect(comment({ payees: [] })).toMatchObject({ reason: "no-payee", amount: 50n });
    const fresh = { ...payee, version: 2, approvedAt: "2026-06-04T00:00:00.000Z" };
    expect(comment({ payees: [payee, fresh] })).toMatchObject({ reason: "payee-security-hold", until: "2026-06-06T00:00:00.000Z" });
    expect(comment({ payees: [payee, { ...fresh, approvedAt: "2026-06-03T01:00:00.000Z" }] })).toMatchObject({
      kind: "payment",
      payeeVersion: 2,
    });
  });

  test("stands in a file that is read back the same, with amounts beyond what a float holds", () => {
    const huge = 9_007_199_254_740_993n;
    const lines = [
      line(account({ statements: [statement("2026-05", huge)] })),
      line(account({ statements: [statement("2026-05", 5n)], payees: [] })),
    ].filter((each) => each !== undefined);
    const text = linesText(lines);
    expect(readLines(text)).toEqual(lines);
    expect(hashOfLines(text)).toMatch(/^[0-9a-f]{64}$/);
    const totals = totalsOfLines(lines);
    expect(totals).toEqual({
      payments: { count: 1, amount: huge },
      excluded: { ...totalsOfLines([]).excluded, "no-payee": { count: 1, amount: 5n } },
      ...{ again: none, outcomeAuthors: [] },
    });
    const parts = [
      { hash: "a", ...totals, adjustmentAuthors: ["ida", "ann"], settings },
      { hash: "b", ...totals, adjustmentAuthors: ["ann"], settings: { ...settings, formats: ["e"] } },
    ];
    expect(contentOf(parts)).toMatchObject({ payments: { count: 2, amount: 2n * huge }, adjustmentAuthors: ["ann", "ida"] });
    expect(contentOf(parts).settings).toEqual({ debtor: ["d"], formats: ["e", "f"] });
    expect(contentOf([...parts].reverse()).hash).not.toBe(contentOf(parts).hash);
  });

  test("is surely paid through the month of their latest payment that stands, unless one came back", () => {
    const through = (...payments: PaymentRecord[]) => paidThrough(account({ payments }), statuses);
    expect(through()).toBeUndefined();
    expect(through(payment("2026-04-1", 1n), payment("2026-05-2", 1n))).toBe("2026-04");
    expect(through(payment("2026-04-1", 1n), payment("2026-05-1", 1n))).toBe("2026-05");
    expect(through(payment("2026-04-1", 1n, ["returned"]), payment("2026-05-1", 1n))).toBeUndefined();
  });

  test("shows in their position", () => {
    const statements = [statement("2026-04", 100n), statement("2026-05", 50n, -8n)];
    const payments = [payment("2026-04-1", 100n, ["returned"]), payment("2026-05-1", 30n), payment("2026-05-3", 120n)];
    expect(payablesOf({ statements, payments }, statuses)).toEqual({
      ...{
        statementTotal: 150n,
        outstanding: 120n,
        approved: 0n,
        inTransit: 30n,
        paid: 0n,
        rejected: 0n,
        returned: 100n,
        charges: 0n,
        carriedForward: -8n,
        advances: 0n,
      },
    });
  });
});
