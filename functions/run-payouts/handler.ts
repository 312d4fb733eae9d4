import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { id, month } from "../../shared/facts/fields.ts";
import { type Reading, read, unreadable } from "../../shared/facts/read.ts";
import { fenrunHandler, logger } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const eventSchema = z.union([z.object({ "detail-type": z.literal("PreviewPending"), detail: z.object({ month, previewId: id }) })]);
type Work = z.output<typeof eventSchema>;

/** Does what finance's answers had no time for. What fails is delivered again, alone; the others are done. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
    for (const { messageId, body } of Records) {
      const work = readWork(body);
      if (work.ok) continue;
      logger.error("a message that can't be read", { messageId, reasons: work.reasons, shards: wiring().shards });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
    return { batchItemFailures };
  });

/** For Lambda. */
export const handler = createHandler(wiring);

function readWork(body: string): Reading<Work> {
  try {
    return read(eventSchema, JSON.parse(body));
  } catch {
    return unreadable(["(whole): not JSON; expected an event"]);
  }
}
