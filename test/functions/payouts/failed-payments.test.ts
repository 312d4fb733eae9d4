import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { payoutWriterFor } from "../../../shared/payouts/messages.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { isOutcomesContent, type OutcomesContent } from "../../../shared/payouts/outcomes/content.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { clearPayment } from "../../../shared/payouts/steps/hold-payments.ts";
import { findOverpayment, type OutcomeProposal, proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { storeOutcomes } from "../../../shared/payouts/steps/publish-outcomes.ts";
import { listFailedPayments, payoutLines, readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { recordEach } from "../../../shared/payouts/steps/record-outcomes.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { failedPaymentsTable } from "../../../shared/payouts/views/failed-payments-view.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import {
  all,
  bankSays,
  downloadedPayout,
  draftNow,
  exportedPayout,
  FINANCE,
  openStatedWorld,
  PAY_DAY,
  payee,
  seen,
} from "../../support/payouts.ts";
import { codesOf, HR, refusalsOf } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus, ida] = [FINANCE("fay"), FINANCE("gus"), FINANCE("ida")];
const comment = "the bank's letter of the day";
const FIRST = "2026-10-1";

/** So many advisors of 60.00 each, in a payout that fay drafted and gus approved and exported. */
async function open(...advisorIds: string[]) {
  const world = await openStatedWorld(ledgers, Object.fromEntries(advisorIds.map((advisorId) => [advisorId, 1])));
  await exportedPayout(world.p);
  return world;
}

const propose = (asked: Partial<OutcomeProposal> & Pick<OutcomeProposal, "act">, deps: Wiring, by = fay): Promise<Proposal> =>
  proposeOutcome({ payoutId: FIRST, advisorId: "li", comment, source: "form", ...asked }, by, deps);
const decide = (proposal: Proposal, deps: Wiring, by = gus): Promise<Proposal> => approveProposal(seenOf(proposal), by, deps);
const seenOf = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });
const fail = (advisorId: string, code: string, deps: Wiring, kind: OutcomeKind = "returned") =>
  bankSays(deps, { payoutId: FIRST, advisorId, kind, code }, "ida");
const linesOf = async (payoutId: string, deps: Wiring) =>
  new Map((await all(payoutLines(payoutId, deps))).map((line) => [line.advisorId, line.kind === "excluded" ? line.reason : "paid"]));
const draftAnew = (deps: Wiring) => draftNow({ month: "2026-10" }, fay, deps);
const failedCodes = async (proposal: Promise<Proposal>) => (await proposal).refusals?.map(({ code }) => code);

describe("a payment that came back", () => {
  test("waits for new details, for a look, or for nothing, by the bank's reason, and the draft says whom it left out", async () => {
    const { p } = await open("closed", "name", "unspecified", "rule", "unknown", "silent", "funds");
    const codes = { closed: "AC04", name: "BE01", unspecified: "MS03", rule: "RR04", unknown: "XT99", silent: "", funds: "AM04" };
    for (const [advisorId, code] of Object.entries(codes)) await fail(advisorId, code, p);
    const draft = await draftAnew(p);
    expect(Object.fromEntries(await linesOf(draft.payoutId, p))).toEqual({
      ...{ closed: "needs-new-details", name: "needs-new-details", unspecified: "needs-a-look" },
      ...{ rule: "needs-a-look", unknown: "needs-a-look", silent: "needs-a-look", funds: "paid" },
    });
    expect(draft.content?.excluded).toMatchObject({
      "needs-new-details": { count: 2, amount: 12_000n },
      "needs-a-look": { count: 4, amount: 24_000n },
    });
    const lines = await all(payoutLines(draft.payoutId, p));
    expect(lines.find(({ advisorId }) => advisorId === "closed")).toMatchObject({
      waits: [{ payoutId: FIRST, kind: "returned", code: "AC04", amount: 6_000n, payeeVersion: 1, number: 1, by: ["ida"] }],
    });
    expect((await listFailedPayments(p)).map(({ advisorId, waits }) => [advisorId, waits])).toEqual([
      ...["closed", "name"].map((each) => [each, "needs-new-details"]),
      ...["rule", "silent", "unknown", "unspecified"].map((each) => [each, "needs-a-look"]),
      ["funds", undefined],
    ]);
  });

  test("is told with the bank's own words, which of some reasons are all that it says", async () => {
    const { p } = await open("li", "wang");
    const outcome = { kind: "rejected", at: "2026-11-06T02:00:00.000Z", by: "ida", reportId: "r1", code: "NARR" } as const;
    await recordEach(FIRST, [{ advisorId: "li", outcome: { ...outcome, note: "Konto erloschen" } }], p);
    await fail("wang", "NARR", p);
    const failed = await listFailedPayments(p);
    expect(failed.map(({ advisorId, note }) => [advisorId, note])).toEqual([
      ["li", "Konto erloschen"],
      ["wang", undefined],
    ]);
    const writer = payoutWriterFor(p.agency, "en", issueFormatIn("en"));
    const table = JSON.stringify(
      failedPaymentsTable(failed, () => undefined, writer),
      (_, value) => (typeof value === "bigint" ? `${value}` : value),
    );
    expect(table).toContain("(NARR); Konto erloschen");
  });

  test("waits until someone of finance has looked, who says why; a look isn't enough where details are wrong", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "MS03", p);
    await fail("wang", "AC01", p);
    const draft = await draftAnew(p);
    const of = (advisorId: string) => ({ payoutId: FIRST, advisorId, comment });
    expect(await codesOf(clearPayment(of("wang"), gus, p))).toEqual(["needs-details"]);
    expect(await codesOf(clearPayment(of("li"), HR("ann"), p))).toEqual(["role"]);
    expect(await codesOf(clearPayment({ ...of("li"), comment: " " }, gus, p))).toEqual(["why-missing"]);
    expect(await codesOf(clearPayment(of("li"), FINANCE("li"), p))).toEqual(["own-matter"]);
    expect(await clearPayment(of("li"), gus, p)).toMatchObject({ kind: "looked", number: 1, by: "gus", comment });
    expect(await codesOf(clearPayment(of("li"), ida, p))).toEqual(["nothing-waits"]);
    expect((await p.proposals.activity("advisor:li")).map(({ action, by }) => [action, by])).toEqual([["clear", "gus"]]);
    // What was drafted before doesn't know of it.
    expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["payout-empty"]);
    await withdrawPayout({ ...seen(draft), comment }, fay, p);
    expect(Object.fromEntries(await linesOf((await draftAnew(p)).payoutId, p))).toEqual({ li: "paid", wang: "needs-new-details" });
  });

  test("waits until its advisor's details are changed, or two people confirm them; who asked for that can't approve the payout", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "AC04", p);
    await fail("wang", "AC04", p);
    await p.payouts.putPayees([payee("li", { version: 2 })]);
    const asked = await propose({ act: "confirm-details", advisorId: "wang" }, p, gus);
    expect(asked.content).toMatchObject({ entries: [{ payeeVersion: 1, amount: "6000", state: "returned" }] });
    expect(await codesOf(decide(asked, p, gus))).toEqual(["four-eyes"]);
    expect(await codesOf(decide(asked, p, HR("ann") as typeof gus))).toEqual(["role"]);
    const gate = await p.payouts.gate();
    expect((await decide(asked, p, ida)).status).toBe("published");
    expect(await p.payouts.gate()).toBe(gate + 1);
    expect(await codesOf(propose({ act: "confirm-details", advisorId: "li" }, p))).toEqual(["nothing-waits"]);
    const draft = await draftAnew(p);
    expect(Object.fromEntries(await linesOf(draft.payoutId, p))).toEqual({ li: "paid", wang: "paid" });
    expect(draft.content).toMatchObject({ again: { count: 2, amount: 12_000n }, outcomeAuthors: ["gus", "ida"] });
    for (const person of [gus, ida]) expect(await codesOf(approvePayout(seen(draft), person, p))).toEqual(["report-four-eyes"]);
    expect((await approvePayout(seen(draft), FINANCE("zoe"), p)).status).toBe("approved");
    // Nothing of it waits any more: it is on its way again.
    expect(await listFailedPayments(p)).toEqual([]);
  });

  test("is listed by reading the accounts of those alone that aren't paid again, until what paid them again comes back too", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "AM04", p);
    await fail("wang", "AC04", p);
    const listed = async () => {
      const read: string[] = [];
      const account = async (advisorId: string) => {
        read.push(advisorId);
        return p.payouts.account(advisorId);
      };
      const failed = await listFailedPayments({ payouts: { ...p.payouts, account } });
      return { failed: failed.map(({ advisorId, payoutId }) => `${advisorId} ${payoutId}`).sort(), read: read.sort() };
    };
    const draft = await draftAnew(p);
    // It is only a draft: it may be withdrawn.
    expect(await listed()).toEqual({ failed: [`li ${FIRST}`, `wang ${FIRST}`], read: ["li", "wang"] });
    const approved = await approvePayout(seen(draft), FINANCE("zoe"), p);
    expect(await listed()).toEqual({ failed: [`wang ${FIRST}`], read: ["wang"] });
    await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, FINANCE("gus"), p);
    await bankSays(p, { payoutId: draft.payoutId, advisorId: "li", kind: "returned", code: "AM04" }, "ida");
    expect(await listed()).toEqual({ failed: [`li ${FIRST}`, `li ${draft.payoutId}`, `wang ${FIRST}`].sort(), read: ["li", "wang"] });
  });

  test("details that were changed again meanwhile are not what was confirmed", async () => {
    const { p } = await open("li");
    await fail("li", "AC04", p);
    const asked = await propose({ act: "confirm-details" }, p);
    await p.payouts.putPayees([payee("li", { version: 2 })]);
    expect(await failedCodes(decide(asked, p))).toEqual(["nothing-waits"]);
  });

  test("a payout that was drafted before a payment failed for good can't be approved: it may go to the same account", async () => {
    const { p } = await open("li", "wang");
    await fail("wang", "AM04", p);
    const draft = await draftAnew(p);
    await fail("li", "AC04", p);
    expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["gate-moved"]);
  });

  test("fails again: all reports since it was last paid or on its way count, and what comes after waits by its own reason", async () => {
    const { p } = await open("li");
    await fail("li", "AM04", p, "rejected");
    const second = await draftAnew(p);
    const approved = await approvePayout(seen(second), gus, p);
    await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p);
    await bankSays(p, { payoutId: second.payoutId, advisorId: "li", kind: "rejected", code: "MS03" }, "zoe");
    expect((await listFailedPayments(p)).map(({ payoutId, waits, by }) => [payoutId, waits, by])).toEqual([
      ["2026-10-2", "needs-a-look", ["zoe"]],
      ["2026-10-1", undefined, ["ida"]],
    ]);
    await clearPayment({ payoutId: second.payoutId, advisorId: "li", comment }, gus, p);
    expect((await draftAnew(p)).content).toMatchObject({ payments: { count: 1, amount: 6_000n }, outcomeAuthors: ["ida", "zoe"] });
  });
});

describe("a failure that came after the approval", () => {
  test("stops the export by name where what it pays again came back otherwise; one that needs nothing doesn't", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "AM04", p, "rejected");
    const approved = await approvePayout(seen(await draftAnew(p)), gus, p);
    await fail("wang", "AM04", p);
    await decide(await propose({ act: "correct", kind: "returned", code: "AC04" }, p), p);
    const { refusals } = await refusalsOf(exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p));
    expect(refusals.map(({ code, params }) => [code, params.advisors])).toEqual([["failed-in-payout", "Ms li (li)"]]);
  });

  test("of another account's payment, or that is paid again by itself, stops nothing", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "AM04", p, "rejected");
    const approved = await approvePayout(seen(await draftAnew(p)), gus, p);
    await fail("wang", "AC04", p);
    expect((await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p)).status).toBe("exported");
  });
});

describe("outcomes by hand", () => {
  test("one person records that it was paid; what makes an amount payable again takes two", async () => {
    const { p } = await open("li", "wang");
    for (const kind of ["rejected", "returned"] as const)
      expect(await codesOf(recordOutcome({ payoutId: FIRST, advisorId: "li", kind, comment }, gus, p))).toEqual(["outcome-needs-two"]);
    expect((await recordOutcome({ payoutId: FIRST, advisorId: "wang", kind: "paid", comment }, gus, p)).state).toBe("paid");
    const asked = await propose({ act: "record", kind: "rejected", code: "AM04", on: "2026-11-06" }, p);
    expect(await codesOf(decide(asked, p, fay))).toEqual(["four-eyes"]);
    expect(await codesOf(propose({ act: "record", kind: "rejected" }, p, HR("ann") as typeof gus))).toEqual(["role"]);
    expect((await readPayment(FIRST, "li", p))?.state).toBe("in-transit");
    const done = await decide(asked, p);
    expect(done.status).toBe("published");
    expect(await decide(asked, p)).toEqual(done);
    const found = await readPayment(FIRST, "li", p);
    expect(found?.state).toBe("rejected");
    expect(found?.payment.outcomes).toEqual([
      {
        ...{ kind: "rejected", at: expect.any(String), by: "fay", approvedBy: "gus", comment, proposalId: asked.proposalId },
        ...{ on: "2026-11-06", code: "AM04" },
      },
    ]);
    const draft = await draftAnew(p);
    expect(draft.content?.outcomeAuthors).toEqual(["fay"]);
    expect(await codesOf(propose({ act: "record", kind: "rejected" }, p))).toEqual(["outcome-contradicts"]);
    expect(await codesOf(propose({ act: "record", kind: "returned", advisorId: "zhao" }, p))).toEqual(["not-found"]);
  });

  test("what was proposed before something else was recorded is refused, and nothing is recorded twice", async () => {
    const { p } = await open("li");
    const asked = await propose({ act: "record", kind: "rejected", code: "AM04" }, p);
    const other = await propose({ act: "record", kind: "rejected", code: "AM04" }, p);
    expect((await decide(asked, p)).status).toBe("published");
    expect(await failedCodes(decide(other, p))).toEqual(["outcome-moved"]);
    expect((await readPayment(FIRST, "li", p))?.payment.outcomes).toHaveLength(1);
  });
});

describe("a correction", () => {
  const states = async (deps: Wiring) => {
    const { totals, inTransit, payout } = await readPayout(FIRST, deps);
    const sum = inTransit.amount + totals.paid.amount + totals.rejected.amount + totals.returned.amount;
    expect(sum).toBe(payout.content?.payments.amount);
    const payables = await totalPayables(deps);
    for (const { name, left, right } of payables.checks) expect([name, left]).toEqual([name, right]);
    return [inTransit.count, totals.paid.count, totals.rejected.count, totals.returned.count];
  };

  test.each<[OutcomeKind[], OutcomeKind, number[]]>([
    [["rejected"], "paid", [1, 1, 0, 0]],
    [["rejected"], "returned", [1, 0, 0, 1]],
    [["paid"], "rejected", [1, 0, 1, 0]],
    [["paid", "returned"], "paid", [1, 1, 0, 0]],
    [["returned"], "rejected", [1, 0, 1, 0]],
  ])("of %j to %s: state, totals, journal and position follow to the fen, and the log keeps both", async (said, to, counts) => {
    const { p } = await open("li", "wang");
    for (const kind of said) await fail("li", "AM04", p, kind);
    const gate = await p.payouts.gate();
    const asked = await propose({ act: "correct", kind: to, code: "AM04" }, p);
    expect(await states(p)).not.toEqual(counts);
    expect((await decide(asked, p)).status).toBe("published");
    expect(await p.payouts.gate()).toBeGreaterThan(gate);
    expect(await states(p)).toEqual(counts);
    const found = await readPayment(FIRST, "li", p);
    expect(found?.state).toBe(to);
    expect(found?.payment.outcomes.map(({ kind }) => kind)).toEqual([...said, to]);
    expect(found?.payment.outcomes.at(-1)).toMatchObject({ corrects: said.length, by: "fay", approvedBy: "gus" });
    expect((await all(p.payouts.outcomes(FIRST))).flat()).toHaveLength(said.length + 1);
    const { statementTotal, outstanding, inTransit, paid } = await payablesOfAdvisor("li", p);
    expect([statementTotal, outstanding + inTransit + paid]).toEqual([6_000n, 6_000n]);
  });

  test("of what a confirmation called paid: it never was", async () => {
    const { p } = await open("li");
    await confirmPayout({ ...seen(await downloadedPayout((await readPayout(FIRST, p)).payout, p)), comment }, gus, p);
    expect(
      await failedCodes(propose({ act: "correct", kind: "rejected", code: "AM04" }, p).then((each) => decide(each, p))),
    ).toBeUndefined();
    expect((await readPayment(FIRST, "li", p))?.payment.outcomes).toMatchObject([{ kind: "rejected", corrects: 0 }]);
    expect(await states(p)).toEqual([0, 0, 1, 0]);
    expect((await draftAnew(p)).content?.payments).toEqual({ count: 1, amount: 6_000n });
  });

  test.each(["AM05", "DUPL", "du04", "AC04 AM05"])(
    "with a reason of duplication (%s) is refused, as in a file: the bank pays the first",
    async (code) => {
      const { p } = await open("li", "wang");
      for (const kind of ["rejected", "returned"] as const)
        expect(await codesOf(propose({ act: "record", kind, code }, p))).toEqual(["reason-of-duplication"]);
      await fail("wang", "AC04", p, "paid");
      const corrected = { act: "correct", advisorId: "wang", code } as const;
      expect(await codesOf(propose({ ...corrected, kind: "rejected" }, p))).toEqual(["reason-of-duplication"]);
      expect(await states(p)).toEqual([1, 1, 0, 0]);
    },
  );

  test.each(["duplicate, says the bank", "银行称重复提交", "message was already processed"])(
    "with a comment that says as much (%s) is refused too, whatever code stands beside it",
    async (said) => {
      const { p } = await open("li", "wang");
      for (const kind of ["rejected", "returned"] as const)
        expect(await codesOf(propose({ act: "record", kind, code: "NARR", comment: said }, p))).toEqual(["comment-of-duplication"]);
      await fail("wang", "AC04", p, "paid");
      const corrected = { act: "correct", advisorId: "wang", comment: said } as const;
      expect(await codesOf(propose({ ...corrected, kind: "rejected" }, p))).toEqual(["comment-of-duplication"]);
      await propose({ act: "record", kind: "rejected", code: "NARR", comment: "account is closed already" }, p);
      expect(await states(p)).toEqual([1, 1, 0, 0]);
    },
  );

  test("that can't be is refused, and the same report again doesn't undo one", async () => {
    const { p } = await open("li");
    expect(await codesOf(propose({ act: "correct", kind: "paid" }, p))).toEqual(["correction-unfit"]);
    await fail("li", "AM04", p, "paid");
    expect(await codesOf(propose({ act: "correct", kind: "returned" }, p))).toEqual(["correction-unfit"]);
    await fail("li", "AM04", p, "returned");
    await decide(await propose({ act: "correct", kind: "paid" }, p), p);
    // The very report again changes nothing; another one that repeats it contradicts what people decided.
    expect((await fail("li", "AM04", p, "returned")).state).toBe("paid");
    const repeated = { payoutId: FIRST, advisorId: "li", kind: "returned" as const };
    const outcome = { kind: repeated.kind, at: "2026-11-09T01:00:00.000Z", by: "ida", reportId: "another" };
    expect(await recordEach(FIRST, [{ advisorId: "li", outcome }], p)).toEqual(["contradicts"]);
    // Two people can still say so.
    expect((await decide(await propose({ act: "record", kind: "returned", code: "AM04" }, p), p)).status).toBe("published");
    expect(await states(p)).toEqual([0, 0, 0, 1]);
  });

  test("a draft from before it can't be approved; a payout that pays the amount again and has not gone out stops it", async () => {
    const { p } = await open("li", "wang");
    await fail("li", "AM04", p);
    const draft = await draftAnew(p);
    const early = await propose({ act: "correct", kind: "paid" }, p);
    const approved = await approvePayout(seen(draft), gus, p);
    expect(await failedCodes(decide(early, p))).toEqual(["paid-again"]);
    expect(await codesOf(propose({ act: "correct", kind: "paid" }, p))).toEqual(["paid-again"]);
    await withdrawPayout({ ...seen(approved), comment }, gus, p);
    const another = await draftAnew(p);
    expect((await decide(await propose({ act: "correct", kind: "paid" }, p), p)).status).toBe("published");
    expect(await codesOf(approvePayout(seen(another), gus, p))).toEqual(["gate-moved"]);
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, paid: 6_000n });
  });

  test("of what was paid again and has gone out: paid twice is what is true, and it is taken off what is paid next", async () => {
    const { p } = await open("li");
    await fail("li", "AM04", p);
    const approved = await approvePayout(seen(await draftAnew(p)), gus, p);
    await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, gus, p);
    const asked = await propose({ act: "correct", kind: "paid" }, p);
    // Its approver is told so before.
    const [entry] = isOutcomesContent(asked.content) ? asked.content.entries : [];
    expect(entry && (await findOverpayment(entry, p))).toBe(6_000n);
    expect(entry && (await findOverpayment({ ...entry, outcome: "returned" }, p))).toBe(0n);
    expect((await decide(asked, p)).status).toBe("published");
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: -6_000n, paid: 6_000n, inTransit: 6_000n });
    expect((await draftAnew(p)).content?.payments.count).toBe(0);
  });

  test("is refused where the amount is approved again between its look and its write", async () => {
    const { p } = await open("li");
    await fail("li", "AM04", p);
    const draft = await draftAnew(p);
    const asked = await propose({ act: "correct", kind: "paid" }, p);
    const content = asked.content as OutcomesContent;
    const record: typeof p.payouts.record = async (...said) => {
      if ((await p.payouts.find(draft.payoutId))?.status === "draft") await approvePayout(seen(draft), gus, p);
      return p.payouts.record(...said);
    };
    const rejected = await storeOutcomes({ ...asked, content }, { ...p, payouts: { ...p.payouts, record } });
    expect(rejected.map(({ refusal: { code } }) => code)).toEqual(["paid-again"]);
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, approved: 6_000n, paid: 0n });
  });

  test("at the moment in which the amount is approved again: never do both count", async () => {
    const { p, rival } = await open("li");
    await fail("li", "AM04", p);
    const draft = await draftAnew(p);
    const asked = await propose({ act: "correct", kind: "paid" }, p);
    const results = await Promise.allSettled([
      decide(asked, rival("2026-11-05T03:00:00Z")),
      approvePayout(seen(draft), gus, rival("2026-11-05T03:00:00Z")),
    ]);
    const isCorrected = (await readPayment(FIRST, "li", p))?.state === "paid";
    const isApproved = (await p.payouts.find(draft.payoutId))?.status === "approved";
    expect([isCorrected, isApproved], results.map(({ status }) => status).join()).not.toEqual([true, true]);
    expect((await payablesOfAdvisor("li", p)).outstanding).toBe(isCorrected || isApproved ? 0n : 6_000n);
  });
});
