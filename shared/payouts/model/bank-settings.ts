import { type IssueCode, type Refusal, refusal } from "../../base/issues/issue.ts";
import { contentHash } from "../../base/json/hash.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import type { BankSettingsHashes, Payout } from "./payout.ts";

/** The settings by which money reaches a bank: the account that it leaves from, and the files that a bank is told by. */
export type BankSettings = Pick<FinanceSettings, "debtor" | "templates" | "pain001">;

/** The settings that a part of a draft is computed by, hashed (SHA-256 of canonical JSON). */
export function hashBankSettings({ debtor, templates, pain001 }: BankSettings): BankSettingsHashes {
  const forBanks = templates.filter(({ kind }) => kind === "bank");
  return { debtor: [contentHash(debtor)], formats: [contentHash({ pain001, templates: forBanks })] };
}

const CODES: Readonly<Record<keyof BankSettingsHashes, IssueCode>> = {
  debtor: "debtor-in-payout",
  formats: "formats-in-payout",
};

/**
 * Which of these settings are no longer those that a payout was drafted by. Of a draft that was computed while they
 * changed none of both is.
 */
export function changedBankSettings({ payoutId, content }: Pick<Payout, "payoutId" | "content">, settings: BankSettings): Refusal[] {
  if (content === undefined) return [];
  const now = hashBankSettings(settings);
  const names = ["debtor", "formats"] as const;
  const changed = names.filter((name) => content.settings[name].some((hash) => !now[name].includes(hash)));
  return changed.map((name) => refusal(CODES[name], { payoutId }));
}
