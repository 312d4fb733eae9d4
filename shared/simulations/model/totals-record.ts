import * as z from "zod";
import { byKey, int, minor, record, type Stored } from "../../base/json/codec.ts";

const beforeAndAfter = { before: minor, after: minor };
const who = { advisorId: z.string(), name: z.string() };

/** A sum before and after, minor units, and over how many advisors. */
const split = record({ ...beforeAndAfter, advisors: int });
export type Split = Stored<typeof split>;

/** What the draft makes of one advisor over the range. Minor units. */
const advisorLine = record({
  ...who,
  /** On the range's last day; none where the advisor is in no store. */
  storeId: z.string().optional(),
  /** For the range's last month; none where there is no value. */
  starLevel: z.string().optional(),
  tenureMonths: int,
  months: z.array(record({ month: z.string(), ...beforeAndAfter })),
  ...beforeAndAfter,
  equity: record({ before: z.boolean(), after: z.boolean() }),
});
export type AdvisorLine = Stored<typeof advisorLine>;

/** What of the draft's components the range's credits met: what checks of a plan look at. */
const componentEvidence = record({
  id: z.string(),
  kind: z.string(),
  /** Credits that match. */
  credits: minor,
  /** Sum of their bases, and of what is left of the price after all discounts, refunds and costs; minor units. */
  base: minor,
  margin: minor,
  /** Sum of costs: 0 where the agency sends none, and the margin says nothing. */
  cost: minor,
  after: minor,
});
export type ComponentEvidence = Stored<typeof componentEvidence>;

const crossing = record({ count: int, advisors: z.array(record({ ...who, ...beforeAndAfter })) });
export type Crossing = Stored<typeof crossing>;

const moved = record({ advisors: int, amount: minor });

/**
 * What a trial found, but for what was asked: it can be of any part of the advisors, and parts add up. Keys of the groups:
 * component ids, products, store ids, star levels, `0-5`, `6-11`, … months. "" is "none".
 */
export const totals = record({
  advisors: int,
  /** Both under the same assumption: the difference is the draft's effect. */
  cost: record(beforeAndAfter),
  /** What the months earned under the versions that were in force in them: to `cost.before` it is their shift, not the draft's. */
  inForce: minor,
  /** How many advisors have the plan, or credits that it pays. */
  concerned: int,
  months: byKey(split),
  components: byKey(split),
  products: byKey(split),
  stores: byKey(split),
  starLevels: byKey(split),
  tenures: byKey(split),
  increased: moved,
  decreased: moved,
  /** How many advisors change by how much a month on average: bins with fixed edges, from the greatest loss up. Minor units; an open end is absent. */
  histogram: z.array(record({ from: minor.optional(), to: minor.optional(), advisors: int })),
  /** At most 20 each: who gains most, who loses most, and who loses the largest part of what they had. */
  largestIncreases: z.array(advisorLine),
  largestDecreasesByAmount: z.array(advisorLine),
  largestDecreases: z.array(advisorLine),
  /** Who crosses the agency's milestone (100,000.00) a month on average; at most 200 each, and how many there are. */
  milestone: record({ amount: minor, up: crossing, down: crossing }),
  equity: record({ gained: crossing, lost: crossing }),
  evidence: record({
    components: z.array(componentEvidence),
    /** The first day on which any advisor has the plan; none where nobody has. */
    heldFrom: z.string().optional(),
  }),
});
export type Totals = Stored<typeof totals>;
