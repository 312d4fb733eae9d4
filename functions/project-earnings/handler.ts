import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { issue } from "../../shared/base/issues/issue.ts";
import { invalid, type ParseResult, parse } from "../../shared/base/issues/parse.ts";
import { id, month } from "../../shared/engine/facts/fields.ts";
import { projectEarnings, type TouchedPlace } from "../../shared/ledger/project/project-earnings.ts";
import { fenrunHandler, logger } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const place = z
  .tuple([id, month], z.literal("forecast"))
  .transform(([advisorId, month, state]): TouchedPlace => ({ advisorId, month, state: state ?? "earned" }));
const eventSchema = z.object({ detail: z.object({ places: z.array(place) }) }).transform(({ detail }) => detail.places);

/** Brings the shown earnings up to date after batches, and keeps the sums of forecasts short. A message that can't be read fails alone; the others are done. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const readings = Records.map(({ messageId, body }) => ({ messageId, reading: readPlaces(body) }));
    await projectEarnings(
      readings.flatMap(({ reading }) => (reading.ok ? reading.value : [])),
      wiring(),
    );
    return {
      batchItemFailures: readings.flatMap(({ messageId, reading }) => {
        if (reading.ok) return [];
        logger.error("a message that can't be read", { messageId, issues: reading.issues });
        return [{ itemIdentifier: messageId }];
      }),
    };
  });

/** For Lambda. */
export const handler = createHandler(wiring);

function readPlaces(body: string): ParseResult<TouchedPlace[]> {
  try {
    return parse(eventSchema, JSON.parse(body));
  } catch {
    return invalid([issue("", "event-expected")]);
  }
}
