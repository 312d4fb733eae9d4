import type * as z from "zod";
import type { HR_JOBS, JobQueue } from "../../shared/base/runtime/jobs.ts";

/** Has nobody do the jobs: whoever tests them does them. */
export const IDLE: JobQueue = { queue: async () => {} };

/** A message of a queue. */
export interface JobMessage<Detail = Readonly<Record<string, unknown>>> {
  readonly "detail-type": string;
  readonly detail: Detail;
}
export type SimulationMessage = JobMessage<z.output<typeof HR_JOBS.SimulationQueued>>;

/** Has jobs listed, as the messages that their function gets. */
export const listingJobs = <Detail>(messages: { push(message: JobMessage<Detail>): unknown }): JobQueue => ({
  queue: async (kind, detail) => void messages.push({ "detail-type": kind, detail: detail as Detail }),
});
