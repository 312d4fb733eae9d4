import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { JobQueue } from "../../../shared/base/runtime/jobs.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { OWN_EVENT_SOURCE } from "../../../shared/engine/facts/event-sources.ts";
import type { EventPublisher } from "../../../shared/ledger/store/event-publisher.ts";
import { orRetryable } from "../transient-errors.ts";

/** How many places one event names: within the 256 KB of a call, whatever the ids. */
const PLACES_AN_EVENT = 400;

/** Announces on the event bus; an announcement that fails fails its batch, which is then delivered again. */
export function busAnnouncer(busName: string, client: EventBridgeClient): EventPublisher {
  const publish = publishOn(busName, client);
  return {
    derivationPending: (workers = 1) =>
      publish(
        "DerivationQueued",
        Array.from({ length: workers }, () => ({})),
      ),
    auditPending: (runId) => publish("AuditQueued", [{ runId }]),
    forecastsChanged: (places) => {
      const distinct = [...new Map(places.map(({ advisorId, month }) => [`${advisorId}\u0000${month}`, [advisorId, month]])).values()];
      const details = Array.from({ length: Math.ceil(distinct.length / PLACES_AN_EVENT) }, (_, index) => ({
        places: distinct.slice(index * PLACES_AN_EVENT, (index + 1) * PLACES_AN_EVENT),
      }));
      return publish("ForecastsChanged", details);
    },
  };
}

/** Puts events of our own on the bus, one a detail. @throws RetryableError where the bus doesn't take one. */
const publishOn =
  (busName: string, client: EventBridgeClient) =>
  async (detailType: string, details: readonly unknown[]): Promise<void> => {
    for (const detail of details) {
      const entry = { EventBusName: busName, Source: OWN_EVENT_SOURCE, DetailType: detailType, Detail: JSON.stringify(detail) };
      const { FailedEntryCount } = await orRetryable("the bus", client.send(new PutEventsCommand({ Entries: [entry] })));
      if ((FailedEntryCount ?? 0) > 0) throw new RetryableError("an announcement was not taken; try again");
    }
  };

/** Queues jobs by events of our own: the bus hands each to the queue of the function that does it. */
export function busJobs(busName: string, client: EventBridgeClient): JobQueue {
  const publish = publishOn(busName, client);
  return { queue: (kind, detail) => publish(kind, [detail]) };
}
