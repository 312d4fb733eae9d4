import type { Refusal } from "../../approval/proposal.ts";
import { refusal } from "../../approval/refusal.ts";
import { addMonths, type Day, type Month } from "../../calendar/month.ts";
import type { FindingMonth } from "./closing-month.ts";

const DAY_MS = 86_400_000;

/** What telling whether a close is early needs from outside. */
export interface Timing extends Pick<FindingMonth, "rating" | "surroundings"> {
  readonly finance: { readonly closeAfterDays: number };
}

/** The first day on which a month is closed without a reason: so many days after its end. */
export function closesFrom(month: Month, closeAfterDays: number): Day {
  const end = Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`);
  return new Date(end + closeAfterDays * DAY_MS).toISOString().slice(0, 10);
}

/** Whether it is too early to close a month without a reason, and from which day on it isn't. */
export function earliness(month: Month, { rating, surroundings, finance }: Timing): { readonly isEarly: boolean; readonly from: Day } {
  const from = closesFrom(month, finance.closeAfterDays);
  return { isEarly: rating.localDay(new Date(surroundings.now()).toISOString()) < from, from };
}

/** Why a month can't be closed today as it is asked for; none where it can. */
export function tooEarly(month: Month, reason: string | undefined, p: Timing): Refusal | undefined {
  const { isEarly, from } = earliness(month, p);
  return isEarly && (reason ?? "").trim() === "" ? refusal("close-early", { month, from }) : undefined;
}
