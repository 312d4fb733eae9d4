import type { Scenario, Step } from "../../infra/local/scenario/parse-scenario.ts";

interface Named {
  readonly advisorId: string;
  readonly managers?: readonly { readonly managerId: string }[];
}

/**
 * A scenario with the orders that concern so many sellers alone, those who have most, and the advisors whom these orders
 * are about: those they name, and who manages them. A registration takes longer than many orders. Nothing is left out of
 * a scenario of fewer sellers.
 */
export async function ordersOfSellers(scenario: Scenario, sellers: number): Promise<Scenario> {
  const steps = await Array.fromAsync(scenario.steps());
  const counts = new Map<string, number>();
  for (const step of steps) for (const id of namedIn(step)) counts.set(id, (counts.get(id) ?? 0) + 1);
  if (counts.size <= sellers) return scenario;
  const most = new Set([...counts.keys()].sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0)).slice(0, sellers));
  // Revisions of an order may name others: it is left out whole.
  const others = new Set(steps.flatMap((step) => (namedIn(step).every((id) => most.has(id)) ? [] : [orderIdOf(step)])));
  const known = [...scenario.advisors, ...steps.flatMap((step) => ("advisor" in step ? [step.advisor] : []))] as Named[];
  const concerned = withManagers(most, known);
  const isConcerned = (fact: unknown) => {
    const { advisorId } = fact as Partial<Named>;
    return advisorId === undefined || concerned.has(advisorId);
  };
  const kept = steps.filter((step) => {
    if ("order" in step) return !others.has(orderIdOf(step));
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

const namedIn = (step: Step): readonly string[] =>
  "order" in step ? (step.order as { readonly credits: readonly Named[] }).credits.map(({ advisorId }) => advisorId) : [];
const orderIdOf = (step: Step): string | undefined => ("order" in step ? (step.order as { readonly orderId: string }).orderId : undefined);

/** Whoever is meant, with those who manage them, and so on up. */
function withManagers(sellers: ReadonlySet<string>, known: readonly Named[]): ReadonlySet<string> {
  const found = new Set(sellers);
  for (const id of found)
    for (const { advisorId, managers = [] } of known) if (advisorId === id) for (const { managerId } of managers) found.add(managerId);
  return found;
}
