import type { SQSBatchResponse } from "aws-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { logger } from "../../../functions/_platform/middleware.ts";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/finance-jobs/handler.ts";
import { parseAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { previewClose } from "../../../shared/closing/steps/preview-close.ts";
import { applyBankReport } from "../../../shared/payouts/bank-reports/steps/apply-report.ts";
import { parseReportUpload } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { makeFile } from "../../../shared/payouts/files/steps/generate-file.ts";
import { draftPayout } from "../../../shared/payouts/steps/draft-payout.ts";

/** How a batch is taken apart, and what becomes of each failure; the work itself has tests of its own. */

vi.mock("../../../shared/adjustments/steps/uploaded-adjustments.ts");
vi.mock("../../../shared/payouts/bank-reports/steps/apply-report.ts");
vi.mock("../../../shared/payouts/bank-reports/steps/upload-report.ts");
vi.mock("../../../shared/closing/steps/preview-close.ts");
vi.mock("../../../shared/payouts/files/steps/generate-file.ts");
vi.mock("../../../shared/payouts/steps/draft-payout.ts");
afterEach(() => {
  vi.resetAllMocks();
});

const wired = { shards: 2, withSettings: (work: () => unknown) => work() } as unknown as Wiring;

async function handle(...events: readonly unknown[]): Promise<string[]> {
  const Records = events.map((event, place) => ({
    messageId: `m${place}`,
    body: typeof event === "string" ? event : JSON.stringify(event),
  }));
  const context = { awsRequestId: "r1", getRemainingTimeInMillis: () => 20_000 };
  const answer = (await createHandler(() => wired)({ Records } as never, context as never)) as SQSBatchResponse;
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const pending = (what: string, detail: object) => ({ "detail-type": `${what}Queued`, source: "fenrun", detail });
const payout = (payoutId = "2026-05-1") => pending("PayoutDraft", { payoutId });

test("finance jobs: each message is done as what it asks for, and a draft is told how much time there is", async () => {
  const preview = pending("ClosePreview", { month: "2026-05", previewId: "v1" });
  const file = pending("File", { of: "payout:2026-05-1", format: "pain.001" });
  expect(await handle(payout(), file, pending("BankReport", { reportId: "a1" }), preview)).toEqual([]);
  expect(
    await handle(...(["bank-reports", "adjustments"] as const).map((subject) => pending("Upload", { subject, uploadId: "u1" }))),
  ).toEqual([]);
  for (const parse of [parseReportUpload, parseAdjustmentsUpload]) expect(vi.mocked(parse).mock.calls).toEqual([["u1", wired]]);
  expect(vi.mocked(draftPayout).mock.calls).toEqual([["2026-05-1", { ...wired, encoderOf: expect.any(Function) }, expect.any(Function)]]);
  expect(vi.mocked(draftPayout).mock.calls[0]?.[2]?.()).toBe(false);
  expect(vi.mocked(makeFile).mock.calls).toEqual([["payout:2026-05-1", "pain.001", { ...wired, fileMakers: FILE_MAKERS }]]);
  expect(vi.mocked(applyBankReport).mock.calls).toEqual([["a1", wired]]);
  expect(vi.mocked(previewClose).mock.calls).toEqual([["2026-05", "v1", wired]]);
});

test("finance jobs: what may pass is delivered again, alone; a fault too, and is logged as one; what is refused is done with", async () => {
  const [warned, logged] = (["warn", "error"] as const).map((level) => vi.spyOn(logger, level).mockImplementation(() => undefined));
  vi.mocked(draftPayout).mockImplementation(async (payoutId) => {
    if (payoutId === "busy") throw new RetryableError("the table is too busy");
    if (payoutId === "gone") throw new RefusedError(refusal("not-found", { what: "payout" }));
    if (payoutId === "odd") throw new Error("a part is missing");
    return {} as never;
  });
  wired.payouts = { find: async () => undefined } as never;
  expect(await handle(payout(), payout("busy"), payout("gone"), payout("odd"), payout())).toEqual(["m1", "m3"]);
  expect([warned?.mock.calls.length, logged?.mock.calls.length]).toEqual([2, 1]);
});

test("finance jobs: a message that can't be read fails alone, and its body is not logged", async () => {
  const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  expect(
    await handle(
      "{",
      pending("ClosePreview", { month: "2026-13", previewId: "v" }),
      pending("Upload", { subject: "scores", uploadId: "u" }),
      payout(),
    ),
  ).toEqual(["m0", "m1", "m2"]);
  expect(logged).toHaveBeenCalledTimes(3);
});
