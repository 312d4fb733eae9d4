import type { Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { type ClaimedCredit, expandCredits } from "../../engine/credits/claimed-credit.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { type CreditLogEntry, creditsHeld } from "../../engine/earnings/credit-log.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { sellersBelow } from "../derive/sellers-below.ts";
import type { CloseLedger, Recorded } from "../store/close-store.ts";

/** Dependencies of reading credits. */
export interface EarnedCreditsDeps {
  readonly ledger: Pick<CloseLedger, "journal" | "claimedJournal" | "advisorsUnder">;
  readonly rating: Pick<RatingRules, "form">;
}

/** An advisor's earned credits of a month as they stood at the end of any period up to one. */
export async function earnedCredits(
  advisorId: string,
  month: Month,
  upToPeriod: number,
  { ledger, rating }: EarnedCreditsDeps,
): Promise<(period: number) => Credit[]> {
  if (rating.form !== "claims") {
    const entries = await ledger.journal(advisorId, month, upToPeriod);
    return (period) => heldAt(period, entries);
  }
  const logs: (readonly Recorded<CreditLogEntry<ClaimedCredit>>[])[] = [];
  for (const each of await sellersBelow(advisorId, ledger)) logs.push(await ledger.claimedJournal(each, month, upToPeriod));
  return (period) => {
    const claimed = logs.flatMap((entries) => heldAt(period, entries));
    const credits = expandCredits(claimed, (claimantId) => claimantId === advisorId);
    // Whoever waits above a seller stands among those who earn; credits of one line come in the order of recipients.
    const earned = credits.filter(({ recipient }) => recipient.state === "earned");
    return earned.sort((left, right) => compare(left.recipient.role, right.recipient.role));
  };
}

function heldAt<Kept>(period: number, entries: readonly Recorded<CreditLogEntry<Kept>>[]): Kept[] {
  return creditsHeld(entries.filter((entry) => entry.period <= period).map(({ fact }) => fact));
}
