import * as z from "zod";
import { int, record, type Stored, textCodec } from "../../base/json/codec.ts";

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
const payee = record({
  advisorId: z.string(),
  /** From 1, each one above the version before. */
  version: int,
  sealed: z.record(z.enum(PAYEE_FIELDS), z.string()),
  /** The last four characters of the account. */
  accountLast4: z.string(),
  /** Keyed hash of the account, by which payees with one account are found: see `Vault.tag`. Never shown to anybody. */
  accountTag: z.string(),
  /** By which proposal, who approved it, and when (an instant): its security hold period begins then. */
  proposalId: z.string(),
  approvedBy: z.string(),
  approvedAt: z.string(),
});
export type Payee = Stored<typeof payee>;
export const payeeCodec = textCodec("a payee", payee);

/** Which field of whom a sealed text belongs to: moved elsewhere it can't be opened. */
export interface SealedPlace {
  readonly advisorId: string;
  readonly version: number;
  readonly field: PayeeField;
}
