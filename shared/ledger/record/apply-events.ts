import type { Agency } from "../../engine/facts/agency.ts";
import type { EventPublisher } from "../store/event-publisher.ts";
import type { FactLedger } from "../store/fact-store.ts";
import type { Outcome } from "./outcome.ts";
import { type Fact, readEvent } from "./parse-event.ts";
import { type DeliveredOrder, recordOrders } from "./record-orders.ts";
import { type OtherFact, recordOtherFacts } from "./record-reference-data.ts";
import type { WriteOrdersDeps } from "./write-orders.ts";

export interface ApplyDeps extends WriteOrdersDeps {
  readonly agency: Agency;
  readonly ledger: WriteOrdersDeps["ledger"] & FactLedger;
  readonly publisher: EventPublisher;
}

/** Takes events over: all other facts first, in the order of delivery, then orders. Holds none of those that it can't. */
export async function applyEvents(bodies: readonly string[], recording: ApplyDeps): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = bodies.map(() => ({ kind: "failed" }));
  const orders: { index: number; fact: DeliveredOrder }[] = [];
  const others: { index: number; fact: OtherFact }[] = [];
  for (const [index, body] of bodies.entries()) {
    const reading = readEvent(body, recording.agency);
    if (reading.ok) sort(reading.value, index);
    else outcomes[index] = { kind: "held", issues: reading.issues };
  }
  const facts = await recordOtherFacts(
    others.map(({ fact }) => fact),
    recording,
  );
  for (const [at, { index }] of others.entries()) outcomes[index] = facts.outcomes[at] ?? { kind: "failed" };
  const recorded = await recordOrders(
    orders.map(({ fact }) => fact),
    recording,
  );
  for (const [at, { index }] of orders.entries()) outcomes[index] = recorded.outcomes[at] ?? { kind: "failed" };
  if (facts.derivationPending) await recording.publisher.derivationPending();
  if (recorded.forecasts.length > 0) await recording.publisher.forecastsChanged(recorded.forecasts);
  return outcomes;

  function sort(fact: Fact, index: number): void {
    if (fact.kind === "order") orders.push({ index, fact });
    else others.push({ index, fact });
  }
}
