import type { Refusal } from "../../base/issues/issue.ts";
import { RetryableError } from "../../base/runtime/runtime.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { EventPublisher } from "../store/event-publisher.ts";
import type { FactLedger } from "../store/fact-store.ts";
import { type Fact, type Outcome, readEvent } from "./parse-event.ts";
import { type DeliveredOrder, recordOrders } from "./record-orders.ts";
import { factKey, type OtherFact, recordOtherFacts } from "./record-reference-data.ts";
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

/** An event as producers send it, JSON text. */
export const eventBody = (detailType: string, detail: object): string => JSON.stringify({ "detail-type": detailType, detail });

/**
 * Records facts in the way that all facts take. Idempotent.
 * @throws RetryableError where the table is too busy.
 */
export async function recordFacts(bodies: readonly string[], deps: ApplyDeps): Promise<readonly Outcome[]> {
  const outcomes = await applyEvents(bodies, deps);
  if (outcomes.some(({ kind }) => kind === "failed"))
    throw new RetryableError("not all is published: the table is too busy; publish again");
  return outcomes;
}

/**
 * The same for facts that were validated before: they can only be refused where other content stands in their place.
 * @param taken says so, before the issues that the records would be held for.
 */
export async function publishFacts(
  bodies: readonly string[],
  deps: ApplyDeps,
  taken: Refusal,
): Promise<{ readonly kind: "stored" } | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }> {
  const outcomes = await recordFacts(bodies, deps);
  const issues = outcomes.flatMap((outcome) => (outcome.kind === "held" ? outcome.issues : []));
  return issues.length === 0 ? { kind: "stored" } : { kind: "refused", refusals: [taken, ...issues] };
}

/** The hash of the fact that is stored under the same kind, id and revision; none where there is none. */
export async function storedHash(
  fact: OtherFact,
  { ledger }: { readonly ledger: Pick<FactLedger, "factHashes"> },
): Promise<string | undefined> {
  const key = factKey(fact);
  return (await ledger.factHashes([key])).get(key);
}
