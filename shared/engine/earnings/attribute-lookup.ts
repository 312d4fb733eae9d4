import { lastDayOf, type Month, monthOfDay, monthsBetween } from "../../base/calendar/month.ts";
import { type Decimal, ONE } from "../../base/money/money.ts";
import { type Advisor, storeOn } from "../facts/advisor.ts";
import { type AttributeHistory, lastKnown, TENURE } from "../facts/attributes.ts";
import { spellOfMonth } from "../facts/spells.ts";

/** A value found for an attribute, and whose and of which month it is. */
export interface AttributeValue {
  readonly value: Decimal;
  readonly from: { readonly advisorId: string } | { readonly storeId: string };
  /** The month for which it was given; for tenure, the month itself. */
  readonly month: Month;
}

/** Months between this one and the month in which its spell began; negative before the first. */
export function tenureMonths(advisor: Advisor, month: Month): number {
  return monthsBetween(monthOfDay(spellOfMonth(advisor, month).from), month);
}

/** Whether a month is among the first so many of its spell, from the month of joining to that of leaving. */
export function isAmongFirst(advisor: Advisor, month: Month, months: number): boolean {
  const tenure = tenureMonths(advisor, month);
  const { to } = spellOfMonth(advisor, month);
  return tenure >= 0 && tenure < months && (to === undefined || month <= monthOfDay(to));
}

/**
 * An advisor's attribute for a month: their own last known value up to it, else that of the store where they are on the
 * month's last day. `tenureMonths` is built in.
 */
export function attributeFor(
  key: string,
  month: Month,
  advisor: Advisor,
  own: AttributeHistory,
  storeHistory: (storeId: string) => AttributeHistory | undefined,
): AttributeValue | undefined {
  if (key === TENURE) return { value: BigInt(tenureMonths(advisor, month)) * ONE, from: { advisorId: advisor.advisorId }, month };
  const known = lastKnown(own, key, month);
  if (known !== undefined) return { value: known.value, from: { advisorId: advisor.advisorId }, month: known.month };
  const storeId = storeOn(advisor, lastDayOf(month));
  if (storeId === undefined) return undefined;
  const ofStore = lastKnown(storeHistory(storeId), key, month);
  return ofStore && { value: ofStore.value, from: { storeId }, month: ofStore.month };
}
