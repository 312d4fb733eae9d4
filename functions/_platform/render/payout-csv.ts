import { type CountAndAmount, decimalsOf, plainAmount } from "../../../shared/base/money/money.ts";
import type { Batches, DraftedPayout } from "../../../shared/payouts/files/store.ts";
import type { ExcludedLine, PaymentLine, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { EXCLUSION_REASONS, type ExclusionReason } from "../../../shared/payouts/model/payout.ts";
import { Plain, type Value, writeCsvPart } from "./csv-lines.ts";

/** A row of sums: of all payments, or of those who were left out for one reason. */
interface Sums extends CountAndAmount {
  readonly kind: "total" | "total-left-out";
  readonly reason?: ExclusionReason;
  readonly statement?: bigint;
  readonly earlier?: bigint;
}

/** A column: what stands in it for a payment, for who was left out, and for sums; nothing where it says nothing of them. */
interface PayoutColumn {
  readonly title: string;
  readonly payment?: (line: PaymentLine) => Value;
  readonly excluded?: (line: ExcludedLine) => Value;
  readonly sums?: (sums: Sums) => Value;
}

function columnsOf(payoutId: string, currency: string): readonly PayoutColumn[] {
  const decimals = decimalsOf(currency);
  const money = (minor?: bigint): Value => (minor === undefined ? "" : new Plain(plainAmount(minor, decimals)));
  const both = (cellOf: (line: PayoutLine) => Value) => ({ payment: cellOf, excluded: cellOf });
  return [
    { title: "kind", payment: () => "payment", excluded: () => "left-out", sums: ({ kind }) => kind },
    { title: "reference", payment: ({ reference }) => reference, sums: () => payoutId },
    { title: "advisorId", ...both(({ advisorId }) => advisorId) },
    { title: "name", ...both(({ name }) => name) },
    { title: "storeId", ...both(({ storeId = "" }) => storeId) },
    { title: "amount", ...both(({ amount }) => money(amount)), sums: ({ amount }) => money(amount) },
    { title: "currency", ...both(() => currency), sums: () => currency },
    { title: "statement", payment: ({ statement }) => money(statement), sums: ({ statement }) => money(statement) },
    { title: "earlier", payment: ({ earlier }) => money(earlier), sums: ({ earlier }) => money(earlier) },
    // Behind a star, so that a spreadsheet keeps its zeros.
    { title: "account", payment: ({ accountLast4 }) => `*${accountLast4}` },
    { title: "why", excluded: ({ reason }) => reason, sums: ({ reason = "" }) => reason },
    { title: "until", excluded: ({ until = "" }) => until },
    { title: "bankFile", excluded: bankFileText },
    { title: "count", sums: ({ count }) => new Plain(String(count)) },
  ];
}

/** Which format, which of its columns, and what doesn't fit. */
export const bankFileText = ({ bankFile }: ExcludedLine): string =>
  bankFile === undefined ? "" : [bankFile.format, bankFile.column, bankFile.code].filter((part) => part !== undefined).join(" / ");

/**
 * A payout as CSV, text by text: its payments, and who was left out; last the totals of both. Amounts are plain decimals,
 * of accounts the last four digits stand there.
 */
export async function* payoutCsv(
  payout: DraftedPayout,
  lines: Batches<PayoutLine>,
  currency: string,
): AsyncGenerator<string, CountAndAmount> {
  const columns = columnsOf(payout.payoutId, currency);
  const row = (line: PayoutLine) =>
    columns.map(({ payment, excluded }) => (line.kind === "excluded" ? excluded?.(line) : payment?.(line)) ?? "");
  yield `\ufeff${writeCsvPart([columns.map(({ title }) => title)])}`;
  let [count, amount, statement, earlier] = [0, 0n, 0n, 0n];
  for await (const batch of lines) {
    for (const line of batch) {
      if (line.kind === "excluded") continue;
      count += 1;
      amount += line.amount;
      statement += line.statement;
      earlier += line.earlier;
    }
    if (batch.length > 0) yield writeCsvPart(batch.map(row));
  }
  const { excluded } = payout.content;
  const reasons = EXCLUSION_REASONS.filter((reason) => excluded[reason].count > 0);
  const sums: readonly Sums[] = [
    ...reasons.map((reason) => ({ kind: "total-left-out", reason, ...excluded[reason] }) as const),
    { kind: "total", count, amount, statement, earlier },
  ];
  yield writeCsvPart(sums.map((each) => columns.map((column) => column.sums?.(each) ?? "")));
  return { count, amount };
}
