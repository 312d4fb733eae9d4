import type { Month } from "../../base/calendar/month.ts";
import type { Terms } from "../../engine/earnings/inputs.ts";
import { type CountedCredits, hashOfCredits, sumUpTo } from "../../engine/earnings/seller-sums.ts";
import { type SellerLine, sellerLines } from "../../engine/statement/seller-parts.ts";
import type { StatementFile } from "../../engine/statement/statement-file.ts";
import { termsAt } from "../../ledger/close/as-of-period.ts";
import { countedOf } from "../../ledger/close/counted-credits.ts";
import type { AccountDeps } from "./open-account.ts";

/** What a statement's line for a seller is made of, made anew from the seller's credit log. */
export interface SellerCredits {
  readonly line: SellerLine;
  readonly credits: CountedCredits;
  /** Whether they give the hash and the sums that the line states. */
  readonly agrees: boolean;
  /** Plan versions at the statement's close and at the one before. */
  readonly terms: { readonly now: Terms; readonly before: Terms };
}

/**
 * The credits of a seller that a statement's advisor counts, as they stood at its close. Reads the month's credit log of
 * the seller, which grows with their orders.
 * @param of the statement's month, or one that it adjusts. @returns none where the statement has no such line.
 */
export async function getSellerCredits(
  { body }: StatementFile,
  sellerId: string,
  of: Month,
  { accounts, rating }: Pick<AccountDeps, "accounts" | "rating">,
): Promise<SellerCredits | undefined> {
  const line = sellerLines(body).find((each) => each.sellerId === sellerId && each.month === of);
  const close = await accounts.close(body.statement.month);
  if (line === undefined || close === undefined) return undefined;
  const { period } = close;
  const plans = await accounts.recordedPlans();
  const known = (at: number) => termsAt(at, plans, new Map(), rating.ratedFacets);
  const terms = { now: known(period), before: known(period - 1) };
  const what = { month: of, period, which: line.which };
  const { credits } = await countedOf(body.statement.advisorId, sellerId, what, [{ terms: terms.now }, { terms: terms.before }], accounts);
  return { line, credits, terms, agrees: hashOfCredits(credits) === line.creditsHash && sumUpTo(line.rows, credits) };
}
