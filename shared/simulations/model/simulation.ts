import * as z from "zod";
import type { Month } from "../../base/calendar/month.ts";
import type { Refusal } from "../../base/issues/issue.ts";
import { byKey, int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Plan } from "../../engine/plan/schema.ts";

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

/** What is asked of a trial. */
export interface SimulationRequest {
  readonly draft: Plan;
  /**
   * The version that the draft is compared with under the same assumption, where that is that it had always been in force;
   * from its own day on it is compared with the plans as they stand. None where the plan has no version yet.
   */
  readonly base?: Plan;
  /** The plan whose advisors are tried with the draft: its own, unless an agency asks what another plan would pay them. */
  readonly replaces: string;
  /** Closed months, both included. */
  readonly from: Month;
  readonly to: Month;
  /** As if the draft had always been in force; or from its own day on, as it would be once it is published. */
  readonly as: "always" | "dated";
}

/** What a trial reads: the closes' snapshots; or, slower, the credits, and why the snapshots don't do. */
const trialWay = z.discriminatedUnion("reads", [
  record({ reads: z.literal("snapshots") }),
  record({
    reads: z.literal("credits"),
    because: z.array(
      z.discriminatedUnion("kind", [
        record({ kind: z.literal("earn"), version: int }),
        record({ kind: z.literal("dated") }),
        record({ kind: z.literal("unrated"), facets: z.array(z.string()) }),
      ]),
    ),
  }),
]);
export type SimulationDataSource = Stored<typeof trialWay>;

/** The cost of the month that is still open, minor units. */
const openMonth = record({ month: z.string(), before: minor, after: minor });
export type OpenMonth = Stored<typeof openMonth>;
export const openMonthCodec = textCodec("the open month of a simulation", openMonth);

const trialHead = record({
  simulationId: z.string(),
  way: trialWay,
  by: z.string(),
  /** An instant. */
  at: z.string(),
  proposalId: z.string().optional(),
  /** The shards of each part. */
  parts: z.array(z.array(int)),
});
export const trialCodec = textCodec("a simulation", trialHead);

const trialResultAt = record({ inputHash: z.string(), resultHash: z.string(), key: z.string() });
export const trialResultCodec = textCodec("the result of a simulation", trialResultAt);

/** A trial as it is kept. It is done once every part is, and never changes then. */
export interface Simulation extends Stored<typeof trialHead> {
  readonly request: SimulationRequest;
  /** Parts that are done. */
  readonly done: number;
  readonly result?: Stored<typeof trialResultAt>;
  /** The open month with and without the draft when the trial ended, minor units. */
  readonly openMonth?: OpenMonth;
  /** Why it failed. */
  readonly issues?: readonly Refusal[];
}

/** What a trial found. */
export interface SimulationResult extends Totals {
  readonly request: SimulationRequest;
  readonly way: SimulationDataSource;
}

/** A text that lies in the archive, by what it is of; `key` says where. */
const storedText = record({ shard: int, key: z.string(), hash: z.string() });
export type StoredText = Stored<typeof storedText>;

/** The text of a month's books that was read for a shard. */
const inputText = record({ ...storedText.shape, month: z.string() });
export type InputText = Stored<typeof inputText>;

/** What parts of a trial came to, where the advisors' lines lie, and what was read: parts merge into the whole. */
const outcome = record({ totals, lines: z.array(storedText), basis: z.array(inputText) });
export type SimulationOutcome = Stored<typeof outcome>;
export const outcomeCodec = textCodec("what a simulation came to", outcome);

/** The hash of what a trial was evaluated on: of every text, month by month and shard by shard. */
export function inputHashOf(basis: readonly InputText[]): string {
  const named = basis.map(({ month, shard, hash }) => ({ month, shard, hash }));
  return sha256Hex(
    canonicalJson(named.sort((left, right) => (left.month === right.month ? left.shard - right.shard : left.month < right.month ? -1 : 1))),
  );
}

/** The hash of what was asked and what came out: the totals, and every advisor's line. It does not tell how the advisors were cut. */
export function resultHashOf({ request, way }: Pick<Simulation, "request" | "way">, { totals, lines }: SimulationOutcome): string {
  const hashes = lines.map(({ shard, hash }) => ({ shard, hash })).sort((left, right) => left.shard - right.shard);
  return sha256Hex(canonicalJson({ request, way, totals, lines: hashes }));
}
