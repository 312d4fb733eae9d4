import { ONLINE_STORE_ID, type Person } from "./people.ts";
import { type Credit, DAY_S, dayIn, dayOf, HOUR_S, type Period } from "./period.ts";
import type { Random } from "./prng.ts";
import { PRODUCTS, type Product, SEASON } from "./products.ts";

/**
 * Who sells what, booked when, for a trip that ends when: the skeleton of every order. Invariants:
 * a booking lies on a day on which its seller works here and before the story ends; the trip ends
 * after it, at most 90 days later, and perhaps after the story: then it is there for the forecast.
 */

export interface Booking {
  readonly seller: Person;
  readonly product: Product;
  readonly bookedS: number;
  /** When the trip ends, if nothing comes between. */
  readonly tripEndS: number;
}

/** How far beyond the story's end trips may lie, and how likely one is, as a part of a month. */
const FUTURE_DAYS = 45;
const FUTURE_WEIGHT = 0.5;

/** Everybody who sells, with the days on which they do. */
export interface Staff {
  readonly sellers: readonly Person[];
  /** Rising sums of the sellers' volumes, to draw one by. */
  readonly volumesUpTo: readonly number[];
  readonly colleaguesByStore: ReadonlyMap<string, readonly Person[]>;
  worksOn(person: Person, day: number): boolean;
}

export function makeStaff(people: readonly Person[], lastDays: ReadonlyMap<string, number>): Staff {
  const sellers = people.filter((person) => person.volume > 0);
  const joinedDays = new Map(sellers.map(({ advisor }) => [advisor, dayOf(advisor.joinedOn)]));
  let total = 0;
  return {
    sellers,
    volumesUpTo: sellers.map((seller) => (total += seller.volume)),
    colleaguesByStore: Map.groupBy(sellers, (seller) => seller.storeId as string),
    worksOn: ({ advisor }, day) =>
      day >= (joinedDays.get(advisor) as number) && day <= (lastDays.get(advisor.advisorId) ?? Number.MAX_SAFE_INTEGER),
  };
}

/** As many bookings as asked for, in the order in which they are made. */
export function makeBookings(random: Random, period: Period, staff: Staff, count: number): Booking[] {
  const monthWeights = weighMonths(period);
  const bookings: Booking[] = [];
  while (bookings.length < count) {
    // Drawn anew as a whole where it doesn't fit, so that a newcomer's share isn't squeezed into
    // their few days, but is as much smaller as their time here is shorter.
    const booking = drawBooking(random, period, staff, monthWeights);
    if (booking !== undefined) bookings.push(booking);
  }
  return bookings.sort((one, other) => one.bookedS - other.bookedS);
}

function drawBooking(random: Random, period: Period, staff: Staff, monthWeights: Readonly<Record<string, number>>): Booking | undefined {
  const seller = drawSeller(random, staff);
  const product = random.weighted(seller.storeId === ONLINE_STORE_ID ? ONLINE_WEIGHTS : STORE_WEIGHTS);
  const { leadDays, endHours } = PRODUCTS[product];
  const lead = leadDays[0] + Math.floor((leadDays[1] - leadDays[0] + 1) * random.unit() ** 2);
  const tripEndDay = drawTripEndDay(random, period, Number(random.weighted(monthWeights)));
  const bookedDay = tripEndDay - lead;
  if (bookedDay > period.lastDay || !staff.worksOn(seller, bookedDay)) return undefined;
  const bookedS = bookedDay * DAY_S + random.int(8 * HOUR_S, 20 * HOUR_S);
  const sameDayS = bookedS + random.int(600, 3 * HOUR_S);
  const laterS = tripEndDay * DAY_S + random.int(endHours[0] * HOUR_S, endHours[1] * HOUR_S);
  return { seller, product, bookedS, tripEndS: lead === 0 ? sameDayS : laterS };
}

const STORE_WEIGHTS = weightsOf((product) => PRODUCTS[product].storeWeight);
const ONLINE_WEIGHTS = weightsOf((product) => PRODUCTS[product].onlineWeight);

function weightsOf(weight: (product: Product) => number): Readonly<Record<Product, number>> {
  const products = Object.keys(PRODUCTS) as Product[];
  return Object.fromEntries(products.map((product) => [product, weight(product)])) as Record<Product, number>;
}

function drawSeller(random: Random, { sellers, volumesUpTo }: Staff): Person {
  const drawn = random.unit() * (volumesUpTo.at(-1) as number);
  let low = 0;
  let high = sellers.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((volumesUpTo[middle] as number) > drawn) high = middle;
    else low = middle + 1;
  }
  return sellers[low] as Person;
}

/** By the index of the month; the one after the last stands for the future. */
function weighMonths({ months }: Period): Readonly<Record<string, number>> {
  const weights = months.map((month, index): [string, number] => [String(index), SEASON[Number(month.slice(5)) - 1] as number]);
  return Object.fromEntries([...weights, [String(months.length), FUTURE_WEIGHT]]);
}

function drawTripEndDay(random: Random, period: Period, monthIndex: number): number {
  const firstDay = dayIn(period, monthIndex, 1);
  if (monthIndex === period.months.length) return firstDay + random.int(0, FUTURE_DAYS);
  const month = period.months[monthIndex] as string;
  // The golden weeks: the first days of May and of October.
  if (month.endsWith("-10") && random.chance(0.5)) return firstDay + random.int(1, 8);
  if (month.endsWith("-05") && random.chance(0.3)) return firstDay + random.int(1, 5);
  return random.int(firstDay, dayIn(period, monthIndex + 1, 1) - 1);
}

/**
 * Whose an order is. Mostly the seller's alone; some are split, some leave a part to the house, some
 * tours have a group leader. Invariant: within a role shares sum to at most 1, an advisor stands once.
 */

const SPLITS = [
  ["0.5", "0.5"],
  ["0.6", "0.4"],
  ["0.7", "0.3"],
  ["0.85", "0.15"],
] as const;
/** What is left of 1 stays with the house: advertising or a hotline brought the customer. */
const HOUSE_SPLITS = [["0.8"], ["0.5"], ["0.5", "0.3"]] as const;
/** Three friends: the last billionth is the house's. */
const THIRDS = ["0.333333333", "0.333333333", "0.333333333"];

export function makeCredits(random: Random, staff: Staff, booking: Booking): Credit[] {
  const colleagues = drawColleagues(random, staff, booking);
  const sellers = [booking.seller, ...colleagues];
  const credits = drawShares(random)
    .slice(0, sellers.length)
    .map((share, index) => creditOf(sellers[index] as Person, "seller", share));
  if (booking.product === "package-tour" && random.chance(0.18)) {
    const leader = random.chance(0.3) ? booking.seller : (colleagues[0] ?? booking.seller);
    credits.push(creditOf(leader, "group-leader", "1"));
  }
  return credits;
}

function drawShares(random: Random): readonly string[] {
  const kind = random.weighted({ whole: 920, split: 66, house: 10, thirds: 4 });
  if (kind === "split") return random.pick(SPLITS);
  if (kind === "house") return random.pick(HOUSE_SPLITS);
  return kind === "thirds" ? THIRDS : ["1"];
}

/** Two others of the store who work on the day; fewer where it has no more. */
function drawColleagues(random: Random, staff: Staff, { seller, bookedS }: Booking): Person[] {
  const store = staff.colleaguesByStore.get(seller.storeId as string) ?? [];
  const colleagues = new Set<Person>();
  for (let attempts = 0; attempts < 8 && colleagues.size < 2; attempts++) {
    const drawn = random.pick(store);
    const isAtWork = staff.worksOn(drawn, Math.floor(bookedS / DAY_S));
    if (drawn !== seller && isAtWork) colleagues.add(drawn);
  }
  return [...colleagues];
}

function creditOf({ advisor }: Person, role: string, share: string): Credit {
  return { advisorId: advisor.advisorId, role, share };
}
