import type { Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import { explainEarnings } from "../../engine/earnings/explain.ts";
import type { ExplainedEarnings } from "../../engine/earnings/explained.ts";
import { shownEarnings } from "../model/month-state.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** A month down to its credits, each with its part. Reads the month's journal, which grows with its orders. */
export async function getCredits(account: OpenAccount, month: Month, { accounts }: AccountDeps): Promise<MonthCredits> {
  const entries = await accounts.journal(account.books.advisor.advisorId, month, account.period);
  const credits = creditsHeld(entries.map(({ fact }) => fact));
  return { month, earnings: explainEarnings(shownEarnings(account, month), credits), credits };
}

/** A month down to its credits. */
export interface MonthCredits {
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from. */
  readonly credits: readonly Credit[];
}
