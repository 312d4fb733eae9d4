import type { Chance } from "../chance.ts";

/** The content of a fact as it is sent. */
export type Content = Readonly<Record<string, unknown>>;
export type FactKind = "order" | "advisor" | "attributes" | "plan" | "adjustment";

/** Something that is sent to Fenrun, and the period in which: before the first close it is 0. */
export interface Sending {
  readonly period: number;
  readonly kind: FactKind;
  readonly content: Content;
  /** It can't be read, and must end up in quarantine; this is what it is corrected to when it is released. */
  readonly corrected?: Content;
}

const DETAIL_TYPES = {
  order: "OrderChanged",
  advisor: "AdvisorChanged",
  attributes: "AttributesGiven",
  plan: "PlanPublished",
  adjustment: "AdjustmentApproved",
};

/** A sending as it arrives in the queue. */
export function bodyOf({ kind, content }: Sending): string {
  return JSON.stringify({ version: "0", "detail-type": DETAIL_TYPES[kind], source: "agency.orders", detail: content });
}

/** A day that lies so many days after another; before it, where negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A day from December 2025 to April 2026. */
export function someDay(chance: Chance): string {
  return dayAfter("2025-12-01", chance.between(0, 150));
}
