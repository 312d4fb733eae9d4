/** The shapes of a scenario, as far as the sample uses them: facts as they are sent, before anything is completed. */
import type * as z from "zod";
import type { adjustmentSchema } from "../../../shared/engine/facts/adjustment.ts";
import type { advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import type { agencySchema } from "../../../shared/engine/facts/agency.ts";
import type { attributesSchema } from "../../../shared/engine/facts/attributes.ts";
import type { orderSchema } from "../../../shared/engine/facts/order.ts";
import type { planSchema } from "../../../shared/engine/plan/schema.ts";

type Immutable<Value> = Value extends object ? { readonly [Name in keyof Value]: Immutable<Value[Name]> } : Value;
type Sent<Schema extends z.ZodType> = Immutable<z.input<Schema>>;
type SentOrder = Sent<typeof orderSchema>;

export type Facets = Readonly<Record<string, string>>;
export type Where = Readonly<Record<string, readonly string[]>>;

/** Amounts in fen. */
export type Line = SentOrder["lines"][number];
export type Credit = Required<SentOrder["credits"][number]>;
export type Order = Omit<SentOrder, "credits"> & { readonly credits: readonly Credit[] };

/** Revisions are counted where the scenario is played; `months` are attributes known from the start. */
export type Advisor = Omit<Sent<typeof advisorSchema>, "revision" | "spells"> & {
  readonly joinedOn: string;
  readonly months?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
export type Adjustment = Sent<typeof adjustmentSchema>;
export type Plan = Sent<typeof planSchema>;
export type Component = Plan["components"][number];
export type Factor = NonNullable<Plan["factors"]>[number];

export type Step =
  | { readonly order: Order }
  | { readonly advisor: Advisor }
  | { readonly attributes: Omit<Sent<typeof attributesSchema>, "revision"> }
  | { readonly plan: Plan }
  | { readonly adjustment: Adjustment }
  | { readonly close: string };

export interface SampleAgency {
  readonly agency: Sent<typeof agencySchema>;
  readonly plans: readonly Plan[];
  readonly advisors: readonly Advisor[];
  readonly steps: readonly Step[];
}

/** A step and the wall second at which it reaches the system. */
export interface TimedStep {
  readonly atS: number;
  readonly step: Step;
}
