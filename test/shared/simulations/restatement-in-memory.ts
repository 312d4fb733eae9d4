import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import type { CloseLedger } from "../../../shared/ledger/store/close-store.ts";
import type { LedgerState } from "../../../shared/ledger/store/fact-store.ts";
import type { RestatementDeps } from "../../../shared/simulations/restatement/restate.ts";
import { ClosesInMemory } from "../ledger/close-in-memory.ts";
import type { RecordedFacts } from "../ledger/recorded-facts.ts";

/** What restating finds just before the last close of a run, all its earlier ones being through. */
export async function restatingBeforeLastClose(recorded: RecordedFacts): Promise<RestatementDeps> {
  const closes = new ClosesInMemory(recorded);
  const earlier = closes.closes().slice(0, -1);
  for (const close of earlier) await closes.settleAllShards(close);
  const moment = recorded.core.now();
  const known = earlier.at(-1);
  const state: LedgerState = {
    epoch: 1,
    period: earlier.length,
    pendingDerivations: 0,
    ...(known === undefined ? {} : { firstMonth: known.firstMonth, closedMonth: known.month }),
  };
  const heads = new Map(
    moment.orders.map((order) => [order.orderId, { order, seen: {}, sequence: 1, recipients: recipientsOf(order, moment.facts) }]),
  );
  const ledger = {
    ...(closes.ledger() as CloseLedger),
    state: async () => state,
    close: async (month: string) => earlier.filter((close) => close.month === month).map((close) => ({ ...close, status: "closed" }))[0],
    advisors: async (ids: readonly string[]) =>
      new Map(moment.advisors.filter(({ advisorId }) => ids.includes(advisorId)).map((each) => [each.advisorId, each])),
    plans: async () => moment.terms.plans.all(),
    orderHeads: async (ids: readonly string[]) => new Map([...heads].filter(([orderId]) => ids.includes(orderId))),
    ordersNaming: async function* (advisorId: string) {
      for (const { fact } of recorded.entries) {
        if (fact.place.advisorId === advisorId) yield [{ orderId: fact.orderId, bookedOn: fact.bookedOn, month: fact.place.month }];
      }
    },
  };
  const rating = { ratedFacets: ratedFacets(recorded.agency), localDay: moment.facts.localDay };
  const accounts = { advisorIds: async () => moment.advisors.map(({ advisorId }) => advisorId) };
  // Nothing of the rest is asked for where no derivation is left.
  return { agency: recorded.agency, ledger, accounts, rating } as unknown as RestatementDeps;
}
