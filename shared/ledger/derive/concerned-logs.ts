import { type Day, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { type Concern, firstMonthConcerned, isConcerned } from "../../engine/credits/affected-credits.ts";
import { MANAGER_LEVELS } from "../../engine/credits/recipients.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { DerivationLedger } from "../store/derivation-store.ts";
import type { DerivationScope } from "../store/fact-store.ts";

type Naming = Pick<DerivationLedger, "ordersNaming" | "advisorsUnder">;

/** The ids of the orders that name an advisor and that a change can concern, each once. */
export async function orderIdsNaming(
  advisorId: string,
  concerns: (credit: { readonly bookedOn: string; readonly month: string }) => boolean,
  { ordersNaming }: Pick<Naming, "ordersNaming">,
  month?: Month,
): Promise<string[]> {
  const orderIds = new Set<string>();
  for await (const page of ordersNaming(advisorId, { month })) {
    for (const credit of page) if (concerns(credit)) orderIds.add(credit.orderId);
  }
  return [...orderIds];
}

/** The ids of all orders that a change of an advisor can concern: their own, those of sellers below, and the undated ones, which stand under nobody. */
export async function orderIdsConcerned(advisorId: string, concern: Concern, ledger: Naming): Promise<string[]> {
  const named: string[] = [];
  for (const each of await sellersBelow(advisorId, ledger))
    named.push(...(await orderIdsNaming(each, (credit) => isConcerned(concern, credit), ledger, firstMonthConcerned([concern]))));
  const undatedFrom = undatedConcernedFrom(concern);
  if (undatedFrom === undefined) return [...new Set(named)];
  const undated = await orderIdsNaming(UNDATED, ({ bookedOn }) => bookedOn >= undatedFrom, ledger, monthOfDay(undatedFrom));
  return [...new Set([...named, ...undated])];
}

/** The day of booking from which a change of an advisor concerns undated orders; none for a registration: what waits for the advisor names them. */
export function undatedConcernedFrom({ isRegistration, bookedFrom }: Concern): string | undefined {
  return isRegistration === true ? undefined : bookedFrom;
}

/**
 * An advisor and whoever was ever below them, by links, at most three levels deep: all whose orders the advisor may ever
 * count, and perhaps others. Found by level, each once; managers may stand in a circle.
 */
export async function sellersBelow(advisorId: string, { advisorsUnder }: Pick<DerivationLedger, "advisorsUnder">): Promise<string[]> {
  const found = new Set([advisorId]);
  let above = [advisorId];
  for (let level = 0; level < MANAGER_LEVELS && above.length > 0; level += 1) {
    const below: string[] = [];
    for (const managerId of above) {
      for (const each of await advisorsUnder(managerId)) {
        if (found.has(each)) continue;
        found.add(each);
        below.push(each);
      }
    }
    above = below;
  }
  return [...found];
}

/** A credit log, and what of it a derivation concerns. */
export interface ConcernedLog {
  readonly advisorId: string;
  readonly concerns: readonly Concern[];
}

/** The parts of a derivation by number: a shard's credit logs each, and the undated orders as the last; read when it is their turn. */
export type DerivationParts = ReadonlyMap<number, () => Promise<readonly ConcernedLog[]>>;

interface ConcernedLogsDeps {
  readonly ledger: Pick<DerivationLedger, "ordersNaming" | "advisorsUnder" | "advisorsOfShard" | "advisors" | "shardOf">;
  readonly shards: number;
}

/**
 * The credit logs that a derivation concerns, by parts that anyone may take up. For a plan these are all shards: whoever
 * ever had it is found there, and whoever had a manager that did. For an advisor it is their own log and those of whoever
 * was ever below them.
 */
export async function partsOf(scope: DerivationScope, deps: ConcernedLogsDeps): Promise<DerivationParts> {
  const { ledger, shards } = deps;
  const concerns = new Map<string, Concern[]>();
  for (const { advisorId, concern } of scope.advisors)
    for (const each of await sellersBelow(advisorId, ledger)) concerns.set(each, [...(concerns.get(each) ?? []), concern]);
  const logs = [...concerns].map(([advisorId, of]): ConcernedLog => ({ advisorId, concerns: of }));
  const byShard = Map.groupBy(logs, ({ advisorId }) => ledger.shardOf(advisorId));
  const managers = new Map<string, Advisor>();
  const numbers = scope.plans.length > 0 ? Array.from({ length: shards }, (_, shard) => shard) : byShard.keys();
  const parts = new Map(
    [...numbers].map((shard) => [
      shard,
      async () =>
        joined([...(byShard.get(shard) ?? []), ...(scope.plans.length > 0 ? await onPlans(shard, scope.plans, managers, deps) : [])]),
    ]),
  );
  const undatedFrom = earliest([
    ...scope.plans.map(({ bookedFrom }) => bookedFrom),
    ...scope.advisors.flatMap(({ concern }) => undatedConcernedFrom(concern) ?? []),
  ]);
  if (undatedFrom !== undefined) parts.set(shards, async () => [{ advisorId: UNDATED, concerns: [{ bookedFrom: undatedFrom }] }]);
  return parts;
}

/**
 * A shard's advisors who ever had one of the plans, or of whose managers one ever had.
 * @param managers those that were read before; added to.
 */
async function onPlans(
  shard: number,
  plans: DerivationScope["plans"],
  managers: Map<string, Advisor>,
  { ledger }: ConcernedLogsDeps,
): Promise<ConcernedLog[]> {
  const advisors = await ledger.advisors(await ledger.advisorsOfShard(shard));
  const found = (id: string): Advisor | undefined => advisors.get(id) ?? managers.get(id);
  let level = [...advisors.values()];
  for (let above = 0; above < MANAGER_LEVELS && level.length > 0; above += 1) {
    const named = [...new Set(level.flatMap(managersEverOf))];
    for (const [id, manager] of await ledger.advisors(named.filter((id) => found(id) === undefined))) managers.set(id, manager);
    level = named.flatMap((id) => found(id) ?? []);
  }
  return [...advisors.values()].flatMap((advisor) => {
    const everHad = new Set(withManagers(advisor, found).flatMap(plansEverOf));
    const bookedFrom = earliest(plans.filter(({ planId }) => everHad.has(planId)).map((plan) => plan.bookedFrom));
    return bookedFrom === undefined ? [] : [{ advisorId: advisor.advisorId, concerns: [{ bookedFrom }] }];
  });
}

/** An advisor and whoever may be above them at any time, as far as managers count. */
function withManagers(advisor: Advisor, found: (id: string) => Advisor | undefined): Advisor[] {
  const all = new Set([advisor]);
  let level = [advisor];
  for (let above = 0; above < MANAGER_LEVELS; above += 1) {
    level = level.flatMap(managersEverOf).flatMap((id) => found(id) ?? []);
    for (const each of level) all.add(each);
  }
  return [...all];
}

const managersEverOf = ({ managers = [] }: Advisor): string[] => managers.flatMap(({ managerId }) => managerId ?? []);
const plansEverOf = ({ planId, assignments = [] }: Advisor): (string | undefined)[] => [planId, ...assignments.map((each) => each.planId)];

/** Each log once, with all that concerns it, in the order in which a part goes through them. */
function joined(logs: readonly ConcernedLog[]): ConcernedLog[] {
  return [...Map.groupBy(logs, ({ advisorId }) => advisorId)]
    .map(([advisorId, same]) => ({ advisorId, concerns: same.flatMap(({ concerns }) => concerns) }))
    .sort((left, right) => compare(left.advisorId, right.advisorId));
}

const earliest = (days: readonly Day[]): Day | undefined => [...days].sort()[0];
