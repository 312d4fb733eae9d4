import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { type ParsedBankReport, parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { BankReport } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { applyBankReport } from "../../../shared/payouts/bank-reports/steps/apply-report.ts";
import { previewBankReport } from "../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { listBankReports, readReport } from "../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { camt054, pain002 } from "../../support/bank-reports.ts";
import { briefs } from "../../support/issues.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { approvedPayout, exportedPayout, FINANCE, openPayWorld, PAY_DAY, seen } from "../../support/payouts.ts";
import { codesOf, HR } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const PAYOUT_ID = "2026-10-1";
const fay = FINANCE("fay");
const CANARY = "6222021234567890123";
const ref = (advisorId: string): string => referenceOf(PAYOUT_ID, advisorId);

/** li is to be paid 60.00, wang 120.00, zhao 180.00. */
const open = () => openPayWorld(ledgers, { li: 1, wang: 2, zhao: 3 });

async function read(file: string, name = "report.xml"): Promise<ParsedBankReport> {
  const reading = await parseBankReport(new TextEncoder().encode(file), name, "CNY");
  if (!reading.ok) throw new Error(briefs(reading.issues).join("\n"));
  return reading.value;
}

const statesOf = async (deps: Wiring) =>
  Promise.all(["li", "wang", "zhao"].map(async (advisorId) => (await readPayment(PAYOUT_ID, advisorId, deps))?.state));

const MIXED = pain002(
  [
    { reference: ref("li"), status: "ACSC", amount: 6_000n },
    { reference: ref("wang"), status: "RJCT", amount: 12_000n, code: "AC04", text: `account ${CANARY} is closed` },
    { reference: ref("zhao"), status: "ACSP", amount: 18_000n },
    { reference: ref("nobody"), status: "ACSC", amount: 1n },
    { reference: CANARY, status: "ACSC" },
  ],
  { status: "PART" },
);
const BACK = camt054([
  { side: "CRDT", amount: 6_000n, details: [{ reference: ref("li"), amount: 6_000n, isReturn: true, code: "AC01" }] },
  { side: "DBIT", amount: 18_001n, details: [{ reference: ref("zhao"), amount: 18_001n }] },
]);

/** Each pair of figures is the same. */
async function expectTied(deps: Wiring) {
  const total = await totalPayables(deps);
  for (const { name, left, right } of total.checks) expect([name, left]).toEqual([name, right]);
  const each = await Promise.all(["li", "wang", "zhao"].map((advisorId) => payablesOfAdvisor(advisorId, deps)));
  for (const name of ["statementTotal", "outstanding", "approved", "inTransit", "paid", "rejected", "returned", "carriedForward"] as const)
    expect([name, total[name]]).toEqual([name, each.reduce((sum, payables) => sum + payables[name], 0n)]);
  return total;
}

test("a report is looked at first, then applied: what matches is recorded, what doesn't is listed, and all of it stays tied", async () => {
  const { p, ledger } = await open();
  await exportedPayout(p);
  expect(await expectTied(p)).toMatchObject({ statementTotal: 36_000n, outstanding: 0n, inTransit: 36_000n });
  const report = await read(MIXED, `${CANARY}.xml`);
  expect(await previewBankReport(report, p)).toMatchObject({
    counts: { applies: 2, accepted: 1, "no-such-reference": 2 },
    amounts: { applies: 18_000n, accepted: 18_000n },
    outcomes: 2,
  });
  expect(await statesOf(p)).toEqual(["in-transit", "in-transit", "in-transit"]);

  const applied = await uploadBankReport(report, fay, p);
  expect(applied).toMatchObject({ status: "applied", by: "fay", format: "pain.002", entries: 5, name: "****0123.xml" });
  expect(applied.matches).toEqual({ applies: 2, accepted: 1, "no-such-reference": 2 });
  expect(await statesOf(p)).toEqual(["paid", "rejected", "in-transit"]);
  const found = await readReport(applied.reportId, p);
  expect(found?.open.map(({ entry, match }) => [entry.number, entry.reference, match])).toEqual([
    [4, ref("nobody"), "no-such-reference"],
    [5, "****0123", "no-such-reference"],
  ]);
  expect(await expectTied(p)).toMatchObject({ outstanding: 12_000n, inTransit: 18_000n, paid: 6_000n, rejected: 12_000n });

  const back = await uploadBankReport(await read(BACK, "camt.xml"), fay, p);
  expect(back.matches).toEqual({ applies: 1, "amount-differs": 1 });
  expect(await statesOf(p)).toEqual(["returned", "rejected", "in-transit"]);
  expect(await expectTied(p)).toMatchObject({ outstanding: 18_000n, paid: 0n, returned: 6_000n });
  await confirmPayout({ ...seen((await readPayout(PAYOUT_ID, p)).payout), comment: "statement of the bank" }, fay, p);
  expect(await expectTied(p)).toMatchObject({ outstanding: 18_000n, inTransit: 0n, paid: 18_000n });
  expect((await listBankReports(p)).map(({ name }) => name)).toEqual(["camt.xml", "****0123.xml"]);
  // The file itself is kept nowhere.
  for (const file of await readdir(ledger.folder, { recursive: true, withFileTypes: true }))
    if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), "utf8")).not.toContain(CANARY);
});

test("bank reports: the same file again changes nothing; what was open of it is looked at again, and recorded once it can be", async () => {
  const { p } = await open();
  const approved = await approvedPayout(p);
  const early = await uploadBankReport(await read(MIXED), fay, p);
  expect(early.matches).toEqual({ "not-exported": 3, "no-such-reference": 2 });
  await exportPayout({ ...seen(approved), executeOn: PAY_DAY }, FINANCE("gus"), p);
  const again = await uploadBankReport(await read(MIXED, "other name.xml"), FINANCE("gus"), p);
  expect(again).toMatchObject({ reportId: early.reportId, by: "fay", name: "report.xml", appliedAt: early.appliedAt });
  expect(again.matches).toEqual({ applies: 2, accepted: 1, "no-such-reference": 2 });
  const before = await readPayout(PAYOUT_ID, p);
  expect(await uploadBankReport(await read(MIXED), fay, p)).toEqual(again);
  expect(await readPayout(PAYOUT_ID, p)).toEqual(before);
});

test("bank reports: bankReports are for finance", async () => {
  const { p } = await open();
  expect(await codesOf(uploadBankReport(await read(MIXED), HR("ann"), p))).toEqual(["role"]);
  expect(await codesOf(applyBankReport("none", p))).toEqual(["not-found"]);
  expect(await readReport("none", p)).toBeUndefined();
});

/** The process ends right before its nth write. */
function failing(deps: Wiring, nth: number): Wiring & { writes(): number } {
  let writes = 0;
  const wrap =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      writes += 1;
      if (writes >= nth) throw new Error("the process ends");
      return write(...args);
    };
  const { payouts, archive, jobs, bankReports } = deps;
  return {
    ...deps,
    payouts: { ...payouts, record: wrap(payouts.record) },
    archive: { ...archive, put: wrap(archive.put) },
    bankReports: { ...bankReports, begin: wrap(bankReports.begin), finish: wrap(bankReports.finish) },
    jobs: { queue: wrap(jobs.queue) },
    writes: () => writes,
  };
}

describe("a report that says of one payment that it was paid and came back, and of the others that they were paid", () => {
  const ALL = camt054([
    { side: "DBIT", amount: 36_000n, batch: `FENRUN-${PAYOUT_ID}` },
    { side: "CRDT", amount: 12_000n, details: [{ reference: ref("wang"), amount: 12_000n, isReturn: true }] },
    { side: "DBIT", amount: 12_000n, details: [{ reference: ref("wang"), amount: 12_000n }] },
  ]);
  const what = async (deps: Wiring, report: BankReport | undefined) => [report?.status, report?.matches, await statesOf(deps)];
  const EXPECTED = ["applied", { applies: 3 }, ["paid", "returned", "paid"]];

  test("comes to the same whatever write of it the process ended before", async () => {
    let last = 0;
    for (let nth = 1; nth <= last + 1; nth += 1) {
      const { p, rival } = await open();
      await exportedPayout(p);
      const first = failing(p, nth);
      const report = await read(ALL);
      await uploadBankReport(report, fay, first).catch((error: Error) => expect(error.message).toBe("the process ends"));
      last = Math.max(last, first.writes());
      const worker = rival();
      const begun = await worker.bankReports.find(report.reportId);
      // Before it was begun nothing is recorded, and whoever sent it sends it again.
      const done = begun === undefined ? await uploadBankReport(report, fay, worker) : await applyBankReport(report.reportId, worker);
      expect(await what(worker, done)).toEqual(EXPECTED);
      await expectTied(worker);
      if (nth > 12) throw new Error("more writes than expected");
    }
    expect(last).toBeGreaterThan(4);
  });

  test("comes to the same where several apply it at once, and each that is told so", async () => {
    const { p, rival } = await open();
    await exportedPayout(p);
    const report = await read(ALL);
    const applied = await Promise.all([uploadBankReport(report, fay, p), uploadBankReport(report, FINANCE("gus"), rival())]);
    const again = await applyBankReport(report.reportId, rival());
    for (const each of [...applied, again]) expect(await what(p, each)).toEqual(EXPECTED);
    expect((await readPayout(PAYOUT_ID, p)).totals).toMatchObject({
      paid: { count: 2, amount: 24_000n },
      returned: { count: 1, amount: 12_000n },
      rejected: { count: 0 },
    });
    await expectTied(p);
  });
});
