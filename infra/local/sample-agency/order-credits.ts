/**
 * Whose an order is. Mostly the seller's alone; some are split, some leave a part to the house, some
 * tours have a group leader. Invariant: within a role shares sum to at most 1, an advisor stands once.
 */
import type { Booking, Staff } from "./bookings.ts";
import { DAY_S } from "./calendar.ts";
import type { Person } from "./people.ts";
import type { Random } from "./prng.ts";
import type { Credit } from "./types.ts";

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
