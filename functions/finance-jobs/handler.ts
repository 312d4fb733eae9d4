import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { parseAdjustmentsUpload } from "../../shared/adjustments/steps/uploaded-adjustments.ts";
import { issue } from "../../shared/base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../shared/base/issues/parse.ts";
import { RefusedError } from "../../shared/base/issues/refusal.ts";
import { RetryableError } from "../../shared/base/runtime/retry.ts";
import { previewClose } from "../../shared/closing/steps/preview-close.ts";
import { id, month } from "../../shared/engine/facts/fields.ts";
import { applyAnswer } from "../../shared/payouts/bank-reports/steps/apply-report.ts";
import { parseReportUpload } from "../../shared/payouts/bank-reports/steps/uploaded-report.ts";
import { makeFile } from "../../shared/payouts/files/steps/generate-file.ts";
import { draftPayout } from "../../shared/payouts/steps/draft-payout.ts";
import { tellFailedUpload } from "../_platform/failed-upload.ts";
import { isLastTry } from "../_platform/last-try.ts";
import { fenrunHandler, logger, timeLeft } from "../_platform/middleware.ts";
import { encoderOf } from "../_platform/render/encodings.ts";
import { FILE_MAKERS } from "../_platform/render/file-generators.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const eventSchema = z.union([
  z.object({ "detail-type": z.literal("PayoutDraftQueued"), detail: z.object({ payoutId: id }) }),
  z.object({ "detail-type": z.literal("FileQueued"), detail: z.object({ of: id, format: id }) }),
  z.object({ "detail-type": z.literal("BankReportQueued"), detail: z.object({ answerId: id }) }),
  z.object({ "detail-type": z.literal("ClosePreviewQueued"), detail: z.object({ month, previewId: id }) }),
  z.object({ "detail-type": z.literal("UploadQueued"), detail: z.object({ subject: z.enum(["adjustments", "answers"]), uploadId: id }) }),
]);
type Work = z.output<typeof eventSchema>;

/** Does what finance's answers had no time for. What fails is delivered again, alone; the others are done. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent, context): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    for (const record of Records) {
      const isDone = await tryWork(record, readWork(record.body), wiring(), timeLeft(context));
      if (!isDone) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  }, wiring);

/** For Lambda. */
export const handler = createHandler(wiring);

function readWork(body: string): ParseResult<Work> {
  try {
    return parse(eventSchema, JSON.parse(body));
  } catch {
    return invalid([issue("", "event-expected")]);
  }
}

/** @returns whether the message is done with. */
async function tryWork(record: SQSRecord, work: ParseResult<Work>, wiring: Wiring, hasTime: () => boolean): Promise<boolean> {
  const { messageId } = record;
  if (!work.ok) {
    logger.error("a message that can't be read", { messageId, issues: work.issues });
    return false;
  }
  try {
    await doWork(work.value, wiring, hasTime);
    return true;
  } catch (error) {
    // A busy table is routine, and what is refused is refused again; anything else is a fault that someone must look at.
    const isRefused = error instanceof RefusedError;
    if (isRefused || error instanceof RetryableError) logger.warn(error.message, { messageId });
    else logger.error("unexpected error", error as Error);
    if (work.value["detail-type"] === "UploadQueued" && (isRefused || isLastTry(record))) await tellFailedUpload(work.value.detail, wiring);
    return isRefused;
  }
}

async function doWork(work: Work, wiring: Wiring, hasTime: () => boolean): Promise<void> {
  switch (work["detail-type"]) {
    case "PayoutDraftQueued":
      await draftPayout(work.detail.payoutId, { ...wiring, encoderOf }, hasTime);
      return;
    case "FileQueued":
      await makeFile(work.detail.of, work.detail.format, { ...wiring, fileMakers: FILE_MAKERS });
      return;
    case "BankReportQueued":
      await applyAnswer(work.detail.answerId, wiring);
      return;
    case "ClosePreviewQueued":
      await previewClose(work.detail.month, work.detail.previewId, wiring);
      return;
    case "UploadQueued":
      await (work.detail.subject === "answers" ? parseReportUpload : parseAdjustmentsUpload)(work.detail.uploadId, wiring);
  }
}
