import * as z from "zod";
import type { Month } from "../../base/calendar/month.ts";
import type { Refusal } from "../../base/issues/refusal.ts";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { Totals } from "./totals-record.ts";

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
