import type { CountAndAmount } from "../../../shared/base/money/count-and-amount.ts";
import { decimalsOf, plainAmount } from "../../../shared/base/money/format-amount.ts";
import type { Batches, DraftedPayout } from "../../../shared/payouts/files/store.ts";
import type { LeftOutLine, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { LEFT_OUT } from "../../../shared/payouts/model/payout.ts";
import { Plain, type Value, writeCsvPart } from "./csv-lines.ts";

const COLUMNS = [
  "kind",
  "reference",
  "advisorId",
  "name",
  "storeId",
  "amount",
  "currency",
  "statement",
  "earlier",
  "account",
  "why",
  "until",
  "bankFile",
  "count",
];

const bankFileText = ({ bankFile }: LeftOutLine): string =>
  bankFile === undefined ? "" : [bankFile.format, bankFile.column, bankFile.code].filter((part) => part !== undefined).join(" / ");

/**
 * A payout as CSV, text by text: its payments, and who was left out; last the totals of both. Amounts are plain decimals,
 * accounts their last four digits behind a star, so that a spreadsheet keeps their zeros.
 */
export async function* payoutCsv(
  payout: DraftedPayout,
  lines: Batches<PayoutLine>,
  currency: string,
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const money = (minor: bigint): Plain => new Plain(plainAmount(minor, decimals));
  const row = (line: PayoutLine): Value[] => {
    const { kind, advisorId, name, storeId = "", amount } = line;
    const of = [advisorId, name, storeId, money(amount), currency];
    if (kind === "left-out") return [kind, "", ...of, "", "", "", line.why, line.until ?? "", bankFileText(line), ""];
    return [kind, line.reference, ...of, money(line.statement), money(line.earlier), `*${line.last4}`, "", "", "", ""];
  };
  yield `\ufeff${writeCsvPart([COLUMNS])}`;
  let [count, amount, statement, earlier] = [0, 0n, 0n, 0n];
  for await (const batch of lines) {
    for (const line of batch) {
      if (line.kind === "left-out") continue;
      count += 1;
      amount += line.amount;
      statement += line.statement;
      earlier += line.earlier;
    }
    if (batch.length > 0) yield writeCsvPart(batch.map(row));
  }
  const { leftOut } = payout.content;
  const total = (kind: string, why: string, sums: CountAndAmount, parts: readonly Value[]): Value[] => [
    kind,
    payout.payoutId,
    "",
    "",
    "",
    money(sums.amount),
    currency,
    ...parts,
    "",
    why,
    "",
    "",
    new Plain(String(sums.count)),
  ];
  yield writeCsvPart([
    ...LEFT_OUT.flatMap((why) => (leftOut[why].count === 0 ? [] : [total("total-left-out", why, leftOut[why], ["", ""])])),
    total("total", "", { count, amount }, [money(statement), money(earlier)]),
  ]);
  return { count, amount };
}
