import { RETRY, retry } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { PayeesContent } from "../model/content.ts";
import type { Payee } from "../model/payee.ts";
import type { PayeeStore } from "../vault.ts";
import { type PayeeCheckDeps, rejectedPayees } from "./check-payees.ts";

/** Dependencies of storing payees. */
export interface StorePayeesDeps extends PayeeCheckDeps {
  readonly payouts: Pick<PayeeStore, "payees" | "putPayees">;
  readonly surroundings: Runtime;
}

/** How many versions are put together. */
const PAYEES_A_COMMIT = 25;

/**
 * Stores a proposal's payees as versions, approved by whoever approved the proposal. Done again, it changes nothing.
 * @returns the entries that can't be stored, each with why.
 * @throws RetryableError where the table is too busy.
 */
export async function storePayees(
  { proposalId, approval, content }: Pick<Proposal, "proposalId" | "approval"> & { readonly content: PayeesContent },
  deps: StorePayeesDeps,
): Promise<readonly RejectedEntry[]> {
  const payees = content.entries.map(
    ({ holder: _, warnings: __, ...entry }): Payee => ({
      ...entry,
      proposalId,
      approvedBy: approval?.by ?? "",
      approvedAt: approval?.at ?? "",
    }),
  );
  const stale: number[] = [];
  for (let start = 0; start < payees.length; start += PAYEES_A_COMMIT) {
    const chunk = payees.slice(start, start + PAYEES_A_COMMIT);
    if (await put(chunk, deps)) continue;
    // One of them is there with other details: it holds none of the others up.
    for (const [place, payee] of chunk.entries()) if (!(await put([payee], deps))) stale.push(start + place);
  }
  if (stale.length === 0) return [];
  const rejected = await rejectedPayees(content, deps);
  return rejected.filter(({ place }) => stale.includes(place));
}

/** @returns false where one of them is there already with other content. */
async function put(payees: readonly Payee[], { payouts, surroundings }: StorePayeesDeps): Promise<boolean> {
  return retry("not all payees are stored: the table is too busy; publish again", surroundings, async () => {
    const result = await payouts.putPayees(payees);
    return result !== "busy" ? result === "committed" : RETRY;
  });
}
