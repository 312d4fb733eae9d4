import { type RefusalCode, refusal } from "../../base/issues/refusal.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { Archive, Surroundings } from "../../base/runtime/runtime.ts";
import type { Refusal } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";
import { type BasisIssue, basisIssue, isApprovalValid } from "../model/approval-basis.ts";
import { type BankSettings, changedBankSettings } from "../model/bank-settings.ts";
import { hashOfLines, linesText, paymentsOf, totalsOfLines } from "../model/lines-file.ts";
import type { PaymentLine } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import type { PayoutStore } from "../store.ts";
import { readPart } from "./lines-store.ts";

/** Dependencies of checking again what an approval rested on. */
export interface BasisDeps {
  readonly payouts: Pick<PayoutStore, "parts" | "account" | "list">;
  readonly proposals: Pick<ProposalStore, "list">;
  readonly archive: Pick<Archive, "get">;
  readonly finance: Pick<FinanceSettings, "coolingDays"> & BankSettings;
  readonly surroundings: Pick<Surroundings, "now">;
}

/**
 * Whether money may still leave by a payout's file: it is exported, and the bank has told of none of its payments. After
 * that the file is a record of what was sent.
 */
export async function isStillToLeave({ payoutId, status }: Payout, p: { readonly payouts: Pick<PayoutStore, "totals"> }): Promise<boolean> {
  if (status !== "exported") return false;
  const { paid, rejected, returned } = await p.payouts.totals(payoutId);
  return paid.count + rejected.count + returned.count === 0;
}

const ACCOUNTS_AT_A_TIME = 16;
/** How many names a refusal tells. */
const NAMES_TOLD = 20;

const CODES: Readonly<Record<BasisIssue, RefusalCode>> = {
  held: "held-in-payout",
  failed: "failed-in-payout",
  "payee-cooling": "cooling-in-payout",
  "payee-changed": "payee-in-payout",
  "not-owed": "not-owed-in-payout",
  payment: "approval-differs",
};

/**
 * Checks again, before money leaves, all that a payout's approval rested on: the signature and the four eyes, the lines and
 * their sums, the settings for banks, and of every payment its hold, payee and what is owed. Reads each advisor's account once.
 * @returns what holds no more, with the advisors by name; nothing where all does.
 */
export async function checkBasis(payout: Payout, p: BasisDeps): Promise<readonly Refusal[]> {
  const parts = [...(await p.payouts.parts(payout.payoutId))].sort(([a], [b]) => a - b).map(([, part]) => part);
  if (!isApprovalValid(payout, parts)) return [refusal("approval-differs", { payoutId: payout.payoutId })];
  const { payoutId, month } = payout;
  const statuses = new Map((await p.payouts.list()).map((each) => [each.payoutId, each.status]));
  const terms = { payoutId, month, atMs: p.surroundings.now(), coolingDays: p.finance.coolingDays, statuses };
  const changing = await approvedChanges(p);
  const found = new Map<BasisIssue, PaymentLine[]>();
  for (const part of parts) {
    const lines = await readPart(part, p.archive);
    const { payments } = totalsOfLines(lines);
    const isWhole = payments.count === part.payments.count && payments.amount === part.payments.amount;
    if (!isWhole || hashOfLines(linesText(lines)) !== part.hash) return [refusal("approval-differs", { payoutId })];
    await inParallel(paymentsOf(lines), ACCOUNTS_AT_A_TIME, async (line) => {
      const account = await p.payouts.account(line.advisorId);
      const issue = basisIssue(line, account, terms) ?? (changing.has(line.advisorId) ? "payee-changed" : undefined);
      if (issue !== undefined) found.set(issue, [...(found.get(issue) ?? []), line]);
    });
  }
  return [
    ...changedBankSettings(payout, p.finance),
    ...[...found].map(([issue, lines]) => refusal(CODES[issue], { payoutId, advisors: namesOf(lines) })),
  ];
}

/** Whose payee somebody has approved to be another, and it is not stored yet. */
async function approvedChanges({ proposals }: Pick<BasisDeps, "proposals">): Promise<ReadonlySet<string>> {
  const approved = await proposals.list(["approved", "publishing"], "payees");
  return new Set(approved.flatMap(({ content }) => (content.kind === "payees" ? content.entries.map(({ advisorId }) => advisorId) : [])));
}

/** Names with ids, by id; of many how many more there are. */
export function namesOf(lines: readonly Pick<PaymentLine, "advisorId" | "name">[]): string {
  const sorted = [...lines].sort((a, b) => (a.advisorId < b.advisorId ? -1 : 1));
  const told = sorted.slice(0, NAMES_TOLD).map(({ name, advisorId }) => `${name} (${advisorId})`);
  return [...told, ...(sorted.length > NAMES_TOLD ? [`+${sorted.length - NAMES_TOLD}`] : [])].join(", ");
}
