import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { issue } from "../../shared/base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../shared/base/issues/parse.ts";
import { RefusedError } from "../../shared/base/issues/refusal.ts";
import { RetryableError } from "../../shared/base/runtime/retry.ts";
import { id } from "../../shared/engine/facts/fields.ts";
import { goOnPublishing } from "../../shared/proposals/steps/publish.ts";
import { parseScoresUpload } from "../../shared/scores/steps/uploaded-scores.ts";
import { countOpenMonth } from "../../shared/simulations/steps/open-month.ts";
import { runTrialPart } from "../../shared/simulations/steps/run-part.ts";
import { tellFailedUpload } from "../_platform/failed-upload.ts";
import { isLastTry } from "../_platform/last-try.ts";
import { fenrunHandler, logger } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const part = z.union([z.int().min(0), z.literal("open-month")]);
const eventSchema = z.union([
  z.object({ "detail-type": z.literal("SimulationQueued"), detail: z.object({ trialId: id, part }) }),
  z.object({ "detail-type": z.literal("PublishQueued"), detail: z.object({ proposalId: id }) }),
  z.object({ "detail-type": z.literal("ScoresUploadQueued"), detail: z.object({ subject: z.literal("scores"), uploadId: id }) }),
]);
type Work = z.output<typeof eventSchema>;

/** Does what HR's answers had no time for. What fails is delivered again, alone; the others are done. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    for (const record of Records) {
      const isDone = await tryWork(record, readWork(record.body), wiring());
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
async function tryWork(record: SQSRecord, work: ParseResult<Work>, wiring: Wiring): Promise<boolean> {
  const { messageId } = record;
  if (!work.ok) {
    logger.error("a message that can't be read", { messageId, issues: work.issues });
    return false;
  }
  try {
    await doWork(work.value, wiring);
    return true;
  } catch (error) {
    // A busy table is routine, and an upload that is refused is refused again; anything else is a fault that someone must look at.
    const isUpload = work.value["detail-type"] === "ScoresUploadQueued";
    const isRefusedUpload = error instanceof RefusedError && isUpload;
    if (isRefusedUpload || error instanceof RetryableError) logger.warn(error.message, { messageId });
    else logger.error("unexpected error", error as Error);
    if (isUpload && (isRefusedUpload || isLastTry(record))) await tellFailedUpload(work.value.detail, wiring);
    return isRefusedUpload;
  }
}

async function doWork(work: Work, wiring: Wiring): Promise<void> {
  if (work["detail-type"] === "PublishQueued") {
    await goOnPublishing(work.detail.proposalId, wiring);
    return;
  }
  if (work["detail-type"] === "ScoresUploadQueued") {
    await parseScoresUpload(work.detail.uploadId, wiring);
    return;
  }
  const { trialId, part } = work.detail;
  try {
    await (part === "open-month" ? countOpenMonth(trialId, wiring) : runTrialPart(trialId, part, wiring));
  } catch (error) {
    // Trying again changes nothing: whoever began it is told why.
    if (!(error instanceof RefusedError)) throw error;
    await wiring.trials.fail(trialId, error.issues);
  }
}
