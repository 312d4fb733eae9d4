import type { Runtime } from "../../base/runtime/runtime.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { isPayeesContent, type PayeeEntry } from "../model/content.ts";
import { type PayeeNow, payeeAt } from "../model/effective-payee.ts";
import type { Payee } from "../model/payee.ts";
import type { PayeeStore } from "../vault.ts";

/** Where an advisor is paid to: now, before, and as it is proposed. Accounts by their last four digits. */
export interface PayeeHistory {
  readonly now: PayeeNow;
  /** The latest first. */
  readonly versions: readonly Payee[];
  /** Changes that wait for being approved or published, the latest first. */
  readonly waiting: readonly Proposal[];
}

export interface ReadPayeeDeps {
  readonly payouts: Pick<PayeeStore, "payees">;
  readonly proposals: Pick<ProposalStore, "list">;
  readonly surroundings: Pick<Runtime, "now">;
  readonly finance: { readonly securityHoldDays: number };
}

/** Where an advisor is paid to. */
export async function readPayee(advisorId: string, deps: ReadPayeeDeps): Promise<PayeeHistory> {
  const [payees, all] = await Promise.all([deps.payouts.payees([advisorId]), deps.proposals.list(WAITING_STATUSES, "payees")]);
  const versions = payees.get(advisorId) ?? [];
  const waiting = all.filter(({ content }) => isPayeesContent(content) && content.entries.some((entry) => entry.advisorId === advisorId));
  return { now: payeeAt(versions, deps.surroundings.now(), deps.finance.securityHoldDays), versions: versions.toReversed(), waiting };
}

/** Reads the last four digits of the accounts that entries take the place of: each of the version before its own. */
export async function previousAccounts(
  entries: readonly Pick<PayeeEntry, "advisorId" | "version">[],
  { payouts }: { readonly payouts: Pick<PayeeStore, "payees"> },
): Promise<(advisorId: string) => string | undefined> {
  const payees = await payouts.payees([...new Set(entries.map(({ advisorId }) => advisorId))]);
  const versions = new Map(entries.map(({ advisorId, version }) => [advisorId, version]));
  return (advisorId) => payees.get(advisorId)?.findLast(({ version }) => version < (versions.get(advisorId) ?? 0))?.accountLast4;
}
