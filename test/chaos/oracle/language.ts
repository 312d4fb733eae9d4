/** The facts of the contract, as they are sent. Amounts are integers in minor units; rates, shares, factors and scores decimal strings. */

export interface Order {
  readonly orderId: string;
  readonly revision: number;
  readonly status: "booked" | "fulfilled" | "cancelled";
  readonly bookedAt: string;
  readonly fulfilledAt?: string;
  readonly facets?: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly credits: readonly NamedCredit[];
}

export interface Line {
  readonly lineId: string;
  readonly product: string;
  readonly price: number;
  readonly discounts?: Readonly<Record<string, number>>;
  readonly refunded?: number;
  readonly cost?: number;
  readonly facets?: Readonly<Record<string, string>>;
}

export interface NamedCredit {
  readonly advisorId: string;
  readonly role?: string;
  readonly share?: string;
}

export interface Advisor {
  readonly advisorId: string;
  readonly revision: number;
  readonly joinedOn?: string;
  readonly leftOn?: string | null;
  readonly spells?: readonly Spell[];
  readonly planId?: string;
  readonly assignments?: readonly { readonly planId: string; readonly from: string }[];
  readonly managers?: readonly { readonly managerId: string | null; readonly from: string }[];
  readonly stores?: readonly { readonly storeId: string; readonly from: string }[];
}

export interface Spell {
  readonly from: string;
  readonly to?: string | null;
}

export interface Attributes {
  readonly advisorId?: string;
  readonly storeId?: string;
  readonly month: string;
  readonly revision: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface Adjustment {
  readonly adjustmentId: string;
  readonly advisorId: string;
  readonly month: string;
  readonly amount: number;
  readonly kind?: "writeOff";
}

export interface PlanVersion {
  readonly planId: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly earn: "fulfilled" | "booked";
  readonly base: { readonly from: string; readonly less?: readonly string[] };
  readonly components: readonly Component[];
  readonly factors?: readonly Factor[];
  readonly payout?: {
    readonly minimum?: number;
    readonly leavers?: "pay" | "carry";
    readonly draw?: { readonly amount: number; readonly months: number };
  };
  readonly equity?: Equity;
}

export type Where = Readonly<Record<string, readonly string[]>>;

export interface Factor {
  readonly id: string;
  readonly by: string;
  readonly default?: string;
  readonly steps: readonly { readonly from: string; readonly factor: string }[];
}

interface OnCredits {
  readonly id: string;
  readonly where?: Where;
  readonly factors?: readonly string[];
}

export type Share = OnCredits & { readonly kind: "share" } & (
    | { readonly rate: string; readonly tiers?: undefined }
    | { readonly tiers: Tiers }
  );
export type Flat = OnCredits & { readonly kind: "flat"; readonly amount: number };
export type Table = OnCredits & {
  readonly kind: "table";
  readonly rows: readonly { readonly where?: Where; readonly rate: string }[];
  readonly otherwise?: string;
};
export type Component =
  | Share
  | Flat
  | Table
  | { readonly kind: "bonus"; readonly id: string; readonly where?: Where; readonly amount: number; readonly when: When }
  | { readonly kind: "cap"; readonly id: string; readonly amount: number }
  | { readonly kind: "guarantee"; readonly id: string; readonly amount: number; readonly months: number };

/** `from` is a number, or of attainment a decimal of the target. */
export interface Tiers {
  readonly mode: "whole" | "marginal";
  readonly steps: readonly { readonly from: number | string; readonly rate: string }[];
  readonly measure?: "sales" | "units" | "attainment";
  readonly basis?: "sales" | "units";
  readonly target?: string;
  readonly of?: Where;
  readonly period?: "month" | "year";
}

export interface When {
  readonly measure: "earnings" | "sales" | "units" | "attainment";
  readonly basis?: "sales" | "units";
  readonly target?: string;
  readonly of?: Where;
  readonly atLeast: number | string;
}

export interface Equity {
  readonly anyOf: readonly EquityWindow[];
  readonly require?: readonly { readonly attribute: string; readonly atLeast: string }[];
}

export type EquityWindow =
  | { readonly months: number; readonly totalAtLeast: number }
  | { readonly months: number; readonly eachAtLeast: number; readonly count?: number; readonly totalAtLeast?: undefined };
