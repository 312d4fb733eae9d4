import type { Month } from "../../calendar/month.ts";
import { explainEarnings } from "../../earnings/explain.ts";
import { creditsHeld } from "../../earnings/journal.ts";
import type { MonthCredits } from "../../outlook/month-credits.ts";
import { shownEarnings } from "../../outlook/shown-earnings.ts";
import type { Looking, OpenAccount } from "./open-account.ts";

/** A month down to its credits, each with its part. Reads the month's journal, which grows with its orders. */
export async function lookUpCredits(account: OpenAccount, month: Month, { lookUp }: Looking): Promise<MonthCredits> {
  const entries = await lookUp.journal(account.books.advisor.advisorId, month, account.period);
  const credits = creditsHeld(entries.map(({ fact }) => fact));
  return { month, earnings: explainEarnings(shownEarnings(account, month), credits), credits };
}
