import { type Day, lastDayOf, type Month } from "../../base/calendar/month.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import type { NextMonthDeps } from "../steps/close-progress.ts";

const DAY_MS = 86_400_000;

/** Dependencies of telling whether a close is early. */
export interface CloseSchedule extends Pick<NextMonthDeps, "rating" | "surroundings"> {
  readonly finance: { readonly closeAfterDays: number };
}

/** The first day on which a month is closed without a reason: so many days after its end, as far as there are days. */
export function closesFrom(month: Month, closeAfterDays: number): Day {
  const fromMs = Date.parse(`${lastDayOf(month)}T00:00:00Z`) + (closeAfterDays + 1) * DAY_MS;
  return fromMs > LAST_DAY_MS ? LAST_DAY : new Date(fromMs).toISOString().slice(0, 10);
}

/** A day has a year of four digits. */
const LAST_DAY: Day = "9999-12-31";
const LAST_DAY_MS = Date.parse(`${LAST_DAY}T00:00:00Z`);

/** Whether it is too early to close a month without a reason, and from which day on it isn't. */
export function earliness(
  month: Month,
  { rating, surroundings, finance }: CloseSchedule,
): { readonly isEarly: boolean; readonly from: Day } {
  const from = closesFrom(month, finance.closeAfterDays);
  return { isEarly: rating.localDay(new Date(surroundings.now()).toISOString()) < from, from };
}

/** What is wrong with closing a month today for a reason: early without one, or an account number in it, which many would read. */
export function closingRefusals(month: Month, reason: string | undefined, deps: CloseSchedule): readonly Refusal[] {
  const { isEarly, from } = earliness(month, deps);
  if (isEarly && (reason ?? "").trim() === "") return [refusal("close-early", { month, from })];
  return holdsAccountNumber(reason ?? "") ? [refusal("account-in-text")] : [];
}
