import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stateOf } from "../../../shared/payouts/model/payment-state.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { payoutLines, readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { recordEach } from "../../../shared/payouts/steps/record-outcomes.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { adjustment, order } from "../../support/facts.ts";
import { type JobMessage, listingJobs } from "../../support/idle.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import {
  all,
  approvedPayout,
  bankSays,
  draftInBackground,
  draftNow,
  exportedPayout,
  FINANCE,
  openPayWorld,
  openStatedWorld,
  PAY_DAY,
  PAY_TIME,
  payee,
  seen,
} from "../../support/payouts.ts";
import { codesOf, HR } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  // What rivals, conditions and failures make of it stands in races, store and faults, on the embedded database.
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const open = (thousands: Readonly<Record<string, number>> = { li: 1, wang: 2, zhao: 3 }) => openStatedWorld(ledgers, thousands);
const fay = FINANCE("fay");
const gus = FINANCE("gus");
const comment = "the bank's statement of the day";

describe("a draft", () => {
  test("pays what statements made payable, with control totals, and leaves nobody out silently", async () => {
    const { p } = await open({ li: 1, wang: 2, zhao: 3, qian: 4 });
    await p.payouts.putPayees([payee("wang", { version: 2, approvedAt: "2026-11-04T00:00:00.000Z" })]);
    await holdAdvisor({ advisorId: "zhao", reason: "we have a question about an order" }, gus, p);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft).toMatchObject({ payoutId: "2026-10-1", status: "draft", lockVersion: 2, drafted: { by: "fay" } });
    expect(draft.content).toMatchObject({
      payments: { count: 2, amount: 30_000n },
      excluded: {
        "payments-on-hold": { count: 1, amount: 18_000n },
        "no-payee": { count: 0, amount: 0n },
        "payee-security-hold": { count: 1, amount: 12_000n },
      },
    });
    const lines = await all(payoutLines("2026-10-1", p));
    expect(lines).toHaveLength(4);
    expect(lines.find(({ advisorId }) => advisorId === "li")).toMatchObject({
      kind: "payment",
      name: "Ms li",
      storeId: "s1",
      amount: 6_000n,
      statement: 6_000n,
      earlier: 0n,
      payeeVersion: 1,
      accountLast4: "1001",
      reference: expect.stringMatching(/^2026-10-1-[A-Z2-7]{20}$/),
    });
    expect(lines.find(({ advisorId }) => advisorId === "wang")).toMatchObject({
      reason: "payee-security-hold",
      until: "2026-11-06T00:00:00.000Z",
    });
    const li = await readPayment("2026-10-1", "li", p);
    expect(li).toMatchObject({ state: "drafted", payment: { amount: 6_000n, outcomes: [] } });
    expect(await readPayment("2026-10-1", "zhao", p)).toBeUndefined();
    expect((await p.proposals.activity("payout:2026-10-1")).map(({ action, by }) => [action, by])).toEqual([
      ["create", "fay"],
      ["draft", "fay"],
    ]);
  });

  test("is refused for a month that isn't closed, for others than finance, and while another draft waits", async () => {
    const { p } = await open({ li: 1 });
    expect(await codesOf(draftNow({ month: "2026-11" }, fay, p))).toEqual(["month-not-closed"]);
    expect(await codesOf(draftNow({ month: "x" }, fay, p))).toEqual(["month-not-closed"]);
    expect(await codesOf(draftNow({ month: "2026-10" }, HR("ann"), p))).toEqual(["role"]);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(await codesOf(draftNow({ month: "2026-10" }, gus, p))).toEqual(["draft-open"]);
    await withdrawPayout({ ...seen(draft), comment }, fay, p);
    expect((await draftNow({ month: "2026-10" }, gus, p)).payoutId).toBe("2026-10-2");
    expect((await p.payouts.list()).map(({ payoutId }) => payoutId)).toEqual(["2026-10-2", "2026-10-1"]);
  });

  test("that runs out of time has itself gone on with, and comes to the same", async () => {
    const { p } = await open();
    const told: JobMessage[] = [];
    const slow = { ...p, jobs: listingJobs(told) };
    const message = { "detail-type": "PayoutDraftQueued", detail: { payoutId: "2026-10-1" } };
    const begun = await createPayout({ month: "2026-10" }, fay, slow);
    expect([begun.status, told]).toEqual(["drafting", [message]]);
    expect((await draftInBackground("2026-10-1", slow, () => false)).status).toBe("drafting");
    expect(told).toEqual([message, message]);
    expect((await draftNow({ month: "2026-10" }, gus, slow)).payoutId).toBe("2026-10-1");
    const { payout } = await readPayout("2026-10-1", p);
    expect(payout).toMatchObject({ status: "draft", drafted: { by: "fay" }, content: { payments: { count: 3, amount: 36_000n } } });
  });

  test("names who proposed an adjustment that it pays: they can't approve it", async () => {
    const { p } = await open({ li: 1, wang: 1 });
    const { ledger, p: q } = await openPayWorld(ledgers, { li: 1, wang: 1 });
    await ledger.record(adjustment({ adjustmentId: "m-pr1-1", month: "2026-11" }), adjustment({ adjustmentId: "old", month: "2026-11" }));
    await ledger.close("2026-11");
    const asked: string[] = [];
    const find = async (proposalId: string) => {
      asked.push(proposalId);
      return undefined;
    };
    await draftNow({ month: "2026-11" }, fay, { ...q, proposals: { ...q.proposals, find } });
    expect(asked).toEqual(["pr1"]);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    const content = draft.content && { ...draft.content, adjustmentAuthors: ["gus"] };
    const barred = { ...p, payouts: { ...p.payouts, find: async () => ({ ...draft, ...(content && { content }) }) } };
    expect(await codesOf(approvePayout(seen(draft), gus, barred))).toEqual(["adjustment-four-eyes"]);
  });
});

describe("a payout's way", () => {
  test("goes from draft over approval and export to confirmation, each by whom it may be", async () => {
    const { p } = await open();
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(await codesOf(approvePayout(seen(draft), fay, p))).toEqual(["payout-four-eyes"]);
    expect(await codesOf(approvePayout(seen(draft), HR("gus"), p))).toEqual(["role"]);
    expect(await codesOf(exportPayout({ ...seen(draft), executeOn: PAY_DAY }, gus, p))).toEqual(["payout-status"]);
    const approved = await approvePayout(seen(draft), gus, p);
    expect(approved).toMatchObject({
      status: "approved",
      lockVersion: 3,
      approved: { by: "gus", signs: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ statementTotal: 6_000n, outstanding: 0n, approved: 6_000n });
    expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["changed-meanwhile"]);
    expect(await codesOf(exportPayout({ ...seen(approved), executeOn: "2026-11-04" }, gus, p))).toEqual(["execute-on"]);
    expect(await codesOf(exportPayout({ ...seen(approved), executeOn: "2026-11-31" }, gus, p))).toEqual(["execute-on"]);
    const exported = await exportPayout({ ...seen(approved), executeOn: "2026-11-05" }, gus, p);
    expect((await readPayout("2026-10-1", p)).inTransit).toEqual({ count: 3, amount: 36_000n });
    await bankSays(p, { payoutId: "2026-10-1", advisorId: "zhao", kind: "rejected", code: "AC04" });
    expect(await codesOf(withdrawPayout({ ...seen(exported), comment }, gus, p))).toEqual(["bank-has-told"]);
    expect(await codesOf(confirmPayout({ ...seen(exported), comment: " " }, gus, p))).toEqual(["why-missing"]);
    const confirmed = await confirmPayout({ ...seen(exported), comment }, gus, p);
    expect(confirmed.confirmed).toMatchObject({ by: "gus", comment, paid: { count: 2, amount: 18_000n } });
    const { payout, totals, inTransit } = await readPayout("2026-10-1", p);
    expect(payout).toEqual(confirmed);
    expect(inTransit).toEqual({ count: 0, amount: 0n });
    expect(totals).toMatchObject({ paid: { count: 2, amount: 18_000n }, rejected: { count: 1, amount: 18_000n } });
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, paid: 6_000n });
    expect(await payablesOfAdvisor("zhao", p)).toMatchObject({ outstanding: 18_000n, paid: 0n, rejected: 18_000n });
    expect((await p.proposals.activity("payout:2026-10-1")).map(({ action }) => action)).toEqual([
      ...["create", "draft", "approve", "export", "confirm"],
    ]);
  });

  test("what came back is outstanding again, and in the next payout with what the next month made payable", async () => {
    const { ledger, p, rival } = await openPayWorld(ledgers, { li: 1, wang: 2 });
    const exported = await exportedPayout(p);
    await recordOutcome({ payoutId: "2026-10-1", advisorId: "li", kind: "paid", on: "2026-11-06", comment }, fay, p);
    await confirmPayout({ ...seen(exported), comment }, gus, p);
    const returned = await bankSays(p, { payoutId: "2026-10-1", advisorId: "li", kind: "returned", on: "2026-11-09" });
    expect([returned.state, returned.payment.outcomes.map(({ kind }) => kind)]).toEqual(["returned", ["paid", "returned"]]);
    expect((await readPayout("2026-10-1", p)).totals).toMatchObject({
      paid: { count: 1, amount: 12_000n },
      returned: { count: 1, amount: 6_000n },
    });
    await ledger.record(order({ orderId: "n1", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T20:00:00+08:00" }));
    await ledger.close("2026-11");
    const next = await exportedPayout(rival("2026-12-05T01:00:00Z"), "2026-11", "2026-12-06");
    expect(next.content?.payments).toEqual({ count: 1, amount: 12_000n });
    expect((await readPayment("2026-11-1", "li", p))?.payment).toMatchObject({ amount: 12_000n, statement: 6_000n, earlier: 6_000n });
    expect(await codesOf(draftNow({ month: "2026-10" }, fay, p))).toEqual(["later-payout"]);
    const payables = await payablesOfAdvisor("li", p);
    expect(payables).toMatchObject({ statementTotal: 12_000n, outstanding: 0n, inTransit: 12_000n, returned: 6_000n });
    expect(payables.payments.map(({ payoutId, state }) => [payoutId, state])).toEqual([
      ["2026-11-1", "in-transit"],
      ["2026-10-1", "returned"],
    ]);
    const log = (await all(p.payouts.outcomes("2026-10-1"))).flat();
    expect(log.map(({ from, outcome, number }) => [from, outcome.kind, number])).toEqual([
      ["in-transit", "paid", 1],
      ["paid", "returned", 2],
    ]);
  });

  test("a payout that pays nobody can't be approved", async () => {
    const { p } = await open({ li: 1 });
    await holdAdvisor({ advisorId: "li", reason: comment }, gus, p);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft.content?.payments).toEqual({ count: 0, amount: 0n });
    expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["payout-empty"]);
  });

  test("what was withdrawn after its approval is outstanding again", async () => {
    const { p } = await open({ li: 1 });
    const approved = await approvedPayout(p);
    expect(await codesOf(withdrawPayout({ ...seen(approved), comment: "" }, fay, p))).toEqual(["why-missing"]);
    await withdrawPayout({ ...seen(approved), comment }, fay, p);
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 6_000n, approved: 0n });
    expect((await approvedPayout(p)).payoutId).toBe("2026-10-2");
  });
});

describe("the gate", () => {
  test("a draft can't be approved once a hold, a release or another payee came after it", async () => {
    const { p } = await open({ li: 1, wang: 1 });
    const withdrawn = async () => {
      const draft = await draftNow({ month: "2026-10" }, fay, p);
      return {
        draft,
        refuse: () => codesOf(approvePayout(seen(draft), gus, p)),
        end: () => withdrawPayout({ ...seen(draft), comment }, fay, p),
      };
    };
    const changes = [
      () => holdAdvisor({ advisorId: "li", reason: comment }, gus, p),
      () => releaseAdvisor({ advisorId: "li", reason: comment }, gus, p),
      () => p.payouts.putPayees([payee("li", { version: 2 })]),
    ];
    for (const change of changes) {
      const { refuse, end } = await withdrawn();
      await change();
      expect(await refuse()).toEqual(["gate-moved"]);
      await end();
    }
    // The very same payees again are no change.
    const { draft } = await withdrawn();
    expect(await p.payouts.putPayees([payee("li", { version: 2 })])).toBe("committed");
    expect((await approvePayout(seen(draft), gus, p)).status).toBe("approved");
    expect(await p.payouts.putPayees([payee("li", { version: 2, accountLast4: "9999" })])).toBe("stale");
  });

  test("an approved payout isn't exported while someone in it is held, and says who", async () => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    await holdAdvisor({ advisorId: "zhao", reason: comment }, gus, p);
    expect(await codesOf(exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p))).toEqual(["held-in-payout"]);
    await releaseAdvisor({ advisorId: "zhao", reason: comment }, gus, p);
    expect((await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p)).status).toBe("exported");
  });

  test("holds are told once, by whom and why, and stand in the advisor's activity", async () => {
    const { p } = await open({ li: 1 });
    expect(await codesOf(holdAdvisor({ advisorId: "nobody", reason: comment }, gus, p))).toEqual(["not-found"]);
    expect(await codesOf(holdAdvisor({ advisorId: "li", reason: "card 4111 1111 1111 1111" }, gus, p))).toEqual(["account-in-text"]);
    expect(await codesOf(holdAdvisor({ advisorId: "li", reason: comment }, HR("ann"), p))).toEqual(["role"]);
    const hold = await holdAdvisor({ advisorId: "li", reason: comment }, gus, p);
    expect(await codesOf(holdAdvisor({ advisorId: "li", reason: comment }, fay, p))).toEqual(["held-already"]);
    expect(await p.payouts.holds()).toEqual([hold]);
    expect((await payablesOfAdvisor("li", p)).account.hold).toEqual(hold);
    await releaseAdvisor({ advisorId: "li", reason: "all is clear" }, fay, p);
    expect(await codesOf(releaseAdvisor({ advisorId: "li", reason: comment }, fay, p))).toEqual(["not-held"]);
    expect(await p.payouts.holds()).toEqual([]);
    expect((await p.proposals.activity("advisor:li")).map(({ action, by }) => [action, by])).toEqual([
      ["hold", "gus"],
      ["resume-payments", "fay"],
    ]);
  });
});

describe("outcomes", () => {
  test("are recorded by the dozen, said again they are known, and what contradicts changes nothing", async () => {
    const thousands = Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`a${at}`, 1]));
    const { p } = await open(thousands);
    await exportedPayout(p);
    const say = (kind: "paid" | "rejected" | "returned", reportId: string, second: number) =>
      Object.keys(thousands).map((advisorId) => ({
        advisorId,
        outcome: { kind, reportId, by: "fay", at: new Date(Date.parse(PAY_TIME) + second * 1_000).toISOString() },
      }));
    const record = async (said: ReturnType<typeof say>) => new Set(await recordEach("2026-10-1", said, p));
    expect(await record(say("paid", "x", 1))).toEqual(new Set(["recorded"]));
    // Gone on with after a crash, the same answer says it at another instant.
    expect(await record(say("paid", "x", 9))).toEqual(new Set(["recorded"]));
    expect(await record(say("paid", "y", 10))).toEqual(new Set(["already-recorded"]));
    expect(await record(say("rejected", "z", 11))).toEqual(new Set(["contradicts"]));
    expect(await record(say("returned", "r", 12).slice(0, 30))).toEqual(new Set(["recorded"]));
    const { totals, inTransit } = await readPayout("2026-10-1", p);
    expect(totals).toMatchObject({ paid: { count: 15, amount: 90_000n }, returned: { count: 30, amount: 180_000n } });
    expect(inTransit.count).toBe(0);
    expect((await all(p.payouts.outcomes("2026-10-1"))).flat()).toHaveLength(75);
    const records = await p.payouts.payments("2026-10-1", Object.keys(thousands));
    expect([...records.values()].filter(({ outcomes }) => stateOf("exported", outcomes) === "returned")).toHaveLength(30);
  });

  test("are refused of what no bank was told, and of payments that there are not", async () => {
    const { p } = await open({ li: 1 });
    await approvedPayout(p);
    const of = (advisorId: string, payoutId = "2026-10-1") => ({ payoutId, advisorId, kind: "paid" as const, comment });
    expect(await codesOf(recordOutcome(of("li"), gus, p))).toEqual(["not-exported"]);
    expect(await codesOf(recordOutcome(of("wang"), gus, p))).toEqual(["not-found"]);
    expect(await codesOf(recordOutcome(of("li", "2026-10-9"), gus, p))).toEqual(["not-found"]);
    expect(await codesOf(recordOutcome({ ...of("li"), comment: "" }, gus, p))).toEqual(["why-missing"]);
  });
});
