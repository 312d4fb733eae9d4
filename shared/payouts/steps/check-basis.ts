import { type IssueCode, type Refusal, refusal } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import { isPayeesContent } from "../../payees/model/content.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import { type BasisIssue, basisIssue, isApprovalValid } from "../model/approval-basis.ts";
import { type BankSettings, changedBankSettings } from "../model/bank-settings.ts";
import { hashOfLines, linesText, paymentsOf, totalsOfLines } from "../model/lines-file.ts";
import type { PaymentLine } from "../model/payment.ts";
import { countTold, type Payout } from "../model/payout.ts";
import type { PayoutStore } from "../store.ts";
import { readPart } from "./lines-store.ts";

export interface BasisDeps {
  readonly payouts: Pick<PayoutStore, "parts" | "account" | "list" | "holds">;
  readonly proposals: Pick<ProposalStore, "list">;
  readonly archive: Pick<ObjectStore, "get">;
  readonly finance: Pick<FinanceSettings, "securityHoldDays"> & BankSettings;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Whether money is still to leave by a payout's file: it is exported, and the bank has told of none of its payments. After
 * that the file is a record of what was sent.
 */
export async function isStillToLeave(
  { payoutId, status }: Payout,
  deps: { readonly payouts: Pick<PayoutStore, "totals"> },
): Promise<boolean> {
  return status === "exported" && countTold(await deps.payouts.totals(payoutId)) === 0;
}

const ACCOUNTS_CONCURRENCY = 16;
/** How many names a refusal tells. */
const NAMES_TOLD = 20;

const CODES: Readonly<Record<BasisIssue, IssueCode>> = {
  held: "held-in-payout",
  failed: "failed-in-payout",
  "payee-security-hold": "security-hold-in-payout",
  "payee-changed": "payee-in-payout",
  "not-owed": "not-owed-in-payout",
  payment: "approval-differs",
};

/**
 * Checks again, before money leaves, all that a payout's approval rested on: the signature and the four eyes, the lines and
 * their sums, the settings for banks, and of every payment its hold, payee and what is owed. Reads each advisor's account
 * once, so it is for a job: what a web request checks is `checkBasisInRequest`.
 * @returns what holds no more, with the advisors by name; nothing where all does.
 */
export async function checkBasis(payout: Payout, deps: BasisDeps): Promise<readonly Refusal[]> {
  return checkPayments(payout, await approvedChanges(deps), () => true, deps);
}

/** So many accounts are read while somebody waits: of a larger payout the job that makes its file reads them. */
export const MAX_CHECKED_IN_REQUEST = 1_000;

/** Whether a payout is small enough to be checked whole while somebody waits. */
export const isCheckedInRequest = ({ content }: Payout): boolean => (content?.payments.count ?? 0) <= MAX_CHECKED_IN_REQUEST;

/**
 * The same as far as there is time for it while somebody waits: of a large payout only of those who are held, or whose
 * payee somebody has approved to be another. Its file is made by a job, which checks every payment before.
 */
export async function checkBasisInRequest(payout: Payout, deps: BasisDeps): Promise<readonly Refusal[]> {
  if (isCheckedInRequest(payout)) return checkBasis(payout, deps);
  const [changing, holds] = [await approvedChanges(deps), await deps.payouts.holds()];
  const held = new Set(holds.map(({ advisorId }) => advisorId));
  return checkPayments(payout, changing, (advisorId) => held.has(advisorId) || changing.has(advisorId), deps);
}

/** @param changing whose payee somebody has approved to be another. @param isRead whose accounts are read. */
async function checkPayments(
  payout: Payout,
  changing: ReadonlySet<string>,
  isRead: (advisorId: string) => boolean,
  deps: BasisDeps,
): Promise<readonly Refusal[]> {
  const { payoutId, month } = payout;
  const parts = [...(await deps.payouts.parts(payoutId))].sort(([a], [b]) => a - b).map(([, part]) => part);
  if (!isApprovalValid(payout, parts)) return [refusal("approval-differs", { payoutId })];
  const statuses = new Map((await deps.payouts.list()).map((each) => [each.payoutId, each.status]));
  const terms = { payoutId, month, atMs: deps.surroundings.now(), securityHoldDays: deps.finance.securityHoldDays, statuses };
  const found = new Map<BasisIssue, PaymentLine[]>();
  for (const part of parts) {
    const lines = await readPart(part, deps.archive);
    const { payments } = totalsOfLines(lines);
    const isWhole = payments.count === part.payments.count && payments.amount === part.payments.amount;
    if (!isWhole || hashOfLines(linesText(lines)) !== part.hash) return [refusal("approval-differs", { payoutId })];
    const read = paymentsOf(lines).filter(({ advisorId }) => isRead(advisorId));
    await inParallel(read, ACCOUNTS_CONCURRENCY, async (line) => {
      const account = await deps.payouts.account(line.advisorId);
      const issue = basisIssue(line, account, terms) ?? (changing.has(line.advisorId) ? "payee-changed" : undefined);
      if (issue !== undefined) found.set(issue, [...(found.get(issue) ?? []), line]);
    });
  }
  return [
    ...changedBankSettings(payout, deps.finance),
    ...[...found].map(([issue, lines]) => refusal(CODES[issue], { payoutId, advisors: namesOf(lines) })),
  ];
}

/** Whose payee somebody has approved to be another, and it is not stored yet. */
async function approvedChanges({ proposals }: Pick<BasisDeps, "proposals">): Promise<ReadonlySet<string>> {
  const approved = await proposals.list(["approved", "publishing"], "payees");
  return new Set(approved.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.map(({ advisorId }) => advisorId) : [])));
}

/** Names with ids, by id; of many how many more there are. */
export function namesOf(lines: readonly Pick<PaymentLine, "advisorId" | "name">[]): string {
  const sorted = [...lines].sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
  const told = sorted.slice(0, NAMES_TOLD).map(({ name, advisorId }) => `${name} (${advisorId})`);
  return [...told, ...(sorted.length > NAMES_TOLD ? [`+${sorted.length - NAMES_TOLD}`] : [])].join(", ");
}
