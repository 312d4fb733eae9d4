import { type CreditFacts, recipientsOf } from "../../engine/credits/recipients.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Order } from "../../engine/facts/order.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { FactReader, LedgerState } from "../store/fact-store.ts";

/** What was read in one epoch. Reads that end late still write into their own epoch's. */
interface Remembered {
  readonly epoch: number;
  readonly advisors: Map<string, Advisor | undefined>;
  plans: PlanBook | undefined;
}

/**
 * What a warm function remembers of the facts by which credits are derived. It holds for one epoch: every change of
 * these facts raises the epoch, and every commit is conditioned on it, so nothing outdated can be stored.
 */
export class FactCache {
  #remembered: Remembered = { epoch: -1, advisors: new Map(), plans: undefined };

  /** The facts that decide who is credited by these orders, as of the state's epoch; reads only what isn't remembered. */
  async factsFor(
    orders: readonly Order[],
    reader: FactReader,
    state: LedgerState,
    localDay: (instant: string) => string,
  ): Promise<CreditFacts> {
    if (state.epoch !== this.#remembered.epoch) this.#remembered = { epoch: state.epoch, advisors: new Map(), plans: undefined };
    const remembered = this.#remembered;
    remembered.plans ??= new PlanBook(await reader.plans());
    const missing = new Set<string>();
    const facts: CreditFacts = {
      plans: remembered.plans,
      localDay,
      advisor: (advisorId) => {
        if (!remembered.advisors.has(advisorId)) missing.add(advisorId);
        return remembered.advisors.get(advisorId);
      },
    };
    // Each round finds the next level of managers, and the last finds nothing missing.
    do {
      missing.clear();
      for (const order of orders) recipientsOf(order, facts);
      if (missing.size > 0) await load([...missing], reader, remembered);
    } while (missing.size > 0);
    return facts;
  }
}

async function load(advisorIds: readonly string[], reader: FactReader, { advisors }: Remembered): Promise<void> {
  const found = await reader.advisors(advisorIds);
  for (const advisorId of advisorIds) advisors.set(advisorId, found.get(advisorId));
}
