import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { projectEarnings } from "../../shared/use-cases/project-earnings/project-earnings.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const eventSchema = z.object({ detail: z.object({ places: z.array(z.tuple([z.string(), z.string()])) }) });

/** Brings the shown earnings up to date after batches. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const places = Records.flatMap(({ body }) => eventSchema.parse(JSON.parse(body)).detail.places);
    await projectEarnings(
      places.map(([advisorId, month]) => ({ advisorId, month })),
      wiring(),
    );
    return { batchItemFailures: [] };
  });

/** For Lambda. */
export const handler = createHandler(wiring);
