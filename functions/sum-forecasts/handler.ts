import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { id, month } from "../../shared/engine/facts/fields.ts";
import { type ForecastPlace, sumForecasts } from "../../shared/ledger/project/sum-forecasts.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { parseMessage } from "../_platform/queue-handler.ts";

const place = z.tuple([id, month]).transform(([advisorId, month]): ForecastPlace => ({ advisorId, month }));
const eventSchema = z.object({ detail: z.object({ places: z.array(place) }) }).transform(({ detail }) => detail.places);

/** Keeps the sums of forecasts short. A message that can't be read fails alone; the others are done. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = Records.map((record) => ({ itemIdentifier: record.messageId, places: parseMessage(eventSchema, record) }));
    await sumForecasts(
      messages.flatMap(({ places }) => (places.ok ? places.value : [])),
      wiring(),
    );
    return { batchItemFailures: messages.flatMap(({ places, itemIdentifier }) => (places.ok ? [] : [{ itemIdentifier }])) };
  });

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
