import type { CreditFacts } from "../credits/recipients.ts";
import { recipientsOf } from "../credits/recipients.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { Order } from "../facts/order.ts";
import { PlanBook } from "../plan/plan-book.ts";
import type { FactReader, LedgerState } from "./ports.ts";

/**
 * What a warm function remembers of the facts by which credits are derived. It holds for one epoch: every change of
 * these facts raises the epoch, and every commit is conditioned on it, so nothing outdated can be stored.
 */
export class FactMemory {
  #epoch = -1;
  #advisors = new Map<string, Advisor | undefined>();
  #plans: PlanBook | undefined;

  /** The facts that decide who is credited by these orders; reads only what isn't remembered. */
  async factsFor(
    orders: readonly Order[],
    reader: FactReader,
    state: LedgerState,
    localDay: (instant: string) => string,
  ): Promise<CreditFacts> {
    if (state.epoch !== this.#epoch) {
      this.#epoch = state.epoch;
      this.#advisors = new Map();
      this.#plans = undefined;
    }
    this.#plans ??= new PlanBook(await reader.plans());
    const missing = new Set<string>();
    const facts: CreditFacts = {
      plans: this.#plans,
      localDay,
      advisor: (advisorId) => {
        if (!this.#advisors.has(advisorId)) missing.add(advisorId);
        return this.#advisors.get(advisorId);
      },
    };
    // Each round finds the next level of managers, and the last finds nothing missing.
    do {
      missing.clear();
      for (const order of orders) recipientsOf(order, facts);
      if (missing.size > 0) await this.#load([...missing], reader);
    } while (missing.size > 0);
    return facts;
  }

  async #load(advisorIds: readonly string[], reader: FactReader): Promise<void> {
    const found = await reader.advisors(advisorIds);
    for (const advisorId of advisorIds) this.#advisors.set(advisorId, found.get(advisorId));
  }
}
