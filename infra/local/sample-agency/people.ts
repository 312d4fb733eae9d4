import { type Hire, LONGEST_TENURE_DAYS, makeHires, rankHires } from "./hires.ts";
import { makeNames } from "./names.ts";
import { type Advisor, dateOf, dayIn, monthOf, type Period } from "./period.ts";
import { createRandom, type Random } from "./prng.ts";

/** The agency's stores and their regions: about one store for seventeen people. */

/** The service centre on the internet: its people are paid by the plan "online". */
export const ONLINE_STORE_ID = "online-1";

/** Which city gets the next store. Eleven of them and the centre make the twelve of 200 people. */
const CITIES = ["nanjing", "shanghai", "suzhou", "nanjing", "shanghai", "hangzhou", "nanjing", "shanghai", "suzhou", "nanjing", "shanghai"];
const REGION_OF_CITY: Readonly<Record<string, string>> = {
  nanjing: "reg-1",
  shanghai: "reg-2",
  suzhou: "reg-3",
  hangzhou: "reg-3",
  online: "reg-3",
};
const PEOPLE_PER_STORE = 17;

export interface Store {
  readonly storeId: string;
  readonly managerId: string;
  readonly regionManagerId: string;
}

export function makeStores(advisorCount: number): Store[] {
  const count = Math.max(4, Math.round(advisorCount / PEOPLE_PER_STORE));
  const opened: Record<string, number> = {};
  return Array.from({ length: count }, (_, index) => {
    const city = index === count - 1 ? "online" : (CITIES[index % CITIES.length] as string);
    opened[city] = (opened[city] ?? 0) + 1;
    return {
      storeId: `${city}-${opened[city]}`,
      managerId: `mgr-${String(index + 1).padStart(2, "0")}`,
      regionManagerId: REGION_OF_CITY[city] as string,
    };
  });
}

/**
 * Who works for the agency. Invariants: exactly as many people as asked for, managers included; the
 * chain runs from seller to store manager to region manager; the ids of sellers rise with the day of
 * joining; and how well a seller sells follows from their rank, so that every seed has its few stars.
 */

export interface Person {
  readonly advisor: Advisor;
  /** None for region managers, who sell nothing. */
  readonly storeId?: string;
  /** Rank in selling, 0 the best; managers stand after all sellers. */
  readonly rank: number;
  /** Number of orders and level of prices, as multiples of the median seller's. */
  readonly volume: number;
  readonly priceLevel: number;
  /** The service score around which the months vary; 0 for whoever isn't scored. */
  readonly meanScore: number;
  /** When the record reaches the system; undefined where it is known from the start. */
  readonly registeredS?: number;
}

/** The star who sells well and serves badly: a hundred thousand a month, and no equity. */
const RUDE_STAR_RANK = 5;
/** The star of the service centre, high enough for the ceiling of its plan to be felt. */
const ONLINE_STAR_RANK = 4;
const STARS_ABOVE_SCORE = 12;
/** How evenly people sell: the shape of the log-logistic distribution, above and below the median. */
const UPPER_SHAPE = 2.45;
const LOWER_SHAPE = 3.4;
const STAR_PART = 0.05;
const STAR_BOOST = 2.1;

export function makePeople(seed: number, period: Period, count: number): Person[] {
  const random = createRandom(seed, "people");
  const stores = makeStores(count);
  const regionIds = [...new Set(stores.map((store) => store.regionManagerId))].sort();
  const names = makeNames(random, count);
  const sellerCount = count - stores.length - regionIds.length;
  const managers = [
    ...regionIds.map((advisorId) => ({ advisorId, manages: undefined })),
    ...stores.map((store) => ({ advisorId: store.managerId, manages: store })),
  ].map(({ advisorId, manages }, index) => makeManager(random, period, advisorId, names[index] as string, sellerCount, manages));
  const sellerNames = names.slice(managers.length);
  return [...managers, ...makeSellers(random, period, stores, sellerNames)];
}

/** Managers of stores sell too, if little: their own sales earn the region's manager an override. */
function makeManager(random: Random, period: Period, advisorId: string, name: string, rank: number, store: Store | undefined): Person {
  const joinedOn = dateOf(period.startDay - random.int(900, LONGEST_TENURE_DAYS));
  const advisor = { advisorId, name, joinedOn, planId: "partner" };
  if (store === undefined) return { advisor, rank, volume: 0, priceLevel: 1, meanScore: 0 };
  return {
    advisor: {
      ...advisor,
      managers: [{ managerId: store.regionManagerId, from: joinedOn }],
      stores: [{ storeId: store.storeId, from: joinedOn }],
    },
    storeId: store.storeId,
    rank,
    volume: 0.35,
    priceLevel: 1,
    meanScore: 4.8,
  };
}

function makeSellers(random: Random, period: Period, stores: readonly Store[], names: readonly string[]): Person[] {
  const hires = makeHires(random, period, names.length);
  const ranks = rankHires(random, period, hires);
  const places = placeByRank(random, stores, names.length);
  return hires.map((hire, index) => {
    const rank = ranks[index] as number;
    const store = places[rank] as Store;
    const meanScore = scoreOfRank(random, rank);
    const productivity = productivityOfRank(rank, names.length);
    return {
      advisor: {
        advisorId: `adv-${String(index + 1).padStart(4, "0")}`,
        name: names[index] as string,
        joinedOn: dateOf(hire.joinedDay),
        planId: store.storeId === ONLINE_STORE_ID ? "online" : "partner",
        managers: [{ managerId: store.managerId, from: dateOf(hire.joinedDay) }],
        stores: [{ storeId: store.storeId, from: dateOf(hire.joinedDay) }],
        ...scoreBefore(period, hire, meanScore),
      },
      storeId: store.storeId,
      rank,
      volume: productivity ** 0.6,
      priceLevel: productivity ** 0.4,
      meanScore,
      ...(hire.registeredS !== undefined && { registeredS: hire.registeredS }),
    };
  });
}

/** The score of the month before the first: an attribute that is known from the start. */
function scoreBefore(period: Period, hire: Hire, score: number): Pick<Advisor, "months"> {
  const firstOfMonth = dayIn(period, -1, 1);
  if (hire.joinedDay >= firstOfMonth) return {};
  return { months: { [monthOf(firstOfMonth)]: { serviceScore: score.toFixed(1) } } };
}

/** Each rank's store: the stars are dealt out, one to a store; the others fall where they fall. */
function placeByRank(random: Random, stores: readonly Store[], count: number): Store[] {
  const dealt = Array.from({ length: count }, (_, rank) => {
    const turn = rank - ONLINE_STAR_RANK - 1;
    return stores[((turn % stores.length) + stores.length) % stores.length] as Store;
  });
  const stars = dealt.slice(0, stores.length);
  return [...stars, ...random.shuffle(dealt.slice(stores.length))];
}

/**
 * The quantile of a log-logistic distribution, whose median is 1 and whose upper tail is Pareto's; the
 * weaker half is closer together, for who sells next to nothing doesn't stay. The best twentieth has customers of another kind, and sells more than the tail alone would give it.
 */
function productivityOfRank(rank: number, count: number): number {
  const above = (rank + 1.5) / (count + 2);
  const quantile = ((1 - above) / above) ** (1 / (above < 0.5 ? UPPER_SHAPE : LOWER_SHAPE));
  return above < STAR_PART ? STAR_BOOST * quantile : quantile;
}

function scoreOfRank(random: Random, rank: number): number {
  if (rank === RUDE_STAR_RANK) return 4.2;
  if (rank < STARS_ABOVE_SCORE) return 4.8;
  const score = 4.65 + 0.22 * random.normal() - (random.chance(0.06) ? 0.6 : 0);
  return Math.min(5, Math.max(3, Math.round(score * 10) / 10));
}
