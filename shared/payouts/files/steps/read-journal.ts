import type { AccountLedger } from "../../../ledger/store/ledger-reader.ts";
import type { FinanceSettings } from "../../../settings/model/settings.ts";
import { documentOf } from "../../accounting/close-document.ts";
import type { JournalDocument } from "../../accounting/document.ts";
import { byDay, PayoutPostings } from "../../accounting/payout-documents.ts";
import type { PayoutStore } from "../../store.ts";

export interface JournalDeps {
  readonly accounts: Pick<AccountLedger, "closes">;
  readonly payouts: Pick<PayoutStore, "list" | "outcomes">;
  readonly finance: Pick<FinanceSettings, "accounts">;
  readonly rating: { localDay(instant: string): string };
}

/**
 * The whole journal, by day: derived from closes, payouts and outcomes, which are only ever added to. Grows with the number
 * of outcomes, of which none is held.
 */
export async function readJournal({ accounts: ledger, payouts, finance, rating }: JournalDeps): Promise<readonly JournalDocument[]> {
  const { accounts } = finance;
  const documents = (await ledger.closes()).flatMap((close) => documentOf(close, accounts, rating.localDay));
  for (const payout of await payouts.list()) {
    if (payout.exported === undefined) continue;
    const postings = new PayoutPostings(payout, rating.localDay);
    for await (const page of payouts.outcomes(payout.payoutId))
      for (const each of page) postings.add({ ...each, amount: each.payment.amount });
    documents.push(...postings.documents(accounts));
  }
  return documents.sort(byDay);
}
