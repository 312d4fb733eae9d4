import type { Scenario, Step } from "../../infra/local/scenario/parse-scenario.ts";

/** A scenario with one of so many orders, each whole, with all that follows of it; everything else stays. */
export function someOrders(scenario: Scenario, oneOf: number): Scenario {
  return { ...scenario, steps: () => thinned(scenario.steps(), oneOf) };
}

async function* thinned(steps: AsyncIterable<Step>, oneOf: number): AsyncGenerator<Step> {
  const places = new Map<unknown, number>();
  for await (const step of steps) {
    if (!("order" in step)) yield step;
    else {
      const { orderId } = step.order as { readonly orderId?: unknown };
      const place = places.get(orderId) ?? places.size;
      places.set(orderId, place);
      if (place % oneOf === 0) yield step;
    }
  }
}
