import type { Scenario, Step } from "../../infra/local/scenario/parse-scenario.ts";

interface Named {
  readonly advisorId: string;
  readonly managers?: readonly { readonly managerId: string }[];
}

/**
 * A scenario with one of so many orders, each whole, with all that follows of it, and the advisors whom these orders are
 * about: those they name, and who manages them. Nothing is left out where every order stays.
 */
export async function someOrders(scenario: Scenario, oneOf: number): Promise<Scenario> {
  if (oneOf === 1) return scenario;
  const places = new Map<string, number>();
  const steps = (await Array.fromAsync(scenario.steps())).filter((step) => {
    if (!("order" in step)) return true;
    const { orderId } = step.order as { readonly orderId: string };
    const place = places.get(orderId) ?? places.size;
    places.set(orderId, place);
    return place % oneOf === 0;
  });
  const known = [...scenario.advisors, ...steps.flatMap((step) => ("advisor" in step ? [step.advisor] : []))] as Named[];
  const concerned = concernedBy(steps, known);
  const isConcerned = (fact: unknown) => {
    const { advisorId } = fact as Partial<Named>;
    return advisorId === undefined || concerned.has(advisorId);
  };
  const kept = steps.filter((step) => {
    if ("advisor" in step) return isConcerned(step.advisor);
    if ("attributes" in step) return isConcerned(step.attributes);
    return "adjustment" in step ? isConcerned(step.adjustment) : true;
  });
  return {
    ...scenario,
    advisors: scenario.advisors.filter(isConcerned),
    async *steps() {
      yield* kept;
    },
  };
}

/** Whom orders name, with those who manage them, and so on up. */
function concernedBy(steps: readonly Step[], known: readonly Named[]): ReadonlySet<string> {
  const found = new Set(
    steps
      .flatMap((step) => ("order" in step ? (step.order as { readonly credits: readonly Named[] }).credits : []))
      .map((each) => each.advisorId),
  );
  for (const id of found)
    for (const { advisorId, managers = [] } of known) if (advisorId === id) for (const { managerId } of managers) found.add(managerId);
  return found;
}
