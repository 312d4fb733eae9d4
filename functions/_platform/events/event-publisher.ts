import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Place } from "../../../shared/engine/earnings/credit-log.ts";
import type { EventPublisher } from "../../../shared/ledger/store/event-publisher.ts";
import { publishOn } from "./put-events.ts";

/** How many places one event names: within the 256 KB of a call, whatever the ids. */
const PLACES_AN_EVENT = 400;

/** Announces on the event bus; an announcement that fails fails its batch, which is then delivered again. */
export function busAnnouncer(busName: string, client: EventBridgeClient): EventPublisher {
  const publish = publishOn(busName, client);
  return {
    derivationPending: () => publish("DerivationQueued", [{}]),
    auditPending: (runId) => publish("AuditQueued", [{ runId }]),
    earningsChanged: (places) => {
      const distinct = [...new Map(places.map((place) => [Object.values(placeNamed(place)).join("\u0000"), placeNamed(place)])).values()];
      const details = Array.from({ length: Math.ceil(distinct.length / PLACES_AN_EVENT) }, (_, index) => ({
        places: distinct.slice(index * PLACES_AN_EVENT, (index + 1) * PLACES_AN_EVENT),
      }));
      return publish("EarningsChanged", details);
    },
  };
}

/** A place as it is told: whose, and of which month; that it is forecast is said, that it is earned goes without saying. */
function placeNamed({ advisorId, month, state }: Place): readonly string[] {
  return state === "forecast" ? [advisorId, month, "forecast"] : [advisorId, month];
}
