import type { Advisor } from "../../engine/facts/advisor.ts";
import type { FactReader } from "../../ledger/store/order-store.ts";

/** A reader of facts that knows one advisor as she is to become. */
export function withAdvisor(reader: FactReader, advisor: Advisor): FactReader {
  return {
    state: () => reader.state(),
    plans: () => reader.plans(),
    advisors: async (advisorIds) => {
      const found = new Map(await reader.advisors(advisorIds));
      if (advisorIds.includes(advisor.advisorId)) found.set(advisor.advisorId, advisor);
      return found;
    },
  };
}
