import type { SQSBatchResponse } from "aws-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logger } from "../../../functions/_platform/middleware.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as createSiteHandler } from "../../../functions/finance-site/handler.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/refusal.ts";
import { isLate } from "../../../shared/base/runtime/late.ts";
import { requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, draftNow, FINANCE, openPayWorld } from "../../support/payouts.ts";
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
  const context = { awsRequestId: "r1", getRemainingTimeInMillis: () => 20_000 };
  const response = (await createHandler(() => deps)({ Records: [record] } as never, context as never)) as SQSBatchResponse;
  return response.batchItemFailures.length;
}

async function pageOf(deps: Wiring, path: string): Promise<string> {
  const tokens = await createTestTokens();
  const bearer = await tokens.issue({ username: "fay", groups: ["finance"] });
  const handler = createSiteHandler(() => ({ ...deps, identity: tokens.identity }));
  return (await ask(handler, path, { headers: { cookie: `__Host-session=${bearer}` } })).body;
}

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

test("last failures: what refuses a job is told to whoever asked, and the message is acknowledged", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  const { p } = await openPayWorld(ledgers, { li: 1 });
  const refused = () => Promise.reject(new RefusedError(refusal("no-month-closed")));
  await p.closeRuns.wantPreview({ month: "2026-11", previewId: "preview-1", wanted: { by: "fay", at: "2026-11-02T00:00:00.000Z" } });
  const broken = { ...p, archive: { ...p.archive, put: refused } } as unknown as Wiring;
  expect(await deliver(broken, "ClosePreviewQueued", { month: "2026-11", previewId: "preview-1" }, 1)).toBe(0);
  expect(await p.closeRuns.preview("2026-11")).toMatchObject({ issues: [{ code: "no-month-closed" }] });
});
