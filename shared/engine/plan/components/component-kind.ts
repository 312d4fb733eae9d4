import type { CompileContext, CompiledFactor, Matcher } from "./compile-context.ts";
import type { Where } from "./fields.ts";
import type { CompiledLadder, Tiers } from "./tiers.ts";

/** Whether a component pays for a credit's base or for its units. */
export type PaysFor = "base" | "units";

/** What every component that pays for credits has once it is made ready. */
export interface PaidTerms {
  readonly id: string;
  readonly factors: readonly CompiledFactor[];
  readonly paysFor: PaysFor;
  /** The tiers by which its rate is found, if it is. */
  readonly ladder: CompiledLadder | undefined;
  /** How much a minor unit of base, or a unit, weighs in each of its rows; most kinds have one row, of weight 1. */
  readonly weights: readonly bigint[];
  /** The row that pays a credit with these facets; none where the component doesn't pay it. */
  rowOf(facets: readonly string[]): number | undefined;
}

/** What every component of a month as a whole has once it is made ready. */
export interface MonthTerms {
  readonly id: string;
  readonly amount: bigint;
  /** What decides it: what is measured, or what stood before. */
  readonly measure: "earnings" | "sales" | "units" | "standing";
  /** The credits that it counts; none where it counts no credits. */
  readonly of: Matcher | undefined;
}

/** A condition on facets, and the field of the component in which it stands. */
export interface Condition {
  readonly field: string;
  readonly where: Where | undefined;
}

/** A component taken apart to be compared: what has a sentence of its own, and the rest, which is told field by field. */
export interface ComponentParts {
  readonly rate?: string | undefined;
  readonly amount?: number | undefined;
  readonly tiers?: Tiers | undefined;
  readonly where?: Where | undefined;
  /** Of a table. */
  readonly rows?: readonly { readonly where: Where; readonly rate: string }[] | undefined;
  /** What tiers or a bonus measure. */
  readonly of?: Where | undefined;
  readonly rest: object;
}

/** What a plan knows of a kind of component. */
export interface ComponentKind<Terms, Compiled> {
  compile(terms: Terms, context: CompileContext): Compiled;
  conditions(terms: Terms): readonly Condition[];
  /** The attributes of the advisor's own by which it measures. */
  targets?(terms: Terms): readonly string[];
  /** Those of them that are sales, in minor units. */
  salesTargets?(terms: Terms): readonly string[];
  takeApart(terms: Terms): ComponentParts;
  /** Whether credits cause it, so that one that meets none is likely a mistake. */
  readonly needsCredits: boolean;
  /** Rows that never pay, each with the one before it that matches all that it does; by index. */
  hiddenRows?(terms: Terms): readonly { readonly row: number; readonly by: number }[];
  /** Of a kind that pays for credits. */
  readonly pays?: {
    readonly for: PaysFor;
    /** All rates that it knows, decimal strings. */
    rates(terms: Terms): readonly string[];
    /** What it pays at a rate of 1 on so many credits with that base, minor units. */
    atRateOne(terms: Terms, credits: { readonly base: bigint; readonly credits: bigint }): bigint;
  };
}
