import { addMonths, type Month } from "../../base/calendar/month.ts";
import { formatDecimal, parseDecimal, sum } from "../../base/money/money.ts";
import type { AttributeValue } from "../earnings/attribute-lookup.ts";
import type { EquityTerms } from "../plan/schema.ts";

/** How far one of the alternatives is fulfilled. Amounts in minor units. */
export type EquityProgress =
  | { readonly kind: "total"; readonly months: number; readonly atLeast: bigint; readonly total: bigint; readonly fulfilled: boolean }
  | {
      readonly kind: "each";
      readonly months: number;
      readonly atLeast: bigint;
      readonly count: number;
      /** The months of the window that reach it. */
      readonly reachedIn: readonly Month[];
      readonly fulfilled: boolean;
    };

/** Whether a required attribute is reached. */
export interface EquityRequirement {
  readonly attribute: string;
  readonly atLeast: string;
  /** None where there is no value. */
  readonly value?: string;
  readonly fulfilled: boolean;
}

/** Whether an advisor is eligible at a close, and the evidence. */
export interface EquityDecision {
  readonly eligible: boolean;
  readonly anyOf: readonly EquityProgress[];
  readonly require: readonly EquityRequirement[];
}

/**
 * Decides on settled earnings as restated: eligible if any alternative holds over its window of months ending now,
 * and every requirement too. Without terms nobody is.
 * @param settled the settled earnings by month, minor units; a month without any counts 0.
 */
export function decideEquity(
  terms: EquityTerms | undefined,
  month: Month,
  settled: ReadonlyMap<Month, bigint>,
  attribute: (key: string) => AttributeValue | undefined,
): EquityDecision {
  if (terms === undefined) return { eligible: false, anyOf: [], require: [] };
  const anyOf = terms.anyOf.map((rule): EquityProgress => {
    const window = Array.from({ length: rule.months }, (_, index) => addMonths(month, index + 1 - rule.months));
    if ("totalAtLeast" in rule) {
      const total = sum(window.map((each) => settled.get(each) ?? 0n));
      const atLeast = BigInt(rule.totalAtLeast);
      return { kind: "total", months: rule.months, atLeast, total, fulfilled: total >= atLeast };
    }
    const atLeast = BigInt(rule.eachAtLeast);
    const reachedIn = window.filter((each) => (settled.get(each) ?? 0n) >= atLeast);
    const count = rule.count ?? rule.months;
    return { kind: "each", months: rule.months, atLeast, count, reachedIn, fulfilled: reachedIn.length >= count };
  });
  const require = terms.require.map(({ attribute: key, atLeast }): EquityRequirement => {
    const found = attribute(key);
    const value = found === undefined ? {} : { value: formatDecimal(found.value) };
    return { attribute: key, atLeast, ...value, fulfilled: found !== undefined && found.value >= parseDecimal(atLeast) };
  });
  const eligible = anyOf.some(({ fulfilled }) => fulfilled) && require.every(({ fulfilled }) => fulfilled);
  return { eligible, anyOf, require };
}
