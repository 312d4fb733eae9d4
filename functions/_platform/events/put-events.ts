import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { OWN_EVENT_SOURCE } from "../../../shared/engine/facts/event-sources.ts";
import { orRetryable } from "../transient-errors.ts";

/** Puts events of our own on the bus, one a detail. @throws RetryableError where the bus doesn't take one. */
export const publishOn =
  (busName: string, client: EventBridgeClient) =>
  async (detailType: string, details: readonly unknown[]): Promise<void> => {
    for (const detail of details) {
      const entry = { EventBusName: busName, Source: OWN_EVENT_SOURCE, DetailType: detailType, Detail: JSON.stringify(detail) };
      const { FailedEntryCount } = await orRetryable("the bus", client.send(new PutEventsCommand({ Entries: [entry] })));
      if ((FailedEntryCount ?? 0) > 0) throw new RetryableError("an announcement was not taken; try again");
    }
  };
