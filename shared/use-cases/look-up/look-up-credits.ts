import type { Month } from "../../calendar/month.ts";
import { evaluate } from "../../earnings/evaluate.ts";
import { explainEarnings } from "../../earnings/explain.ts";
import { creditsHeld } from "../../earnings/journal.ts";
import type { MonthCredits } from "../../outlook/outlook.ts";
import type { Looking, OpenAccount } from "./open-account.ts";

/** A month down to its credits, each with its part. Reads the month's journal, which grows with its orders. */
export async function lookUpCredits({ books, period }: OpenAccount, month: Month, { lookUp }: Looking): Promise<MonthCredits> {
  const entries = await lookUp.journal(books.advisor.advisorId, month, period);
  const credits = creditsHeld(entries.map(({ fact }) => fact));
  return { month, earnings: explainEarnings(evaluate(books, month), credits), credits };
}
