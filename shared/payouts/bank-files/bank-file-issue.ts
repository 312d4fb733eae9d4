/**
 * Why a payment, or a whole payout, can't be told to a bank in a format. It names the format's column where there is one,
 * and never holds what was typed of a payee.
 */
export const BANK_FILE_ISSUES = [
  /** Longer than the column, or than the format allows. */
  "too-long",
  /** A character that the encoding, or the character set of SEPA, lacks. */
  "character",
  /** The separator of a file that has no quotes. */
  "separator",
  /** No IBAN: wrong length or check digits, or another kind of account where only IBANs are paid. */
  "iban",
  /** An IBAN of a country outside of SEPA. */
  "outside-sepa",
  /** Neither a BIC nor, where the currency allows it, a CNAPS code; or a BIC of another country than the IBAN's. */
  "bank-code",
  /** More than the format can pay at once. */
  "amount",
] as const;
export type BankFileIssueCode = (typeof BANK_FILE_ISSUES)[number];

export interface BankFileIssue {
  /** `pain.001` or a template's id. */
  readonly format: string;
  readonly code: BankFileIssueCode;
  /** The title of a template's column. */
  readonly column?: string;
}

/** Why a file can't be made as it is asked for, and what to do. Its message never holds what was typed of a payee. */
export class BankFileError extends Error {
  override readonly name = "BankFileError";
  readonly issue: BankFileIssue;

  constructor(message: string, issue: BankFileIssue) {
    super(message);
    this.issue = issue;
  }
}
