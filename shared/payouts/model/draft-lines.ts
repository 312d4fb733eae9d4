import type { Month } from "../../base/calendar/month.ts";
import { max, min, sum } from "../../base/money/money.ts";
import { hashOfPayee, payeeAt } from "../../payees/model/effective-payee.ts";
import type { BankFileIssue } from "../bank-files/bank-file-issue.ts";
import { failedPayments, waitsFor } from "./failed-payment.ts";
import type { ExcludedLine, FailedPayment, PaymentLine, PayoutLine } from "./payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "./payment-account.ts";
import { stands } from "./payment-state.ts";
import { monthOfPayout, referenceOf } from "./reference.ts";

/** Who a line is of, as files show it. */
export interface LineName {
  readonly name: string;
  readonly storeId?: string;
}

/** What a payout is drafted by, the same for all advisors. */
export interface DraftTerms {
  readonly payoutId: string;
  readonly month: Month;
  /** The instant as of which payees are looked at: when the draft began, so that going on with it gives the same. */
  readonly atMs: number;
  readonly securityHoldDays: number;
  readonly statuses: PayoutStatuses;
}

/**
 * What an advisor is owed by statements up to a month and no payment that stands has paid; minor units, 0 where
 * payments of later months have paid more.
 */
export function dueTo({ statements, payments }: PayoutAccount, month: Month, statuses: PayoutStatuses): bigint {
  const statementTotal = sum(statements.flatMap((statement) => (statement.month <= month ? [statement.payable] : [])));
  const paid = sum(payments.flatMap((payment) => (stands(stateIn(statuses, payment)) ? [payment.amount] : [])));
  return max(statementTotal - paid, 0n);
}

/** An advisor's line in a payout: a payment, or why there is none; undefined where nothing is due. */
export function lineOf(account: PayoutAccount, { name, storeId }: LineName, terms: DraftTerms): PayoutLine | undefined {
  const { payoutId, month, atMs, securityHoldDays, statuses } = terms;
  const amount = dueTo(account, month, statuses);
  if (amount === 0n) return undefined;
  const common = { payoutId, advisorId: account.advisorId, name, ...(storeId !== undefined && { storeId }), amount };
  const excluded = (reason: ExcludedLine["reason"], more: Pick<ExcludedLine, "until" | "waits"> = {}): ExcludedLine => ({
    ...common,
    kind: "excluded",
    reason,
    ...more,
  });
  if (account.hold !== undefined) return excluded("payments-on-hold");
  const standing = payeeAt(account.payees, atMs, securityHoldDays);
  if (standing.kind === "none") return excluded("no-payee");
  if (standing.kind === "securityHold") return excluded("payee-security-hold", { until: standing.until });
  const again = failedPayments(account, statuses);
  const waiting = (["needs-new-details", "needs-a-look"] as const).map(
    (reason) => [reason, again.filter((failed) => waitsFor(failed, account) === reason)] as const,
  );
  for (const [reason, waits] of waiting) if (waits.length > 0) return excluded(reason, { waits: waiting.flatMap(([, each]) => each) });
  const statement = statementPart(account, month, amount, statuses);
  const { version: payeeVersion, accountLast4 } = standing.payee;
  const payeeHash = hashOfPayee(standing.payee);
  const reference = referenceOf(payoutId, account.advisorId);
  return {
    ...common,
    kind: "payment",
    reference,
    statement,
    earlier: amount - statement,
    payeeVersion,
    payeeHash,
    accountLast4,
    ...paidAgain(again),
  };
}

/** A payment that one of the agency's banks can't be told of: its advisor is left out by name, and nothing of it is lost. */
export function leaveOut(line: PaymentLine, bankFile: BankFileIssue): ExcludedLine {
  const { payoutId, advisorId, name, storeId, amount } = line;
  const common = { payoutId, advisorId, name, ...(storeId !== undefined && { storeId }), amount };
  return { ...common, kind: "excluded", reason: "not-in-bank-file", bankFile };
}

const paidAgain = (again: readonly FailedPayment[]) => (again.length === 0 ? {} : { again });

/** What of an amount the month's own statement made payable: nothing once a payment of that month or a later one stands. */
function statementPart({ statements, payments }: PayoutAccount, month: Month, amount: bigint, statuses: PayoutStatuses): bigint {
  const isPaid = payments.some((payment) => monthOfPayout(payment.payoutId) >= month && stands(stateIn(statuses, payment)));
  if (isPaid) return 0n;
  return min(statements.find((statement) => statement.month === month)?.payable ?? 0n, amount);
}

/**
 * The month up to which payments that stand have surely paid all statements, if any: what the statements after it hold
 * may be in the next payment. Once any payment came back that is nothing sure any more.
 */
export function paidThrough({ payments }: PayoutAccount, statuses: PayoutStatuses): Month | undefined {
  const states = payments.map((payment) => [monthOfPayout(payment.payoutId), stateIn(statuses, payment)] as const);
  if (states.some(([, state]) => state === "rejected" || state === "returned")) return undefined;
  return states.reduce<Month | undefined>(
    (latest, [month, state]) => (stands(state) && (latest === undefined || month > latest) ? month : latest),
    undefined,
  );
}

/**
 * After which month the statements lie that a payment may pay, with all that they carry in; undefined for all of them.
 * What a statement brings forward was earned and adjusted before: its months count too, back to the last statement that
 * carried nothing.
 */
export function settledThrough({ statements }: Pick<PayoutAccount, "statements">, paid: Month | undefined): Month | undefined {
  if (paid === undefined) return undefined;
  let first = statements.findIndex(({ month }) => month > paid);
  if (first < 0) return paid;
  while (first > 0 && statements[first]?.broughtForward !== 0n) first -= 1;
  return statements[first - 1]?.month;
}
