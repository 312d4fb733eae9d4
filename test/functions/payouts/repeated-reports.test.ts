import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { type ParsedBankReport, parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { previewBankReport } from "../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { clearPayment } from "../../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { listFailedPayments, readPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { camt054, pain002 } from "../../support/bank-reports.ts";
import { briefs } from "../../support/issues.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { draftNow, exportedPayout, FINANCE, openStatedWorld, PAY_DAY, seen } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus, ida, zoe] = [FINANCE("fay"), FINANCE("gus"), FINANCE("ida"), FINANCE("zoe")];
const comment = "the bank's letter of the day";
const FIRST = "2026-10-1";

async function open() {
  const world = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await exportedPayout(world.p);
  return world;
}

async function read(file: string): Promise<ParsedBankReport> {
  const reading = await parseBankReport(new TextEncoder().encode(file), "report.xml", "CNY");
  if (!reading.ok) throw new Error(briefs(reading.issues).join("\n"));
  return reading.value;
}

const says = (status: string, ...advisorIds: string[]) =>
  pain002(advisorIds.map((advisorId) => ({ reference: referenceOf(FIRST, advisorId), status, amount: 6_000n, code: "AM04" })));
const back = camt054([
  { side: "CRDT", amount: 6_000n, details: [{ reference: referenceOf(FIRST, "li"), amount: 6_000n, isReturn: true, code: "AM04" }] },
]);
const wholeFile = pain002([], { status: "RJCT" }).replace("</GrpSts>", "</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>");

async function correct(to: OutcomeKind, deps: Wiring) {
  const asked = { payoutId: FIRST, advisorId: "li", act: "correct" as const, kind: to, code: "AM04", comment, source: "form" };
  const { proposalId, lockVersion } = await proposeOutcome(asked, fay, deps);
  await approveProposal({ proposalId, lockVersion }, gus, deps);
}

const stateOfLi = async (deps: Wiring) => (await readPayment(FIRST, "li", deps))?.state;

describe("another report that repeats what people corrected", () => {
  test("is listed of a single payment, and the rest of it is recorded", async () => {
    const { p } = await open();
    await uploadBankReport(await read(says("RJCT", "li")), ida, p);
    await correct("paid", p);
    const repeated = await read(says("RJCT", "li", "wang"));
    expect(await previewBankReport(repeated, p)).toMatchObject({ counts: { contradicts: 1, applies: 1 }, outcomes: 1 });
    expect(await uploadBankReport(repeated, ida, p)).toMatchObject({ status: "applied", matches: { contradicts: 1, applies: 1 } });
    expect(await stateOfLi(p)).toBe("paid");
  });

  test("is listed where it came back after it was paid: nothing is due that can't be recorded", async () => {
    const { p } = await open();
    await uploadBankReport(await read(back), ida, p);
    await correct("paid", p);
    const other = await read(back.replace("<AcctSvcrRef>x<", "<AcctSvcrRef>y<").replace("AM04", "AC04"));
    expect((await previewBankReport(other, p)).counts).toEqual({ contradicts: 1 });
    expect(await uploadBankReport(other, ida, p)).toMatchObject({ status: "applied", matches: { contradicts: 1 } });
    // The very report again is what is recorded, and still changes nothing.
    expect((await uploadBankReport(await read(back), ida, p)).matches).toEqual({ applies: 1 });
    expect(await stateOfLi(p)).toBe("paid");
  });
});

describe("another report with another reason for what came back already", () => {
  const coded = (code: string) => read(says("RJCT", "li").replace("AM04", code));
  const waiting = async (deps: Wiring) => (await listFailedPayments(deps)).map(({ code, waits, by }) => ({ code, waits, by }));

  test("counts where it asks for more, whichever came first: a closed account isn't paid again; no amount moves", async () => {
    const { p } = await open();
    expect((await uploadBankReport(await coded("AM04"), ida, p)).matches).toEqual({ applies: 1 });
    const before = await p.payouts.totals(FIRST);
    const stricter = await coded("AC04");
    expect(await previewBankReport(stricter, p)).toMatchObject({
      counts: { "adds-reason": 1 },
      outcomes: 1,
      recorded: { rejected: { count: 0, amount: 0n } },
    });
    expect((await uploadBankReport(stricter, zoe, p)).matches).toEqual({ "adds-reason": 1 });
    expect(await waiting(p)).toEqual([{ code: "AC04", waits: "needs-new-details", by: ["ida", "zoe"] }]);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft.content?.excluded).toMatchObject({ "needs-new-details": { count: 1, amount: 6_000n } });
    expect({ ...(await p.payouts.totals(FIRST)), lockVersion: 0 }).toEqual({ ...before, lockVersion: 0 });
    // Once recorded it is as any other: the same again, and a milder one, change nothing.
    expect((await uploadBankReport(stricter, zoe, p)).matches).toEqual({ "adds-reason": 1 });
    expect((await uploadBankReport(await coded("MS03"), ida, p)).matches).toEqual({ "already-recorded": 1 });
    expect((await p.payouts.payments(FIRST, ["li"])).get("li")?.outcomes.map(({ code }) => code)).toEqual(["AM04", "AC04"]);
  });

  test("asks for new details of what somebody has looked at already, and makes what was drafted before out of date", async () => {
    const { p } = await open();
    await uploadBankReport(await coded("MS03"), ida, p);
    await clearPayment({ payoutId: FIRST, advisorId: "li", comment }, fay, p);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft.content?.again.count).toBe(1);
    await uploadBankReport(await coded("AC04"), ida, p);
    expect(await waiting(p)).toEqual([{ code: "AC04", waits: "needs-new-details", by: ["ida"] }]);
    expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["gate-moved"]);
  });

  test("stops a payout that was approved before it, and pays the amount to the same account", async () => {
    const { p } = await open();
    await uploadBankReport(await coded("AM04"), ida, p);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    const approved = await approvePayout(seen(draft), gus, p);
    await uploadBankReport(await coded("AC04"), ida, p);
    expect(await codesOf(exportPayout({ ...seen(approved), executeOn: PAY_DAY }, fay, p))).toEqual(["failed-in-payout"]);
  });

  test("keeps the charges of what was returned, as no money moves with a reason", async () => {
    const { p } = await open();
    const lessCharges = back
      .replaceAll("60.00", "55.00")
      .replace("<RtrInf>", '<Chrgs><Rcrd><Amt Ccy="CNY">5.00</Amt></Rcrd></Chrgs><RtrInf>');
    await uploadBankReport(await read(lessCharges), ida, p);
    expect((await p.payouts.totals(FIRST)).charges).toBe(500n);
    await uploadBankReport(await read(back.replace("AM04", "AC04")), ida, p);
    expect(await waiting(p)).toEqual([{ code: "AC04", waits: "needs-new-details", by: ["ida"] }]);
    expect((await p.payouts.totals(FIRST)).charges).toBe(500n);
  });
});

describe("a report that says paid of what was rejected", () => {
  const booked = camt054([{ side: "DBIT", amount: 6_000n, details: [{ reference: referenceOf(FIRST, "li"), amount: 6_000n }] }]);
  const rejected = async () => {
    const { p } = await open();
    await uploadBankReport(await read(says("RJCT", "li")), ida, p);
    return p;
  };

  test("keeps the amount out of payouts until somebody has looked, moves nothing, and says so once", async () => {
    const p = await rejected();
    const before = await p.payouts.totals(FIRST);
    expect(await previewBankReport(await read(booked), p)).toMatchObject({
      counts: { contradicts: 1 },
      recorded: { paid: { count: 0 }, rejected: { count: 0 } },
    });
    for (const file of [booked, says("ACSC", "li"), booked])
      expect((await uploadBankReport(await read(file), zoe, p)).matches).toEqual({ contradicts: 1 });
    expect({ ...(await p.payouts.totals(FIRST)), lockVersion: 0 }).toEqual({ ...before, lockVersion: 0 });
    expect(await stateOfLi(p)).toBe("rejected");
    expect(await listFailedPayments(p)).toMatchObject([
      { code: "AM04", number: 2, reportedPaid: true, waits: "needs-a-look", by: ["ida"] },
    ]);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft.content).toMatchObject({ payments: { count: 0 }, excluded: { "needs-a-look": { count: 1, amount: 6_000n } } });
    await clearPayment({ payoutId: FIRST, advisorId: "li", comment }, fay, p);
    expect((await listFailedPayments(p))[0]?.waits).toBeUndefined();
  });

  test("stops a payout that was approved before it, and pays the amount again", async () => {
    const p = await rejected();
    const approved = await approvePayout(seen(await draftNow({ month: "2026-10" }, fay, p)), gus, p);
    await uploadBankReport(await read(booked), zoe, p);
    expect(await codesOf(exportPayout({ ...seen(approved), executeOn: PAY_DAY }, fay, p))).toEqual(["failed-in-payout"]);
  });

  test("counts for each payment of a batch that is booked whole, and stays where a stricter reason comes after it: a look isn't enough then", async () => {
    const p = await rejected();
    const whole = camt054([{ side: "DBIT", amount: 12_000n, batch: `FENRUN-${FIRST}`, count: 2 }]);
    expect((await uploadBankReport(await read(whole), zoe, p)).matches).toEqual({ contradicts: 1 });
    expect(await listFailedPayments(p)).toMatchObject([{ reportedPaid: true, waits: "needs-a-look" }]);
    await uploadBankReport(await read(says("RJCT", "li").replace("AM04", "AC04")), ida, p);
    expect(await listFailedPayments(p)).toMatchObject([{ code: "AC04", reportedPaid: true, waits: "needs-a-look" }]);
    await clearPayment({ payoutId: FIRST, advisorId: "li", comment }, fay, p);
    expect((await listFailedPayments(p))[0]?.waits).toBe("needs-new-details");
  });

  test("says nothing new once two people corrected it to rejected", async () => {
    const { p } = await open();
    await uploadBankReport(await read(booked), ida, p);
    await correct("rejected", p);
    expect((await uploadBankReport(await read(says("ACSC", "li")), zoe, p)).matches).toEqual({ contradicts: 1 });
    expect((await listFailedPayments(p))[0]?.reportedPaid).toBeUndefined();
  });
});

describe("the same report by another person", () => {
  test("makes them one who brought it: they can't approve what pays the amount again", async () => {
    const { p } = await open();
    await uploadBankReport(await read(wholeFile), ida, p);
    const gate = await p.payouts.gate();
    const early = await draftNow({ month: "2026-10" }, fay, p);
    expect(early.content?.outcomeAuthors).toEqual(["ida"]);
    await uploadBankReport(await read(wholeFile), zoe, p);
    await uploadBankReport(await read(wholeFile), zoe, p);
    await uploadBankReport(await read(wholeFile), ida, p);
    expect(await p.payouts.gate()).toBe(gate + 1);
    // What was drafted before doesn't know of it.
    expect(await codesOf(approvePayout(seen(early), zoe, p))).toEqual(["gate-moved"]);
    await withdrawPayout({ ...seen(early), comment }, fay, p);
    expect((await listFailedPayments(p)).map(({ by }) => by)).toEqual([
      ["ida", "zoe"],
      ["ida", "zoe"],
    ]);
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(draft.content?.outcomeAuthors).toEqual(["ida", "zoe"]);
    for (const person of [ida, zoe]) expect(await codesOf(approvePayout(seen(draft), person, p))).toEqual(["report-four-eyes"]);
    expect((await approvePayout(seen(draft), gus, p)).status).toBe("approved");
  });

  test("changes nothing where it made nothing payable again", async () => {
    const { p } = await open();
    const paid = await read(says("ACSC", "li", "wang"));
    await uploadBankReport(paid, ida, p);
    const gate = await p.payouts.gate();
    await uploadBankReport(paid, zoe, p);
    expect(await p.payouts.gate()).toBe(gate);
  });
});
