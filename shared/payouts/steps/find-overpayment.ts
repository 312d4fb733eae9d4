import { paidAgainBy } from "../model/paid-again.ts";
import type { OutcomeEntry } from "../outcomes/content.ts";
import type { PayoutStore } from "../store.ts";

/**
 * What was paid twice if a proposed correction to paid is right, minor units: its amount where another payment that stands
 * pays it again; 0 otherwise.
 */
export async function findOverpayment(
  { payoutId, advisorId, act, outcome, amount }: OutcomeEntry,
  { payouts }: { readonly payouts: Pick<PayoutStore, "account" | "list"> },
): Promise<bigint> {
  if (act !== "correct" || outcome !== "paid") return 0n;
  const statuses = new Map((await payouts.list()).map((each) => [each.payoutId, each.status]));
  return paidAgainBy(payoutId, await payouts.account(advisorId), statuses).length > 0 ? BigInt(amount) : 0n;
}
