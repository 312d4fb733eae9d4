import * as z from "zod";
import { storedRefusal } from "../../base/issues/stored-issues.ts";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { countAndAmount } from "../../base/money/money.ts";
import { BANK_FILE_ISSUES } from "../bank-files/bank-file-issue.ts";

/**
 * `drafting`: its lines are being computed. `draft`: they stand, and wait for approval. `approved`: it may be exported.
 * `exported`: the bank is told, so its payments are in flight. `confirmed`: what has no outcome of its own is paid.
 * `withdrawn`: it never went out.
 */
export const PAYOUT_STATUSES = ["drafting", "draft", "approved", "exported", "confirmed", "withdrawn"] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** Why an advisor to whom something is owed is not in a payout. */
export const EXCLUSION_REASONS = [
  "payments-on-hold",
  "no-payee",
  "payee-security-hold",
  "needs-new-details",
  "needs-a-look",
  "not-in-bank-file",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** A format by which a payout can go out, and why it can't by this one, where something of the whole doesn't fit. */
const payoutFormat = record({
  /** `pain.001` or a template's id. */
  format: z.string(),
  issue: z.enum(BANK_FILE_ISSUES).optional(),
  /** The title of the template's column that it is about. */
  column: z.string().optional(),
});
export type PayoutFormat = Stored<typeof payoutFormat>;

/** By which of the settings for banks a draft was computed: SHA-256 each, more than one where they changed meanwhile. */
const bankSettingsHashes = record({
  debtor: z.array(z.string()),
  /** Of the templates for banks, and of whether pain.001 is used. */
  formats: z.array(z.string()),
});
export type BankSettingsHashes = Stored<typeof bankSettingsHashes>;

/** What lines come to: of a shard, or of a whole payout. */
export const linesTotals = record({
  /** Its control totals: how many payments, and their sum. */
  payments: countAndAmount,
  excluded: z.record(z.enum(EXCLUSION_REASONS), countAndAmount),
  /** Of the payments, those that pay again what came back. */
  again: countAndAmount,
  /** Who brought the reports or proposed the outcomes that made those payable again, or asked for the same account again. */
  outcomeAuthors: z.array(z.string()),
});
export type LinesTotals = Stored<typeof linesTotals>;

/** A shard's part of a payout, as far as the whole is made of it. */
export const contentPart = record({
  /** SHA-256 of its lines. */
  hash: z.string(),
  ...linesTotals.shape,
  /** Who proposed or submitted one of the manual adjustments that its statements hold. */
  adjustmentAuthors: z.array(z.string()),
  /** By which settings for banks it was computed: others stop it. */
  settings: bankSettingsHashes,
});
export type ContentPart = Stored<typeof contentPart>;

/** What a payout's draft came to: what an approval signs. `hash`: SHA-256 over the hashes of its parts, shard by shard. */
const payoutContent = record({
  ...contentPart.shape,
  /** Tried when it was drafted, in the order of the settings. */
  formats: z.array(payoutFormat),
});
export type PayoutContent = Stored<typeof payoutContent>;

/** Who did something, when (an instant), and where it is asked for, why. */
const act = record({ by: z.string(), at: z.string(), comment: z.string().optional() });
export type Act = Stored<typeof act>;

/** A batch of payments: what advisors are owed up to a close. */
const payout = record({
  /** The month of the close, and the payout's number for it: 2026-05-1. */
  payoutId: z.string(),
  /** All statements up to this month's are paid by it. */
  month: z.string(),
  status: z.enum(PAYOUT_STATUSES),
  /** Rises with each step: a step counts on the lock version that it was decided on. */
  lockVersion: int,
  /** Where the gate stood when its draft began. */
  gate: int,
  drafted: act,
  /** While it is drafted: why the last attempt failed. */
  issues: z.array(storedRefusal).optional(),
  /** While it is drafted: when it was begun again after a failure, an instant. */
  restartedAt: z.string().optional(),
  /** None while it is drafted. */
  content: payoutContent.optional(),
  /** `signs`: SHA-256 over the canonical content with id and month. */
  approved: record({ ...act.shape, signs: z.string() }).optional(),
  /** `executeOn`: the day on which the bank is asked to pay. `format`: by which file, `pain.001` or a template's id. */
  exported: record({ ...act.shape, executeOn: z.string(), format: z.string() }).optional(),
  /** Who fetched its bank file first: from then on a bank may have it. Noted before the link is handed out. */
  downloaded: record({ ...act.shape, format: z.string() }).optional(),
  /** Who asked to withdraw it though its file was downloaded; another has to say too that the bank never got it. */
  withdrawal: act.optional(),
  /** `paid`: what was in flight until then, and is paid by it. */
  confirmed: record({ ...act.shape, paid: countAndAmount }).optional(),
  withdrawn: act.optional(),
});
export type Payout = Stored<typeof payout>;
export const payoutCodec = textCodec("a payout", payout);

/** Whether it is a draft that pays nobody: it can't be approved, and waits for its withdrawal alone. */
export const paysNobody = ({ status, content }: Payout): boolean => status === "draft" && content?.payments.count === 0;

/** How the payments of an exported payout stand; what is in none of these is in flight. */
const payoutTotals = record({
  /** Rises with each change. */
  lockVersion: int,
  paid: countAndAmount,
  rejected: countAndAmount,
  returned: countAndAmount,
  /** What banks took off the payments that came back and stand so, minor units. */
  charges: minor,
  /** A report of the bank's speaks of it or of a payment of it, whatever it says: the bank has its file. */
  isHeard: z.literal(true).optional(),
});
export type PayoutTotals = Stored<typeof payoutTotals>;
export const payoutTotalsCodec = textCodec("the totals of a payout", payoutTotals);

/** Of how many payments of a payout the bank, or a person for it, has told. */
export const countTold = ({ paid, rejected, returned }: PayoutTotals): number => paid.count + rejected.count + returned.count;

/** Whether the bank has a payout's file, by what it or people said: it can't be withdrawn then. */
export const isAtBank = (totals: PayoutTotals): boolean => totals.isHeard === true || countTold(totals) > 0;

/** Someone is not to be paid for now. */
const hold = record({ by: z.string(), at: z.string(), advisorId: z.string(), reason: z.string() });
export type Hold = Stored<typeof hold>;
export const holdCodec = textCodec("a hold", hold);

/**
 * A payment that came back may be paid again. `looked`: someone of finance looked at it, which is enough where the bank's
 * reason doesn't ask for new details. `confirmed`: one person asked for the same account to be paid again, another one
 * approved that. Never edited, and only of the outcome that was looked at: what is recorded later waits anew.
 */
const clearance = record({
  ...act.shape,
  advisorId: z.string(),
  comment: z.string(),
  kind: z.enum(["looked", "confirmed"]),
  payoutId: z.string(),
  /** The number of the outcome by which it came back. */
  number: int,
  /** Where two people decided: the proposal, and who approved it; `by` is who proposed it. */
  proposalId: z.string().optional(),
  approvedBy: z.string().optional(),
});
export type Clearance = Stored<typeof clearance>;
export const clearanceCodec = textCodec("a clearance", clearance);
