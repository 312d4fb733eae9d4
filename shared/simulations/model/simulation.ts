import * as z from "zod";
import type { Month } from "../../base/calendar/month.ts";
import type { Refusal } from "../../base/issues/refusal.ts";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import type { Plan } from "../../engine/plan/schema.ts";

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

/** A sum before and after, minor units, and over how many advisors. */
export interface Split {
  readonly before: bigint;
  readonly after: bigint;
  readonly advisors: number;
}

/** What the draft makes of one advisor over the range. Minor units. */
export interface AdvisorLine {
  readonly advisorId: string;
  readonly name: string;
  /** On the range's last day; none where the advisor is in no store. */
  readonly storeId?: string;
  /** For the range's last month; none where there is no value. */
  readonly starLevel?: string;
  readonly tenureMonths: number;
  readonly months: readonly { readonly month: Month; readonly before: bigint; readonly after: bigint }[];
  readonly before: bigint;
  readonly after: bigint;
  readonly equity: { readonly before: boolean; readonly after: boolean };
}

/** What of the draft's components the range's credits met: what checks of a plan look at. */
export interface ComponentEvidence {
  readonly id: string;
  readonly kind: string;
  /** Credits that match. */
  readonly credits: bigint;
  /** Sum of their bases, and of what is left of the price after all discounts, refunds and costs; minor units. */
  readonly base: bigint;
  readonly margin: bigint;
  /** Sum of costs: 0 where the agency sends none, and the margin says nothing. */
  readonly cost: bigint;
  readonly after: bigint;
}

/** What a trial found. Keys of the groups: component ids, products, store ids, star levels, `0-5`, `6-11`, … months. "" is "none". */
export interface SimulationResult {
  readonly request: SimulationRequest;
  readonly way: SimulationDataSource;
  readonly advisors: number;
  /** Both under the same assumption: the difference is the draft's effect. */
  readonly cost: { readonly before: bigint; readonly after: bigint };
  /** What the months earned under the versions that were in force in them: to `cost.before` it is their shift, not the draft's. */
  readonly inForce: bigint;
  /** How many advisors have the plan, or credits that it pays. */
  readonly concerned: number;
  readonly months: Readonly<Record<Month, Split>>;
  readonly components: Readonly<Record<string, Split>>;
  readonly products: Readonly<Record<string, Split>>;
  readonly stores: Readonly<Record<string, Split>>;
  readonly starLevels: Readonly<Record<string, Split>>;
  readonly tenures: Readonly<Record<string, Split>>;
  readonly increased: { readonly advisors: number; readonly amount: bigint };
  readonly decreased: { readonly advisors: number; readonly amount: bigint };
  /** How many advisors change by how much a month on average: bins with fixed edges, from the greatest loss up. Minor units; an open end is absent. */
  readonly histogram: readonly { readonly from?: bigint; readonly to?: bigint; readonly advisors: number }[];
  /** At most 20 each: who gains most, who loses most, and who loses the largest part of what they had. */
  readonly gainMost: readonly AdvisorLine[];
  readonly loseMost: readonly AdvisorLine[];
  readonly largestDecreases: readonly AdvisorLine[];
  /** Who crosses the agency's milestone (100,000.00) a month on average; at most 200 each, and how many there are. */
  readonly milestone: { readonly amount: bigint; readonly up: Crossing; readonly down: Crossing };
  readonly equity: { readonly gained: Crossing; readonly lost: Crossing };
  readonly evidence: {
    readonly components: readonly ComponentEvidence[];
    /** The first day on which any advisor has the plan; none where nobody has. */
    readonly heldFrom?: string;
  };
}

export interface Crossing {
  readonly count: number;
  readonly advisors: readonly { readonly advisorId: string; readonly name: string; readonly before: bigint; readonly after: bigint }[];
}
