import { type CountAndAmount, countOf, decimalsOf, NOTHING, plainAmount, plus } from "../../base/money/money.ts";
import { joinBytes } from "../../base/zip-end.ts";
import type { Template } from "../../settings/model/template.ts";
import { BankFileError, type BankFileIssue } from "./bank-file-issue.ts";
import { type Encode, LineWriter } from "./line-writer.ts";
import { type ExportedPayout, executionDayOf, type PaidLine } from "./payment-line.ts";
import { columnsForAll, columnsOfPayment, VALUES, type ValueSource } from "./template-values.ts";

/**
 * A payout as a text file by an agency's template: bytes, piece by piece, the same for the same payout and template.
 * Nothing is ever cut off or replaced, since a bank would pay by what is left.
 * @param encode of the template's encoding.
 * @returns what its payments came to.
 * @throws BankFileError where something doesn't fit its column, or has a character that the encoding lacks.
 */
export async function* textFile(
  template: Template,
  payout: ExportedPayout,
  lines: AsyncIterable<readonly PaidLine[]>,
  { currency, encode }: { readonly currency: string; readonly encode: Encode },
): AsyncGenerator<Uint8Array, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const writer = new LineWriter(template, encode);
  const about = { payoutId: payout.payoutId, month: payout.month, executeOn: executionDayOf(payout) };
  if (template.encoding === "utf-8-bom") yield Uint8Array.of(0xef, 0xbb, 0xbf);
  if (template.header) yield writer.header();
  let sums = NOTHING;
  for await (const batch of lines) {
    const written = batch.map((line, index) => {
      const source = { ...about, line, number: sums.count + index + 1, currency, decimals };
      return writer.line(valuesOf(template, source), line.advisorId);
    });
    sums = plus(sums, countOf(batch));
    yield joinBytes(written);
  }
  if (template.totals) yield writer.totals(sums.count, plainAmount(sums.amount, decimals));
  return sums;
}

const valuesOf = ({ columns }: Template, source: ValueSource): string[] =>
  columns.map((column) => (column.value === "constant" ? (column.text ?? "") : VALUES[column.value](source)));

/** What a payment is tried by before its payout is exported: a day of execution is as long as any other. */
export interface SampleTexts {
  readonly payoutId: string;
  readonly month: string;
  readonly currency: string;
  readonly encode: Encode;
}

/** Any day: all are written alike. */
const SOME_DAY = "2000-01-01";

/** Why a payment can't be told by a template, by the very code that writes its line; undefined where it can. */
export function textFileIssue(template: Template, line: PaidLine, { currency, encode, ...of }: SampleTexts): BankFileIssue | undefined {
  const own = { ...template, columns: columnsOfPayment(template) };
  const source = { ...of, executeOn: SOME_DAY, line, number: 1, currency, decimals: decimalsOf(currency) };
  return tryWriting(() => new LineWriter(own, encode).line(valuesOf(own, source), line.advisorId));
}

/**
 * Why no payout of such totals can be told by a template, whoever is in it: its header, what is written alike for everybody,
 * its last number or its totals don't fit.
 */
export function textFrameIssue(
  template: Template,
  { count, amount }: CountAndAmount,
  { currency, encode, ...of }: SampleTexts,
): BankFileIssue | undefined {
  const cells = columnsForAll(template, { ...of, executeOn: SOME_DAY, currency });
  return tryWriting(() => {
    const writer = new LineWriter(template, encode);
    if (template.header) writer.header();
    new LineWriter({ ...template, columns: cells.map(({ column }) => column) }, encode).line(
      cells.map(({ text }) => text),
      "every line",
    );
    writer.numbers(count);
    if (template.totals) writer.totals(count, plainAmount(amount, decimalsOf(currency)));
  });
}

function tryWriting(write: () => void): BankFileIssue | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof BankFileError) return error.issue;
    throw error;
  }
}
