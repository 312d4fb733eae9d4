import { inParallel, instantOf, type Runtime } from "../../base/runtime/runtime.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { isPayeesContent, type PayeeEntry } from "../model/content.ts";
import { latestPayee, type PayeeNow, payeeAt } from "../model/effective-payee.ts";
import type { Payee } from "../model/payee.ts";
import { type AccountUse, type SharedAccount, sharedAccounts } from "../model/shared-account.ts";
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

export interface PayeeViewDeps {
  readonly proposals: Pick<ProposalStore, "noteOncePerHour" | "activity">;
  readonly surroundings: Pick<Runtime, "now">;
}

const NOTES_CONCURRENCY = 32;

/** The subject in the activity log under which stands who looked at an advisor's payee details. */
export const payeeSubject = (advisorId: string): string => `payee:${advisorId}`;

/**
 * Notes in the activity log that a person looks at where an advisor is paid to. Awaited before anything is shown: where it
 * can't be stored, nothing is. The same person's views within one full hour (UTC) are one entry, with the first one's time.
 */
export async function notePayeeView(
  advisorId: string,
  { username: by }: { readonly username: string },
  deps: PayeeViewDeps,
): Promise<void> {
  const entry = { at: instantOf(deps), by, action: "view", changes: [] } as const;
  await deps.proposals.noteOncePerHour({ subject: payeeSubject(advisorId), entry });
}

/**
 * The same for a proposal of payees, under each advisor that it names, and under the proposal itself; nothing for a
 * proposal of another kind. The proposal's own entry is stored last: where it stands, the others do.
 */
export async function noteProposalView(
  { proposalId, content }: Proposal,
  { username: by }: { readonly username: string },
  deps: PayeeViewDeps,
): Promise<void> {
  if (!isPayeesContent(content)) return;
  const entry = { at: instantOf(deps), by, action: "view", changes: [], proposalId } as const;
  const own = `proposal:${proposalId}`;
  const isThere = (await deps.proposals.activity(own)).some(
    (each) => each.action === "view" && each.by === by && isSameHour(each.at, entry.at),
  );
  if (isThere) return;
  const subjects = [...new Set(content.entries.map(({ advisorId }) => payeeSubject(advisorId)))];
  await inParallel(subjects, NOTES_CONCURRENCY, (subject) => deps.proposals.noteOncePerHour({ subject, entry }));
  await deps.proposals.noteOncePerHour({ subject: own, entry });
}

const HOUR_LENGTH = "2026-01-01T00".length;
const isSameHour = (one: string, other: string): boolean => one.slice(0, HOUR_LENGTH) === other.slice(0, HOUR_LENGTH);
