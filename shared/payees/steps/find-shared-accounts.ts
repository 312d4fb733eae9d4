import type { FactReader } from "../../ledger/store/fact-store.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { isPayeesContent, type PayeeEntry } from "../model/content.ts";
import { latestPayee } from "../model/effective-payee.ts";
import { type AccountUse, type SharedAccount, sharedAccounts } from "../model/shared-account.ts";
import type { PayeeStore } from "../vault.ts";

export interface SharedAccountDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayeeStore, "payees" | "advisorsByAccount">;
  readonly proposals: Pick<ProposalStore, "list">;
}

type TaggedEntry = Pick<PayeeEntry, "advisorId" | "accountTag">;

/**
 * Which entries give an advisor an account that somebody else has too: by the latest version of their payee, by another
 * entry, or by another proposal that waits. An account that an advisor had before counts no more.
 * @param proposalId of the entries' own proposal, where there is one.
 */
export async function findSharedAccounts(
  entries: readonly TaggedEntry[],
  proposalId: string | undefined,
  deps: SharedAccountDeps,
): Promise<SharedAccount[]> {
  const waiting = await deps.proposals.list(WAITING_STATUSES, "payees");
  const others = waiting.filter((proposal) => proposal.proposalId !== proposalId).flatMap(({ content }) => entriesOf(content));
  return findAmong(entries, others, deps);
}

/** The same of a proposal as things stand now. Nothing of one without payees, and of one that was withdrawn. */
export async function sharedAccountsOfProposal(
  { proposalId, content, status }: Proposal,
  deps: SharedAccountDeps,
): Promise<SharedAccount[]> {
  const entries = entriesOf(content);
  if (entries.length === 0 || status === "withdrawn") return [];
  if (status !== "published") return findSharedAccounts(entries, proposalId, deps);
  // What it published is in the payees themselves, unless it was replaced since; whose was replaced has the account no more.
  const payees = await deps.payouts.payees(entries.map(({ advisorId }) => advisorId));
  const current = entries.filter(({ advisorId, accountTag }) => latestPayee(payees.get(advisorId) ?? [])?.accountTag === accountTag);
  return findSharedAccounts(current, proposalId, deps);
}

/** @param others entries of other proposals. */
async function findAmong(
  entries: readonly TaggedEntry[],
  others: readonly TaggedEntry[],
  { ledger, payouts }: SharedAccountDeps,
): Promise<SharedAccount[]> {
  const usesOf = new Map<string, Map<string, AccountUse>>(entries.map(({ accountTag }) => [accountTag, new Map()]));
  const note = (use: AccountUse, noted: readonly TaggedEntry[]) => {
    for (const { advisorId, accountTag } of noted) usesOf.get(accountTag)?.set(advisorId, use);
  };
  note("other-proposal", others);
  note("same-proposal", entries);
  const byAccount = await payouts.advisorsByAccount([...usesOf.keys()]);
  const payees = await payouts.payees([...byAccount.values()].flat());
  note(
    "current",
    [...payees.values()].flatMap((versions) => latestPayee(versions) ?? []),
  );
  const shared = new Set([...usesOf.values()].filter((uses) => uses.size > 1).flatMap((uses) => [...uses.keys()]));
  const advisors = await ledger.advisors([...shared]);
  return sharedAccounts(entries, usesOf, (advisorId) => advisors.get(advisorId)?.name);
}

const entriesOf = (content: Proposal["content"]): readonly PayeeEntry[] => (isPayeesContent(content) ? content.entries : []);
