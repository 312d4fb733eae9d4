import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { JobQueue } from "../../../shared/base/runtime/jobs.ts";
import { publishOn } from "./put-events.ts";

/** Queues jobs by events of our own: the bus hands each to the queue of the function that does it. */
export function busJobs(busName: string, client: EventBridgeClient): JobQueue {
  const publish = publishOn(busName, client);
  return { queue: (kind, detail) => publish(kind, [detail]) };
}
