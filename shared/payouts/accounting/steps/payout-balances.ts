import type { ObjectStore } from "../../../base/runtime/runtime.ts";
import type { FinanceSettings } from "../../../settings/model/settings.ts";
import type { PayoutOverview } from "../../steps/read-payout.ts";
import type { PayoutStore } from "../../store.ts";
import { type Balances, balancesCodec, balancesOf } from "../balances.ts";
import { PayoutPostings } from "../payout-documents.ts";

export interface PayoutBalancesDeps {
  readonly payouts: Pick<PayoutStore, "find" | "totals" | "outcomes">;
  readonly archive: ObjectStore;
  readonly finance: Pick<FinanceSettings, "accounts">;
  readonly rating: { localDay(instant: string): string };
}

/**
 * What the journal of a payout comes to, from what was recorded of its payments, one by one. Kept by the lock versions that it
 * was summed up at, so that a payout that nothing moves is not read again.
 * @returns undefined where it moved meanwhile.
 */
export async function payoutBalances({ payout, totals }: PayoutOverview, deps: PayoutBalancesDeps): Promise<Balances | undefined> {
  const { payoutId, lockVersion } = payout;
  const key = `payouts/${payoutId}/balances/${lockVersion}-${totals.lockVersion}.json`;
  const kept = await deps.archive.get(key);
  if (kept !== undefined) return balancesCodec.decode(kept);
  const postings = new PayoutPostings(payout, deps.rating.localDay);
  for await (const page of deps.payouts.outcomes(payoutId)) for (const each of page) postings.add({ ...each, amount: each.payment.amount });
  const [now, then] = [await deps.payouts.find(payoutId), await deps.payouts.totals(payoutId)];
  if (now?.lockVersion !== lockVersion || then.lockVersion !== totals.lockVersion) return undefined;
  const balances = balancesOf(postings.documents(deps.finance.accounts));
  await deps.archive.put(key, balancesCodec.encode(balances));
  return balances;
}
