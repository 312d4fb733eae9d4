import type { Instant } from "../../base/calendar/month.ts";

/** What is needed to pay someone, each sealed by itself. */
export const PAYEE_FIELDS = ["holder", "account", "bankCode", "bankName"] as const;
export type PayeeField = (typeof PAYEE_FIELDS)[number];

/**
 * Payee details as they are typed and as a bank's file needs them: only ever in memory. `holder` is the name of the
 * account, `account` its number or IBAN without spaces, `bankCode` a BIC or the 12 digits of a CNAPS code; `bankName` may be "".
 */
export type PayeeDetails = Readonly<Record<PayeeField, string>>;

/** Payee details, sealed: what is stored. */
export type SealedDetails = Readonly<Record<PayeeField, string>>;

/** What is told of an account's holder, once sealed: see `holderView`. */
export interface HolderView {
  /** Such as 张*: enough to notice a name that was read wrongly. */
  readonly masked: string;
  /** Whether the holder is the advisor, by the name as registered at the proposal. */
  readonly isAdvisor: boolean;
}

/** Where an advisor is paid to, as of a version. */
export interface Payee {
  readonly advisorId: string;
  /** From 1, each one above the version before. */
  readonly version: number;
  readonly sealed: SealedDetails;
  /** The last four characters of the account. */
  readonly last4: string;
  /** Keyed hash of the account, by which payees with one account are found: see `Vault.tag`. Never shown to anybody. */
  readonly accountTag: string;
  /** By which proposal, who approved it, and when: its cooling period begins then. */
  readonly proposalId: string;
  readonly approvedBy: string;
  readonly approvedAt: Instant;
}

/** Which field of whom a sealed text belongs to: moved elsewhere it can't be opened. */
export interface SealedPlace {
  readonly advisorId: string;
  readonly version: number;
  readonly field: PayeeField;
}
