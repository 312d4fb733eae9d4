import { type CountAndAmount, countOf, decimalsOf, NOTHING, plainAmount, plus } from "../../base/money/money.ts";
import { joinBytes } from "../../base/zip-end.ts";
import type { FinanceSettings, Template } from "../../settings/model/settings.ts";
import type { PayoutFormat } from "../model/payout.ts";
import { BankFileError, type BankFileIssue } from "./bank-file-issue.ts";
import { type Encode, LineWriter } from "./line-writer.ts";
import { PAIN_001, pain001Issue } from "./pain001.ts";
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

export interface BankFormatDeps {
  readonly finance: Pick<FinanceSettings, "templates" | "pain001">;
  readonly agency: { readonly currency: string };
  readonly encoderOf: (encoding: Template["encoding"]) => Encode;
}

/** The formats by which a payout can go out: pain.001 where the agency uses it, its banks' templates and its payroll's. */
export function exportFormats({ templates, pain001 }: Pick<FinanceSettings, "templates" | "pain001">): string[] {
  return [...(pain001 ? [PAIN_001] : []), ...templates.map(({ id }) => id)];
}

/** Why a payment can't be told by one of the agency's banks; undefined where each could. */
export function paymentIssue(line: PaidLine, month: string, { finance, agency, encoderOf }: BankFormatDeps): BankFileIssue | undefined {
  const { currency } = agency;
  const inPain = finance.pain001 ? pain001Issue(line, currency) : undefined;
  if (inPain !== undefined) return inPain;
  for (const template of finance.templates.filter(({ kind }) => kind === "bank")) {
    const issue = textFileIssue(template, line, { payoutId: line.payoutId, month, currency, encode: encoderOf(template.encoding) });
    if (issue !== undefined) return issue;
  }
  return undefined;
}

/** Each format by which a payout can go out, and why it can't by that one whoever is in it. */
export function checkFormats(
  of: { readonly payoutId: string; readonly month: string; readonly payments: CountAndAmount },
  { finance, agency: { currency }, encoderOf }: BankFormatDeps,
): PayoutFormat[] {
  return exportFormats(finance).map((format) => {
    const template = finance.templates.find(({ id }) => id === format);
    const trial = template && { ...of, currency, encode: encoderOf(template.encoding) };
    const issue = trial && textFrameIssue(template, of.payments, trial);
    if (issue === undefined) return { format };
    const { code, column } = issue;
    return { format, issue: code, ...(column !== undefined && { column }) };
  });
}
