import { canonicalJson } from "../../base/json/exact-json.ts";
import { hashOfPayee, payeeAt } from "../../payees/model/effective-payee.ts";
import { signatureOfPayout } from "./apply-step.ts";
import { type DraftTerms, dueTo } from "./draft-lines.ts";
import { failedPayments, waitsFor } from "./failed-payment.ts";
import { contentOf } from "./lines-file.ts";
import type { Payment, PaymentLine } from "./payment.ts";
import type { PayoutAccount } from "./payment-account.ts";
import type { ContentPart, Payout } from "./payout.ts";

/** What an approved payment rests on no more. `payment`: it is not stored as its line was approved. */
export type BasisIssue = "held" | "failed" | "payee-security-hold" | "payee-changed" | "not-owed" | "payment";

/**
 * Whether an approved payment still rests on what it was approved by, as of an instant: nobody holds it, its payee is the
 * version and content that was drafted and no change of it waits, no payment that came back waits for anything, what it
 * pays again came back as it did then, and as much is owed without it.
 * @returns what holds no more; undefined where all does.
 */
export function basisIssue(line: PaymentLine, account: PayoutAccount, terms: DraftTerms): BasisIssue | undefined {
  const own = account.payments.find(({ payoutId }) => payoutId === line.payoutId);
  if (own === undefined || !isSamePayment(own, line)) return "payment";
  if (account.hold !== undefined) return "held";
  const now = payeeAt(account.payees, terms.atMs, terms.securityHoldDays);
  if (now.kind === "securityHold") return "payee-security-hold";
  if (now.kind === "none" || now.payee.version !== line.payeeVersion || hashOfPayee(now.payee) !== line.payeeHash) return "payee-changed";
  // Statements of later months too: payments of theirs may stand by now.
  const others = { ...account, payments: account.payments.filter(({ payoutId }) => payoutId !== line.payoutId) };
  if (failedSince(line, others, terms)) return "failed";
  return dueTo(others, LAST_MONTH, terms.statuses) < line.amount ? "not-owed" : undefined;
}

/** Above every month. */
const LAST_MONTH = "9999-12";

/** Whether a payment came back since and waits, or one that is paid again came back otherwise than was approved. */
function failedSince({ again = [] }: PaymentLine, others: PayoutAccount, { statuses }: DraftTerms): boolean {
  const known = new Map(again.map(({ payoutId, number }) => [payoutId, number]));
  return failedPayments(others, statuses).some(
    (failed) => waitsFor(failed, others) !== undefined || (known.get(failed.payoutId) ?? failed.number) !== failed.number,
  );
}

function isSamePayment(payment: Payment, line: PaymentLine): boolean {
  const fields = ({ reference, amount, payeeVersion, payeeHash, accountLast4 }: Payment) => ({
    reference,
    amount,
    payeeVersion,
    payeeHash,
    accountLast4,
  });
  return canonicalJson(fields(payment)) === canonicalJson(fields(line));
}

/**
 * Whether an approval stands for a payout as it is: the signature is of this very content, the content of these parts, and
 * the person who approved neither drafted it nor proposed what it pays, nor made any of it payable again.
 */
export function isApprovalValid(payout: Payout, parts: readonly ContentPart[]): boolean {
  const { approved, content, drafted } = payout;
  if (approved === undefined || content === undefined || approved.signs !== signatureOfPayout(payout)) return false;
  if (approved.by === drafted.by || content.adjustmentAuthors.includes(approved.by) || content.outcomeAuthors.includes(approved.by))
    return false;
  const { formats: _, ...totals } = content;
  return canonicalJson(totals) === canonicalJson(contentOf(parts));
}
