import type { Month } from "../../base/calendar/month.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import { explainEarnings } from "../../engine/earnings/explain.ts";
import { shownEarnings } from "../model/displayed-earnings.ts";
import type { MonthCredits } from "../model/month-credits.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** A month down to its credits, each with its part. Reads the month's journal, which grows with its orders. */
export async function lookUpCredits(account: OpenAccount, month: Month, { lookUp }: AccountDeps): Promise<MonthCredits> {
  const entries = await lookUp.journal(account.books.advisor.advisorId, month, account.period);
  const credits = creditsHeld(entries.map(({ fact }) => fact));
  return { month, earnings: explainEarnings(shownEarnings(account, month), credits), credits };
}
