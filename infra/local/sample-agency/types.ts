/** The shapes of a scenario, as far as the sample uses them: the contract's names, no others. */

export type Facets = Readonly<Record<string, string>>;
export type Where = Readonly<Record<string, readonly string[]>>;

interface Agency {
  readonly currency: string;
  readonly timeZone: string;
  readonly facets: readonly string[];
}

export interface Line {
  readonly lineId: string;
  readonly product: string;
  /** Fen, as every amount here. */
  readonly price: number;
  readonly discounts?: Readonly<Record<string, number>>;
  readonly refunded?: number;
  readonly cost?: number;
  readonly facets?: Facets;
}

export interface Credit {
  readonly advisorId: string;
  readonly role: string;
  readonly share: string;
}

export interface Order {
  readonly orderId: string;
  readonly revision: number;
  readonly status: "booked" | "fulfilled" | "cancelled";
  readonly bookedAt: string;
  readonly fulfilledAt?: string;
  readonly expectedFulfilmentOn?: string;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly facets?: Facets;
  readonly credits: readonly Credit[];
}

export interface Advisor {
  readonly advisorId: string;
  readonly name: string;
  readonly joinedOn: string;
  readonly leftOn?: string;
  readonly planId: string;
  readonly assignments?: readonly { readonly planId: string; readonly from: string }[];
  readonly managers?: readonly { readonly managerId: string | null; readonly from: string }[];
  readonly stores?: readonly { readonly storeId: string; readonly from: string }[];
  /** Attributes known from the start, by month. */
  readonly months?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Attributes of an advisor or of a store: one of the two ids. */
interface Attributes {
  readonly advisorId?: string;
  readonly storeId?: string;
  readonly month: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Adjustment {
  readonly adjustmentId: string;
  readonly advisorId: string;
  readonly month: string;
  readonly amount: number;
  readonly reason: string;
}

interface Tiers {
  readonly mode: "whole" | "marginal";
  readonly measure?: "sales" | "units";
  readonly of?: Where;
  readonly period?: "month" | "year";
  readonly steps: readonly { readonly from: number; readonly rate: string }[];
}

export type Component =
  | {
      readonly id: string;
      readonly kind: "share";
      readonly where?: Where;
      readonly factors?: readonly string[];
      readonly rate?: string;
      readonly tiers?: Tiers;
    }
  | {
      readonly id: string;
      readonly kind: "table";
      readonly where?: Where;
      readonly factors?: readonly string[];
      readonly rows: readonly { readonly where?: Where; readonly rate: string }[];
      readonly otherwise?: string;
    }
  | {
      readonly id: string;
      readonly kind: "flat";
      readonly where?: Where;
      readonly factors?: readonly string[];
      readonly amount: number;
    }
  | {
      readonly id: string;
      readonly kind: "bonus";
      readonly when: {
        readonly measure: "earnings" | "sales" | "units";
        readonly of?: Where;
        readonly atLeast: number;
      };
      readonly amount: number;
    }
  | { readonly id: string; readonly kind: "cap"; readonly amount: number }
  | {
      readonly id: string;
      readonly kind: "guarantee";
      readonly amount: number;
      readonly months: number;
    };

export interface Factor {
  readonly id: string;
  readonly by: string;
  readonly default?: string;
  readonly steps: readonly { readonly from: string; readonly factor: string }[];
}

interface Equity {
  readonly anyOf: readonly {
    readonly months: number;
    readonly totalAtLeast?: number;
    readonly eachAtLeast?: number;
    readonly count?: number;
  }[];
  readonly require?: readonly { readonly attribute: string; readonly atLeast: string }[];
}

export interface Plan {
  readonly planId: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly earn: "fulfilled" | "booked";
  readonly base: { readonly from: string; readonly less: readonly string[] };
  readonly components: readonly Component[];
  readonly factors?: readonly Factor[];
  readonly payout?: { readonly minimum: number };
  readonly equity?: Equity;
}

export type Step =
  | { readonly order: Order }
  | { readonly advisor: Advisor }
  | { readonly attributes: Attributes }
  | { readonly plan: Plan }
  | { readonly adjustment: Adjustment }
  | { readonly close: string };

export interface SampleAgency {
  readonly agency: Agency;
  readonly plans: readonly Plan[];
  readonly advisors: readonly Advisor[];
  readonly steps: readonly Step[];
}

/** A step and the wall second at which it reaches the system. */
export interface TimedStep {
  readonly atS: number;
  readonly step: Step;
}
