import type { Chance } from "../chance.ts";
import { type Content, dayAfter, type Sending, someDay } from "./sending.ts";

/** Who there is. */
export interface People {
  /** All who are ever named, the one who is never registered included. */
  readonly ids: readonly string[];
  readonly sendings: readonly Sending[];
}

const NAMES = ["an", "bo", "chen", "deng", "e", "fang", "gu"];
/** An advisor who is never registered. */
const UNKNOWN = "xu";
export const STORES = ["s1", "s2"];
export const PLANS = ["partner", "junior"];

/** Advisors who manage one another, move, leave, change plans and are corrected in retrospect; one or two come late. */
export function makeAdvisors(chance: Chance, periods: number): People {
  const registered = NAMES.slice(0, chance.between(2, NAMES.length));
  const ids = [...registered, UNKNOWN];
  const sendings = registered.flatMap((advisorId, index): Sending[] => {
    const isLate = index > 0 && chance.hits(0.2);
    const first = isLate ? chance.between(0, periods - 1) : 0;
    const revisions = chance.between(1, chance.hits(0.5) ? 1 : 4);
    return Array.from({ length: revisions }, (_, earlier): Sending => {
      const period = earlier === 0 ? first : chance.between(first, periods - 1);
      return { period, kind: "advisor", content: advisorTerms(chance, advisorId, ids, earlier + 1) };
    });
  });
  return { ids, sendings };
}

function advisorTerms(chance: Chance, advisorId: string, ids: readonly string[], revision: number): Content {
  const joinedOn = chance.hits(0.6) ? "2025-06-15" : someDay(chance);
  const some = <Item>(most: number, make: () => Item): Item[] => Array.from({ length: chance.between(0, most) }, make);
  return {
    advisorId,
    name: `Advisor ${advisorId}`,
    revision,
    ...employment(joinedOn, chance.hits(0.15) ? dayAfter(joinedOn, chance.between(0, 300)) : undefined),
    ...(chance.hits(0.9) ? { planId: chance.hits(0.8) ? "partner" : "junior" } : {}),
    assignments: some(chance.hits(0.3) ? 2 : 0, () => ({ planId: chance.pick(PLANS), from: someDay(chance) })),
    managers: some(2, () => ({
      managerId: chance.hits(0.1) ? null : chance.pick(ids),
      from: chance.hits(0.5) ? "2025-01-01" : someDay(chance),
    })),
    stores: some(2, () => ({ storeId: chance.pick(STORES), from: someDay(chance) })),
  };
}

/** Every other one of those who left comes back; by the day itself, so that no more chance is drawn than without. */
function employment(joinedOn: string, leftOn: string | undefined): Content {
  if (leftOn === undefined) return { joinedOn };
  const day = Number(leftOn.slice(8));
  if (day % 2 === 0) return { joinedOn, leftOn };
  return { spells: [{ from: joinedOn, to: leftOn }, { from: dayAfter(leftOn, 2 + day) }] };
}
