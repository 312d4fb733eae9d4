import type { SQSBatchResponse } from "aws-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logger } from "../../../functions/_platform/middleware.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApiHandler } from "../../../functions/finance-api/handler.ts";
import { createHandler } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as createSiteHandler } from "../../../functions/finance-site/handler.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { isLate } from "../../../shared/base/runtime/late.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, downloadedPayout, draftNow, exportedPayout, FINANCE, openPayWorld, openStatedWorld } from "../../support/payouts.ts";
import { openable } from "../../support/plain-vault.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

/** What whoever asked for something is told once its last attempt failed, or nobody came to it. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const fay = FINANCE("fay");
const OF = "payout:2026-10-1";

async function deliver(deps: Wiring, type: string, detail: object, attempt: number): Promise<number> {
  const record = {
    messageId: "m1",
    attributes: { ApproximateReceiveCount: `${attempt}` },
    body: JSON.stringify({ "detail-type": type, detail }),
  };
  const context = { awsRequestId: "r1", getRemainingTimeInMillis: () => 600_000 };
  const opened = { ...deps, vault: openable(deps.vault) } as unknown as Wiring;
  const response = (await createHandler(() => opened)({ Records: [record] } as never, context as never)) as SQSBatchResponse;
  return response.batchItemFailures.length;
}

async function pageOf(deps: Wiring, path: string): Promise<string> {
  const tokens = await createTestTokens();
  const bearer = await tokens.issue({ username: "fay", groups: ["finance"] });
  const handler = createSiteHandler(() => ({ ...deps, identity: tokens.identity }));
  return (await ask(handler, path, { headers: { cookie: `__Host-session=${bearer}` } })).body;
}

/** What the API tells of a resource. */
async function toldBy(deps: Wiring, path: string): Promise<unknown> {
  const tokens = await createTestTokens();
  const token = await tokens.issue({ username: "fay", groups: ["finance"] });
  return JSON.parse(
    (
      await ask(
        createApiHandler(() => ({ ...deps, identity: tokens.identity })),
        path,
        { headers: { authorization: `Bearer ${token}` } },
      )
    ).body,
  );
}

/** The same, a while later by its clock. */
const afterHours = (deps: Wiring, hours: number): Wiring =>
  clockedAt(deps, new Date(deps.surroundings.now() + hours * 3_600_000).toISOString());

test("last failures: a file that no attempt could make is told as failed, and can be requested again", async () => {
  vi.spyOn(logger, "error").mockImplementation(() => undefined);
  const { p } = await openPayWorld(ledgers, { li: 1 });
  await draftNow({ month: "2026-10" }, fay, p);
  await requestFile({ of: OF, format: "csv" }, fay, p);
  const broken = { ...p, files: { ...p.files, put: () => Promise.reject(new Error("the bucket is gone")) } } as unknown as Wiring;
  const detail = { of: OF, format: "csv" };
  expect(await deliver(broken, "FileQueued", detail, 4)).toBe(1);
  expect((await p.fileRegister.find(OF, "csv"))?.issues).toBeUndefined();
  expect(await deliver(broken, "FileQueued", detail, 5)).toBe(1);
  expect((await p.fileRegister.find(OF, "csv"))?.issues).toMatchObject([{ code: "job-failed" }]);
  expect(await pageOf(p, "/zh/finance/payouts/2026-10-1")).toContain("多次尝试均未成功");
  await requestFile({ of: OF, format: "csv" }, fay, p);
  expect(await deliver(p, "FileQueued", detail, 1)).toBe(0);
  expect((await p.fileRegister.find(OF, "csv"))?.made).toBeDefined();
  // Where it is made, a late failure of an earlier message changes nothing.
  expect(await deliver(broken, "FileQueued", detail, 5)).toBe(0);
});

test("last failures: a draft that nobody computes is told as late after an hour, with what to do; before, that it is being calculated", async () => {
  const { p } = await openPayWorld(ledgers, { li: 1 });
  await createPayout({ month: "2026-10" }, fay, p);
  const { at } = (await p.payouts.find("2026-10-1"))?.drafted ?? { at: "" };
  const later = (minutes: number) => clockedAt(p, new Date(Date.parse(at) + minutes * 60_000).toISOString());
  expect(await pageOf(later(59), "/en/finance/payouts/2026-10-1")).not.toContain("Not calculated after an hour");
  const page = await pageOf(later(61), "/en/finance/payouts/2026-10-1");
  expect(page).toContain("Not calculated after an hour");
  expect(page).not.toMatch(/hx-trigger="[^"]*every/);
  expect(isLate("2026-10-01T00:00:00Z", { now: () => Date.parse("2026-10-01T01:00:00Z") })).toBe(false);
});

test("last failures: a draft that no attempt could compute is told as failed, by page and API, and is resumed once it is requested again", async () => {
  vi.spyOn(logger, "error").mockImplementation(() => undefined);
  const { p } = await openStatedWorld(ledgers, { li: 1 });
  const { payoutId } = await createPayout({ month: "2026-10" }, fay, p);
  const broken = { ...p, archive: { ...p.archive, put: () => Promise.reject(new Error("the bucket is gone")) } } as unknown as Wiring;
  expect(await deliver(broken, "PayoutDraftQueued", { payoutId }, 4)).toBe(1);
  expect((await p.payouts.find(payoutId))?.issues).toBeUndefined();
  expect(await deliver(broken, "PayoutDraftQueued", { payoutId }, 5)).toBe(1);
  expect(await toldBy(p, `/v1/finance/payouts/${payoutId}`)).toMatchObject({ status: "failed", issues: [{ code: "job-failed" }] });
  const zh = await pageOf(p, `/zh/finance/payouts/${payoutId}?done=begun`);
  expect(zh).toContain("计算失败：多次尝试均未成功");
  expect(zh).not.toContain("正在计算");
  expect(zh).not.toMatch(/hx-trigger="[^"]*every/);
  expect(await pageOf(p, `/en/finance/payouts/${payoutId}`)).toContain('href="/en/finance/payouts?month=2026-10"');
  expect(await pageOf(p, "/en/finance/payouts")).toContain("Calculation failed");
  // An hour later it is begun again, and isn't told as late.
  const later = afterHours(p, 2);
  expect((await createPayout({ month: "2026-10" }, fay, later)).payoutId).toBe(payoutId);
  const again = await pageOf(later, `/en/finance/payouts/${payoutId}`);
  expect(again).toContain("This page updates automatically");
  expect(await deliver(later, "PayoutDraftQueued", { payoutId }, 1)).toBe(0);
  const draft = await p.payouts.find(payoutId);
  expect(draft).toMatchObject({ status: "draft", content: { payments: { count: 1 } } });
  expect(draft).not.toHaveProperty("restartedAt");
  // A late failure of an earlier message changes nothing.
  expect(await deliver(broken, "PayoutDraftQueued", { payoutId }, 5)).toBe(0);
  expect(await p.payouts.find(payoutId)).toEqual(draft);
});

test("last failures: a bank report that no attempt could apply is told as failed, by page and API, and applied once it is sent again", async () => {
  vi.spyOn(logger, "error").mockImplementation(() => undefined);
  const { p } = await openStatedWorld(ledgers, { li: 1 });
  const { payoutId } = await downloadedPayout(await exportedPayout(p), p);
  const { reference = "" } = (await p.payouts.payments(payoutId, ["li"])).get("li") ?? {};
  const read = await parseBankReport(new TextEncoder().encode(`reference,outcome\n${reference},paid\n`), "icbc.csv", "CNY");
  if (!read.ok) throw new Error("the report can't be read");
  const broken = { ...p, payouts: { ...p.payouts, record: () => Promise.reject(new Error("the table is gone")) } } as unknown as Wiring;
  await expect(uploadBankReport(read.value, fay, broken)).rejects.toThrow("the table is gone");
  const { reportId } = read.value;
  expect(await deliver(broken, "BankReportQueued", { reportId }, 4)).toBe(1);
  expect(await toldBy(p, `/v1/finance/bank-reports/${reportId}`)).toMatchObject({ status: "applying", issues: [] });
  expect(await deliver(broken, "BankReportQueued", { reportId }, 5)).toBe(1);
  expect(await toldBy(p, `/v1/finance/bank-reports/${reportId}`)).toMatchObject({ status: "failed", issues: [{ code: "job-failed" }] });
  const zh = await pageOf(p, `/zh/finance/bank-reports/${reportId}`);
  expect(zh).toContain("回执处理失败：多次尝试均未成功");
  expect(zh).not.toMatch(/hx-trigger="[^"]*every/);
  expect(await pageOf(p, "/en/finance/bank-reports")).toContain("Not applied");
  const later = afterHours(p, 2);
  const queued = { ...later, payouts: broken.payouts } as Wiring;
  await expect(uploadBankReport(read.value, fay, queued)).rejects.toThrow("the table is gone");
  expect(await pageOf(later, `/en/finance/bank-reports/${reportId}`)).toContain("This page updates automatically");
  expect(await deliver(later, "BankReportQueued", { reportId }, 1)).toBe(0);
  const applied = await p.bankReports.find(reportId);
  expect(applied).toMatchObject({ status: "applied", matches: { applies: 1 } });
  expect(applied).not.toHaveProperty("restartedAt");
  expect((await p.payouts.totals(payoutId)).paid.count).toBe(1);
  expect(await deliver(broken, "BankReportQueued", { reportId: "none" }, 5)).toBe(0);
});

test("last failures: what refuses a job is told to whoever asked, and the message is acknowledged", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  const { p } = await openPayWorld(ledgers, { li: 1 });
  const refused = () => Promise.reject(new RefusedError(refusal("no-month-closed")));
  await p.closeRuns.wantPreview({ month: "2026-11", previewId: "preview-1", wanted: { by: "fay", at: "2026-11-02T00:00:00.000Z" } });
  const broken = { ...p, archive: { ...p.archive, put: refused } } as unknown as Wiring;
  expect(await deliver(broken, "ClosePreviewQueued", { month: "2026-11", previewId: "preview-1" }, 1)).toBe(0);
  expect(await p.closeRuns.preview("2026-11")).toMatchObject({ issues: [{ code: "no-month-closed" }] });
  const { payoutId } = await createPayout({ month: "2026-10" }, fay, p);
  expect(await deliver(broken, "PayoutDraftQueued", { payoutId }, 1)).toBe(0);
  expect(await p.payouts.find(payoutId)).toMatchObject({ status: "drafting", issues: [{ code: "no-month-closed" }] });
  // Withdrawn, it says so, and no more that it failed.
  const withdrawn = await withdrawPayout({ payoutId, lockVersion: 2, comment: "calculated anew" }, fay, p);
  expect(withdrawn).not.toHaveProperty("issues");
});
