import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { previewBankReport } from "../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { outcomeEffect } from "../../../shared/payouts/model/reason-codes.ts";
import { possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import { readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { ANSWERED_AT, CASE_PAYOUT, caseFile, exportCasePayout, openCaseWorld } from "../../support/case-world.ts";
import { briefs } from "../../support/issues.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, FINANCE, seen } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";

/** What banks sent, after public reports: each on a fresh copy of one world whose payout 2026-09-2 went out. */

let ledgers: Ledgers;
let world: Ledger;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  world = await openCaseWorld(ledgers);
  await exportCasePayout(world);
}, 120_000);
afterAll(() => ledgers.stop());

const fay = FINANCE("fay");

/** Applies a file on a fresh copy of the world, and tells how its entries were matched. */
async function apply(deps: Wiring, name: string) {
  const read = await parseBankReport(await caseFile(`bank/${name}.xml`), `${name}.xml`, deps.agency.currency);
  if (!read.ok) throw new Error(briefs(read.issues).join("\n"));
  return uploadBankReport(read.value, fay, deps);
}

const fresh = async (): Promise<Wiring> => clockedAt((await ledgers.copy(world)).wiring, ANSWERED_AT);
const stateOf = async (advisorId: string, deps: Wiring) => (await readPayment(CASE_PAYOUT, advisorId, deps))?.state;

/** A file's preview, and what applying it then recorded. */
async function previewedAndApplied(name: string) {
  const p = await fresh();
  const read = await parseBankReport(await caseFile(`bank/${name}.xml`), `${name}.xml`, p.agency.currency);
  if (!read.ok) throw new Error(briefs(read.issues).join("\n"));
  const { recorded } = await previewBankReport(read.value, p);
  await uploadBankReport(read.value, fay, p);
  const { paid, rejected, returned } = (await readPayout(CASE_PAYOUT, p)).totals;
  return { recorded, applied: { paid, rejected, returned } };
}

test.each(["p01-part", "c38-tx-with-batch-refs-only", "c22-leading-dot", "p06-grp-rjct-AM05"])(
  "%s: the preview's totals are those that are recorded",
  async (name) => {
    const { recorded, applied } = await previewedAndApplied(name);
    expect(recorded).toEqual(applied);
  },
);

test("bank cases: the world's payout has 18 payments of 19,888.83 in all", async () => {
  const { payout } = await readPayout(CASE_PAYOUT, await fresh());
  expect(payout).toMatchObject({ status: "exported", content: { payments: { count: 18, amount: 1_988_883n } } });
});

test("p01: one is paid, one rejected", async () => {
  const p = await fresh();
  expect((await apply(p, "p01-part")).matches).toEqual({ applies: 2 });
  expect([await stateOf("p1", p), await stateOf("p2", p), await stateOf("p3", p)]).toEqual(["paid", "rejected", "in-transit"]);
});

/** What became of each of these, and how entries were matched. */
async function outcomeOf(name: string, ...advisorIds: string[]) {
  const p = await fresh();
  const { matches } = await apply(p, name);
  return { matches, states: await Promise.all(advisorIds.map((advisorId) => stateOf(advisorId, p))), p };
}

/** None of the world's payments has an outcome. */
async function expectUntouched(deps: Wiring) {
  const { totals } = await readPayout(CASE_PAYOUT, deps);
  expect([totals.paid.count, totals.rejected.count, totals.returned.count]).toEqual([0, 0, 0]);
}

test.each([
  ["p06-grp-rjct-AM05", { duplicate: 1 }],
  ["p06b-tx-rjct-AM05", { duplicate: 2 }],
  ["p06d-pmtinf-rjct-AM05", { duplicate: 1 }],
  ["p15-pdng-group-acsp", { accepted: 1 }],
  ["p10-ctrlsum-frac", { "amount-differs": 1 }],
])("%s: nothing is recorded", async (name, matches) => {
  const { p, matches: made } = await outcomeOf(name);
  expect(made).toEqual(matches);
  await expectUntouched(p);
});

test.each([
  ["p03-notprovided-instr", { applies: 1 }, ["p2"], ["rejected"]],
  ["c07-return-notprovided-instrid", { applies: 1 }, ["p2"], ["returned"]],
  ["c08-return-ref-in-ustrd", { applies: 1 }, ["p2"], ["returned"]],
  ["c22-leading-dot", { "no-such-reference": 1, applies: 1 }, ["p3"], ["paid"]],
  ["c25-foreign-ccy-many-decimals", { "no-such-reference": 1, applies: 1 }, ["p3"], ["paid"]],
  ["c51-concatenated-documents", { applies: 2 }, ["p1", "p2", "p3"], ["paid", "paid", "in-transit"]],
])("%s: what is ours is recorded, the rest is listed", async (name, matches, advisorIds, states) => {
  const made = await outcomeOf(name, ...advisorIds);
  expect(made).toMatchObject({ matches, states });
});

test("bank cases: c38 tells of the whole payout; c53 then returns five, whose reasons are kept", async () => {
  const { p, matches } = await outcomeOf("c38-tx-with-batch-refs-only");
  expect(matches).toEqual({ applies: 1 });
  expect((await readPayout(CASE_PAYOUT, p)).totals.paid).toEqual({ count: 18, amount: 1_988_883n });
  expect((await apply(p, "c53-returns")).matches).toEqual({ applies: 5 });
  const returned = await Promise.all(["p2", "p3", "p4", "p5", "p6"].map((advisorId) => readPayment(CASE_PAYOUT, advisorId, p)));
  expect(returned.map((payment) => [payment?.state, outcomeEffect(payment?.payment.outcomes.at(-1) ?? {})])).toEqual([
    ["returned", "needs-new-details"],
    ["returned", "needs-a-look"],
    ["returned", "needs-new-details"],
    ["returned", "needs-a-look"],
    ["returned", "needs-a-look"],
  ]);
});

test.each(["p15-pdng-group-acsp", "p06-grp-rjct-AM05"])(
  "%s: whoever speaks of a payout has its file, so nobody withdraws it",
  async (name) => {
    const p = await fresh();
    await apply(p, name);
    const { payout, totals } = await readPayout(CASE_PAYOUT, p);
    expect(possiblePayoutSteps(payout, fay, { totals })).not.toContain("withdraw");
    expect(await codesOf(withdrawPayout({ ...seen(payout), comment: "no bank ever got it" }, fay, p))).toEqual(["bank-has-file"]);
    // What else was noted of it is as before, and the same report again notes nothing more.
    await apply(p, name);
    expect((await readPayout(CASE_PAYOUT, p)).totals).toEqual(totals);
    await expectUntouched(p);
  },
);

test("bank cases: an entry whose day lies ahead is recorded, and told to whoever brings it; of one that isn't recorded no warning says so", async () => {
  const p = await fresh();
  const reference = (await readPayment(CASE_PAYOUT, "p1", p))?.payment.reference;
  const file = `reference,outcome,date\n${reference},paid,2036-10-13\n2026-09-2-AAAAAAAAAAAAAAAAAAAA,paid,2036-10-20\n`;
  const read = await parseBankReport(new TextEncoder().encode(file), "bank.csv", p.agency.currency);
  if (!read.ok) throw new Error(briefs(read.issues).join("\n"));
  const { datedAhead, entries } = await previewBankReport(read.value, p);
  expect([datedAhead, entries.map(({ isAhead }) => isAhead)]).toEqual([1, [true, true]]);
  expect(await uploadBankReport(read.value, fay, p)).toMatchObject({ status: "applied", datedAhead: 1 });
  expect(await stateOf("p1", p)).toBe("paid");
});
