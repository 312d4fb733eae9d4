import type { Day, Instant, Month } from "../../base/calendar/month.ts";
import type { CountAndAmount } from "../../base/money/count-and-amount.ts";
import type { BankFileIssueCode } from "../bank-files/bank-file-issue.ts";

/**
 * `drafting`: its lines are being computed. `draft`: they stand, and wait for approval. `approved`: it may be exported.
 * `exported`: the bank is told, so its payments are in flight. `confirmed`: what has no outcome of its own is paid.
 * `withdrawn`: it never went out.
 */
export type PayoutStatus = "drafting" | "draft" | "approved" | "exported" | "confirmed" | "withdrawn";

/** Why an advisor to whom something is owed is not in a payout. */
export const LEFT_OUT = ["held", "no-payee", "payee-cooling", "needs-new-details", "needs-a-look", "not-in-bank-file"] as const;
export type LeftOutWhy = (typeof LEFT_OUT)[number];

/** A format by which a payout can go out, and why it can't by this one, where something of the whole doesn't fit. */
export interface PayoutFormat {
  /** `pain.001` or a template's id. */
  readonly format: string;
  readonly issue?: BankFileIssueCode;
  /** The title of the template's column that it is about. */
  readonly column?: string;
}

/** By which of the settings for banks a draft was computed: SHA-256 each, more than one where they changed meanwhile. */
export interface BankSettingsHashes {
  readonly debtor: readonly string[];
  /** Of the templates for banks, and of whether pain.001 is used. */
  readonly formats: readonly string[];
}

/** What a payout's draft came to: what an approval signs. */
export interface PayoutContent {
  /** SHA-256 over the hashes of its parts' lines, shard by shard. */
  readonly hash: string;
  /** Its control totals: how many payments, and their sum. */
  readonly payments: CountAndAmount;
  readonly leftOut: Readonly<Record<LeftOutWhy, CountAndAmount>>;
  /** Who proposed or submitted one of the manual adjustments that its statements hold. */
  readonly adjustmentAuthors: readonly string[];
  /** Tried when it was drafted, in the order of the settings. */
  readonly formats: readonly PayoutFormat[];
  /** The payments that pay again what came back. */
  readonly again: CountAndAmount;
  /** Who brought the reports or proposed the outcomes that made those payable again, or asked for the same account again. */
  readonly bringers: readonly string[];
  /** By which settings for banks it was drafted: others stop it. */
  readonly settings: BankSettingsHashes;
}

/** Who did something, when, and where it is asked for, why. */
export interface Act {
  readonly by: string;
  readonly at: Instant;
  readonly why?: string;
}

/** A batch of payments: what advisors are owed up to a close. */
export interface Payout {
  /** The month of the close, and the payout's number for it: 2026-05-1. */
  readonly payoutId: string;
  /** All statements up to this month's are paid by it. */
  readonly month: Month;
  readonly status: PayoutStatus;
  /** Rises with each step: a step counts on the edition that it was decided on. */
  readonly edition: number;
  /** Where the gate stood when its draft began. */
  readonly gate: number;
  readonly drafted: Act;
  /** None while it is drafted. */
  readonly content?: PayoutContent;
  /** `signs`: SHA-256 over the canonical content with id and month. */
  readonly approved?: Act & { readonly signs: string };
  /** `executeOn`: the day on which the bank is asked to pay. `format`: by which file, `pain.001` or a template's id. */
  readonly exported?: Act & { readonly executeOn: Day; readonly format: string };
  /** Who fetched its bank file first: from then on a bank may have it. Noted before the link is handed out. */
  readonly downloaded?: Act & { readonly format: string };
  /** Who asked to withdraw it though its file was downloaded; another has to say too that the bank never got it. */
  readonly withdrawal?: Act;
  /** `paid`: what was in flight until then, and is paid by it. */
  readonly confirmed?: Act & { readonly paid: CountAndAmount };
  readonly withdrawn?: Act;
}

/** How the payments of an exported payout stand; what is in none of these is in flight. */
export interface PayoutTotals {
  /** Rises with each change. */
  readonly edition: number;
  readonly paid: CountAndAmount;
  readonly rejected: CountAndAmount;
  readonly returned: CountAndAmount;
  /** What banks took off the payments that came back and stand so, minor units. */
  readonly charges: bigint;
  /** A report of the bank's speaks of it or of a payment of it, whatever it says: the bank has its file. */
  readonly isHeard?: true;
}

/** Of how many payments of a payout the bank, or a person for it, has told. */
export const countTold = ({ paid, rejected, returned }: PayoutTotals): number => paid.count + rejected.count + returned.count;

/** Whether the bank has a payout's file, by what it or people said: it can't be withdrawn then. */
export const isAtBank = (totals: PayoutTotals): boolean => totals.isHeard === true || countTold(totals) > 0;

/** Someone is not to be paid for now. */
export interface Hold extends Act {
  readonly advisorId: string;
  readonly why: string;
}

/**
 * A payment that came back may be paid again. `looked`: someone of finance looked at it, which is enough where the bank's
 * reason doesn't ask for new details. `confirmed`: one person asked for the same account to be paid again, another one
 * approved that. Never edited, and only of the outcome that was looked at: what is recorded later waits anew.
 */
export interface Clearance extends Act {
  readonly kind: "looked" | "confirmed";
  readonly advisorId: string;
  readonly payoutId: string;
  /** The number of the outcome by which it came back. */
  readonly number: number;
  readonly why: string;
  /** Where two people decided: the proposal, and who approved it; `by` is who proposed it. */
  readonly proposalId?: string;
  readonly approvedBy?: string;
}
