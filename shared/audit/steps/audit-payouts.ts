import type { Month } from "../../base/calendar/month.ts";
import { type CountAndAmount, minus, NOTHING, plus } from "../../base/money/money.ts";
import { signatureOfPayout } from "../../payouts/model/apply-step.ts";
import { contentOf, paymentsOf, totalsOfLines } from "../../payouts/model/lines-file.ts";
import { paidTwice } from "../../payouts/model/paid-again.ts";
import type { OutcomeKind, PaymentLine } from "../../payouts/model/payment.ts";
import type { Payout, PayoutTotals } from "../../payouts/model/payout.ts";
import { payablesOfAdvisor } from "../../payouts/reconciliation/steps/advisor-payables.ts";
import { readPart } from "../../payouts/steps/lines-store.ts";
import { readPayout } from "../../payouts/steps/read-payout.ts";
import type { Finding } from "../model/finding.ts";
import { type AuditCall, confirm, type Look } from "./audit-context.ts";

const PAYMENTS_A_READ = 100;

/**
 * Audits the payouts of a close's month: that what was approved is what the lines come to, and that the totals are those of
 * the outcomes.
 * @param withLines whether every line is read too, and compared with the payment that was put.
 */
export async function auditPayouts(month: Month, withLines: boolean, call: AuditCall): Promise<Finding[]> {
  const { payouts, surroundings } = call.checking;
  const findings: Finding[] = [];
  for (const payout of await payouts.list()) {
    if (payout.month !== month || payout.content === undefined) continue;
    const confirmed = await confirm(() => lookAtPayout(payout.payoutId, withLines, call), surroundings);
    findings.push(...confirmed.findings);
  }
  return findings;
}

async function lookAtPayout(payoutId: string, withLines: boolean, call: AuditCall): Promise<Look> {
  const { payout, totals } = await readPayout(payoutId, call.checking);
  const told = await Promise.all([checkContent(payout, withLines, call), checkTotals(payout, totals, call)]);
  return { frozen: [], open: told.flat(), stamp: () => `${payout.lockVersion} ${totals.lockVersion}` };
}

/** The parts come to the content, the content is what was approved, and lines and payments say the same. */
async function checkContent(payout: Payout, withLines: boolean, { checking }: AuditCall): Promise<Finding[]> {
  const { payouts, archive, ledger } = checking;
  const { payoutId, month, content, approved } = payout;
  const record = ledger.names.payout(payoutId);
  const findings: Finding[] = [];
  const parts = [...(await payouts.parts(payoutId))].sort(([a], [b]) => a - b);
  const made = contentOf(parts.map(([, part]) => part));
  if (made.hash !== content?.hash || !isSame(made.payments, content.payments)) {
    const records = [record, ...parts.map(([shard]) => ledger.names.payoutPart(payoutId, shard))];
    findings.push({ kind: "payout", records, month, ...told(made, content ?? { hash: "no content", payments: NOTHING }) });
  }
  const signs = signatureOfPayout(payout);
  if (approved !== undefined && approved.signs !== signs)
    findings.push({
      kind: "payout",
      records: [record],
      month,
      expected: `approved with ${signs}`,
      found: `approved with ${approved.signs}`,
    });
  if (!withLines) return findings;
  for (const [shard, part] of parts) {
    const lines = await readPart(part, archive).catch((error: Error) => error);
    if (lines instanceof Error) {
      findings.push({ kind: "payout-lines", records: [part.key], month, expected: `lines of hash ${part.hash}`, found: lines.message });
      continue;
    }
    const { payments } = totalsOfLines(lines);
    if (!isSame(payments, part.payments)) {
      const records = [ledger.names.payoutPart(payoutId, shard)];
      findings.push({ kind: "payout-lines", records, month, expected: inWords(payments), found: inWords(part.payments) });
    }
    findings.push(...(await checkPayments(payout, paymentsOf(lines), checking)));
  }
  return findings;
}

async function checkPayments(
  { payoutId, month }: Payout,
  lines: readonly PaymentLine[],
  { payouts, ledger }: AuditCall["checking"],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let start = 0; start < lines.length; start += PAYMENTS_A_READ) {
    const some = lines.slice(start, start + PAYMENTS_A_READ);
    const ids = some.map(({ advisorId }) => advisorId);
    const put = await payouts.payments(payoutId, ids);
    for (const line of some) {
      const { advisorId } = line;
      const [expected, found] = [paymentText(line), paymentText(put.get(advisorId))];
      if (expected === found) continue;
      findings.push({ kind: "payment", records: [ledger.names.payment(advisorId, payoutId)], advisorId, month, expected, found });
    }
  }
  return findings;
}

function paymentText(payment: Omit<PaymentLine, "kind" | "name" | "storeId"> | undefined): string {
  if (payment === undefined) return "no payment";
  const { reference, amount, statement, earlier, payeeVersion } = payment;
  return `${amount} (${statement} and ${earlier} of earlier months) to payee version ${payeeVersion}, reference ${reference}`;
}

/** What outcomes and confirmation came to, one by one, is what the totals and the list of failed payments say. */
async function checkTotals({ payoutId, month, confirmed }: Payout, totals: PayoutTotals, { checking }: AuditCall): Promise<Finding[]> {
  const sums: Record<OutcomeKind, CountAndAmount> = { paid: confirmed?.paid ?? NOTHING, rejected: NOTHING, returned: NOTHING };
  let charged = 0n;
  const latest = new Map<string, { readonly number: number; readonly kind: OutcomeKind }>();
  for await (const page of checking.payouts.outcomes(payoutId)) {
    for (const { payment, number, from, outcome, charges = 0n } of page) {
      if ((latest.get(payment.advisorId)?.number ?? 0) < number) latest.set(payment.advisorId, { number, kind: outcome.kind });
      const one = { count: 1, amount: payment.amount };
      if (from !== "in-transit") sums[from] = minus(sums[from], one);
      sums[outcome.kind] = plus(sums[outcome.kind], one);
      charged += charges;
    }
  }
  const records = [checking.ledger.names.payoutTotals(payoutId)];
  const [expected, found] = [totalsText({ ...sums, charges: charged }), totalsText(totals)];
  const findings: Finding[] = expected === found ? [] : [{ kind: "payout", records, month, expected, found }];
  const back = [...latest].filter(([, { kind }]) => kind !== "paid").map(([advisorId]) => advisorId);
  const textOf = (ids: readonly string[]) => `failed payments of: ${ids.toSorted().join(", ")}`;
  const [failed, listed] = [textOf(back), textOf([...(await checking.payouts.failed(payoutId)).keys()])];
  if (failed !== listed) findings.push({ kind: "payout", records, month, expected: failed, found: listed });
  return findings;
}

/** Nobody is paid more than statements made payable and people recorded as paid twice, and each payment is of a payout that exists. */
export async function auditPaymentsOf(advisorId: string, { checking }: AuditCall): Promise<readonly Finding[]> {
  const { names } = checking.ledger;
  const { findings } = await confirm(async () => {
    const { account, payments, statementTotal, outstanding } = await payablesOfAdvisor(advisorId, checking);
    const known = new Set(payments.map(({ payoutId }) => payoutId));
    const lost = account.payments.filter(({ payoutId }) => !known.has(payoutId));
    const open: Finding[] = lost.map(({ payoutId }) => ({
      ...{ kind: "payment", records: [names.payout(payoutId)], advisorId },
      ...{ expected: `payout ${payoutId}, of which the advisor has a payment`, found: "no such payout" },
    }));
    // What two people recorded as paid twice is known: it is taken off what is paid next.
    const twice = paidTwice(account, new Map(payments.map(({ payoutId, payout }) => [payoutId, payout.status])));
    if (outstanding + twice < 0n) {
      const records = payments.map(({ payoutId }) => names.payment(advisorId, payoutId));
      const [expected, found] = [`payments that stand of ${statementTotal + twice} at most`, `payments of ${statementTotal - outstanding}`];
      open.push({ kind: "payment", records, advisorId, expected, found });
    }
    const stamp = () => payments.map(({ payoutId, payout, state }) => `${payoutId} ${payout.lockVersion} ${state}`).join();
    return { frozen: [], open, stamp };
  }, checking.surroundings);
  return findings;
}

const isSame = (left: CountAndAmount, right: CountAndAmount): boolean => left.count === right.count && left.amount === right.amount;
const inWords = ({ count, amount }: CountAndAmount): string => `${count} payments of ${amount}`;
const totalsText = ({ paid, rejected, returned, charges }: Omit<PayoutTotals, "lockVersion">): string =>
  `paid ${inWords(paid)}, rejected ${inWords(rejected)}, returned ${inWords(returned)} less charges of ${charges}`;

interface ContentSaid {
  readonly hash: string;
  readonly payments: CountAndAmount;
}
const told = (made: ContentSaid, said: ContentSaid) => ({
  expected: `${inWords(made.payments)}, lines of hash ${made.hash}`,
  found: `${inWords(said.payments)}, lines of hash ${said.hash}`,
});
