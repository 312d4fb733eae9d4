import * as z from "zod";
import type { Month } from "../../base/calendar/month.ts";
import { addIssue, code } from "../../base/issues/issue.ts";
import { type Decimal, parseDecimal } from "../../base/money/money.ts";
import { decimal, id, month, name, revision } from "./fields.ts";

/** The attribute that is built in and so may not be sent. */
export const TENURE = "tenureMonths";

/** Attributes of an advisor or a store for a month: scores, star levels, inspections. */
export const attributesSchema = z
  .strictObject({
    advisorId: id.optional(),
    storeId: id.optional(),
    month,
    values: z.record(
      name.refine((key) => key !== TENURE, { error: code("attribute-built-in"), params: { attribute: TENURE } }),
      decimal,
    ),
    revision,
  })
  .superRefine(({ advisorId, storeId }, context) => {
    if ((advisorId === undefined) === (storeId === undefined)) {
      addIssue(context, [], "subject-expected");
    }
  });

/** Attributes at a revision. */
export type Attributes = z.infer<typeof attributesSchema>;

/** An attribute's value, and the month for which it was given. */
export interface DatedValue {
  readonly month: Month;
  readonly value: Decimal;
}

/** For each attribute its values by month, ascending; each the one of the highest revision that carries it. */
export type AttributeHistory = ReadonlyMap<string, readonly DatedValue[]>;

/** Merges the revisions of one subject's attributes, in whatever order they came. */
export function attributeHistory(facts: Iterable<Pick<Attributes, "month" | "values" | "revision">>): AttributeHistory {
  const merged = new Map<string, Map<Month, { value: string; revision: number }>>();
  for (const { month, values, revision } of facts) {
    for (const [key, value] of Object.entries(values)) {
      const byMonth = merged.get(key) ?? new Map<Month, { value: string; revision: number }>();
      merged.set(key, byMonth);
      if ((byMonth.get(month)?.revision ?? 0) < revision) byMonth.set(month, { value, revision });
    }
  }
  return new Map(
    [...merged].map(([key, byMonth]) => [
      key,
      [...byMonth]
        .map(([month, { value }]) => ({ month, value: parseDecimal(value) }))
        .sort((left, right) => (left.month < right.month ? -1 : 1)),
    ]),
  );
}

/** The last value known up to a month. */
export function lastKnown(history: AttributeHistory | undefined, key: string, upTo: Month): DatedValue | undefined {
  return history?.get(key)?.findLast(({ month }) => month <= upTo);
}
