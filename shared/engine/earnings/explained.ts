import type { Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/money.ts";
import type { Where } from "../plan/components/fields.ts";
import type { CompiledMonthPart, CompiledPaid } from "../plan/components/index.ts";
import type { Target } from "./tiers.ts";

/** A credit's part of a component. Amounts in minor units. */
export interface ExplainedCredit {
  readonly orderId: string;
  readonly lineId: string;
  readonly role: string;
  readonly base: bigint;
  readonly units: bigint;
  readonly amount: bigint;
  /** Its own rate, where not all credits of the component have the same. */
  readonly rate?: string;
}

/** What of a component comes from a seller below. Amounts in minor units. */
export interface ExplainedSeller {
  readonly sellerId: string;
  readonly base: bigint;
  readonly units: bigint;
  readonly amount: bigint;
}

/** How a rate came about. Decimals as text, "n/d" where only a fraction is exact. */
export type ExplainedRate =
  | { readonly kind: "rate"; readonly rate: string }
  | { readonly kind: "amount"; readonly amount: bigint }
  | {
      /** The rows that pay a credit, in their order; without a condition, what no other row matches. Base in minor units. */
      readonly kind: "table";
      readonly rows: readonly { readonly where?: Where; readonly rate: string; readonly base: bigint }[];
    }
  | {
      /** Of attainment, steps begin at decimals of the target, and stretches at exact numbers of minor units or units as text. */
      readonly kind: "ladder";
      readonly mode: "whole" | "marginal";
      readonly measure: "sales" | "units" | "attainment";
      /** What is measured against the target. */
      readonly basis?: "sales" | "units";
      readonly target?: ExplainedTarget;
      readonly period: "month" | "year";
      readonly climbedFrom: bigint;
      readonly measured: bigint;
      readonly step: { readonly from: bigint | string; readonly rate: string };
      readonly stretches: readonly { readonly from: bigint | string; readonly to: bigint | string; readonly rate: string }[];
      readonly rate: string;
    };

/** A target by its attribute; without a value where none above 0 was given. Minor units for sales. */
export interface ExplainedTarget {
  readonly by: string;
  readonly value?: string;
  readonly givenFor?: Month;
}

export function explainTarget(by: string, found: Target | undefined): ExplainedTarget {
  return found === undefined ? { by } : { by, value: formatDecimal(found.value), givenFor: found.month };
}

export interface ExplainedFactor {
  readonly id: string;
  readonly by: string;
  /** None where the attribute has no value: then the default applies. */
  readonly value?: string;
  readonly from?: { readonly advisorId: string } | { readonly storeId: string };
  readonly givenFor?: Month;
  readonly factor: string;
}

/** A line of the earnings, and why it is what it is. */
export type ExplainedComponent =
  | {
      readonly kind: CompiledPaid["kind"];
      readonly id: string;
      readonly planId: string;
      readonly version: number;
      readonly amount: bigint;
      readonly base: bigint;
      readonly units: bigint;
      readonly rate: ExplainedRate;
      readonly factors: readonly ExplainedFactor[];
      /** Their amounts sum to the component's, with those of the sellers below. */
      readonly credits: readonly ExplainedCredit[];
      /** By sellerId; absent where nothing comes from sellers below. */
      readonly sellers?: readonly ExplainedSeller[];
    }
  | {
      readonly kind: CompiledMonthPart["kind"];
      readonly id: string;
      readonly planId: string;
      readonly version: number;
      readonly amount: bigint;
      /** What was measured (bonus), or stood before (cap, guarantee). */
      readonly measured: bigint;
      /** What had to be reached (bonus), or to what it lowers or lifts. */
      readonly limit: bigint;
      /** Where it had to reach a part of a target: of which, and which part. */
      readonly target?: ExplainedTarget;
      readonly atLeast?: string;
    };

/** A component without the credits behind it. */
export type BareComponent = WithoutCredits<ExplainedComponent>;
type WithoutCredits<Component> = Component extends { readonly credits: unknown } ? Omit<Component, "credits" | "sellers"> : Component;

/** The same with what of it comes from sellers below. */
export type ComponentBySeller = BareComponent & { readonly sellers?: readonly ExplainedSeller[] };

/** Earnings down to the credits: credits sum to components, components to earnings. */
export interface ExplainedEarnings {
  readonly month: Month;
  readonly amount: bigint;
  readonly components: readonly ExplainedComponent[];
}
