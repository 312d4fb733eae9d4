import { NOTHING, plus, sum } from "../../../base/money/money.ts";
import { bankReportPath } from "../../../ui/links.ts";
import { col, num, table } from "../../../ui/table.ts";
import { type Block, type Cell, paragraph } from "../../../ui/view.ts";
import { EMPTY, type FinanceWriter } from "../../../ui/writer.ts";
import { formatReasonWithCode } from "../../reasons/messages.ts";
import { UNREAD } from "../formats/read-messages.ts";
import { bankReportWordsOf } from "../messages.ts";
import type { MatchedEntry } from "../model/bank-report.ts";
import {
  type BankReport,
  type BankReportEntry,
  ENTRY_MATCHES,
  type EntryMatch,
  reportStatus,
  SETTLED_MATCHES,
} from "../model/bank-report.ts";
import type { BankReportPreview } from "../steps/preview-report.ts";

/** How many entries of an applied report wait for a person. */
export const openCount = ({ matches = {} }: BankReport): number =>
  ENTRY_MATCHES.reduce((count, match) => count + (SETTLED_MATCHES.has(match) ? 0 : (matches[match] ?? 0)), 0);

/** All reports, the latest first. */
export function bankReportsTable(bankReports: readonly BankReport[], writer: FinanceWriter): Block {
  const words = bankReportWordsOf(writer.language);
  if (bankReports.length === 0) return paragraph(words.none);
  return table({ id: "bank-reports-table", caption: words.earlier }, bankReports, [
    col(words.name, (report) => writer.text(report.name, { to: bankReportPath(report.reportId), note: report.format })),
    col(words.at, (report) => writer.text(writer.moment(report.at))),
    col(words.by, (report) => writer.text(report.by)),
    col(words.status, (report) => writer.text(words.statuses[reportStatus(report)])),
    num(words.entries, (report) => writer.count(report.entries)),
    num(words.open, (report) => (openCount(report) === 0 ? EMPTY : writer.count(openCount(report)))),
  ]);
}

/**
 * How many entries there are of each match; with what they come to where that is given, minor units.
 * @param isApplied whether they were recorded, or will be.
 */
export function matchesTable(
  counts: Readonly<Partial<Record<EntryMatch, number>>>,
  amounts: Readonly<Partial<Record<EntryMatch, bigint>>> | undefined,
  writer: FinanceWriter,
  isApplied = false,
): Block {
  const words = bankReportWordsOf(writer.language);
  const nameOf = (match: EntryMatch) => (isApplied && match === "applies" ? words.recordedNow : words.matches[match]);
  const present = ENTRY_MATCHES.filter((match) => (counts[match] ?? 0) > 0);
  const count = (match: EntryMatch) => counts[match] ?? 0;
  const amount = (match: EntryMatch) => amounts?.[match] ?? 0n;
  const total = { count: present.reduce((all, match) => all + count(match), 0), amount: sum(present.map(amount)) };
  return table({ id: "matches-table", caption: words.counts }, present, [
    col(words.match, (match) => writer.text(nameOf(match), { note: words.advice[match] }), { total: writer.text(words.total) }),
    num(words.count, (match) => writer.count(count(match)), { total: writer.count(total.count) }),
    ...(amounts === undefined
      ? []
      : [num<EntryMatch>(words.amount, (match) => writer.amount(amount(match)), { total: writer.amount(total.amount) })]),
  ]);
}

/** A warning of entries whose days lie ahead; nothing where none does. */
export function aheadBlocks(datedAhead: number, writer: FinanceWriter): Block[] {
  if (datedAhead === 0) return [];
  return [paragraph(bankReportWordsOf(writer.language).datedAhead(writer.count(datedAhead).text), "warning")];
}

/** What a report says, entry by entry. */
export function entriesTable(caption: string, shown: readonly MatchedEntry[], writer: FinanceWriter): Block {
  const words = bankReportWordsOf(writer.language);
  return table({ id: "entries-table", caption }, shown, [
    col(words.reference, ({ entry }) => writer.text(entry.reference, { note: placeOf(entry, writer) })),
    col(words.outcome, ({ entry }) => writer.text(words.kinds[entry.kind], { note: reasonOf(entry, writer) })),
    col(words.on, ({ entry: { on, wrongDate = "" }, isAhead }) =>
      on === undefined ? writer.text(wrongDate) : writer.text(writer.day(on), { note: isAhead === true ? words.ahead : undefined }),
    ),
    col(words.match, ({ match }) => writer.text(words.matches[match], { note: words.advice[match] })),
    num(words.amount, ({ entry, ours }) => amountCell(entry, ours, writer)),
  ]);
}

/** Where in the report an entry stands. */
function placeOf({ number, line, sheet, isWhole, level }: BankReportEntry, writer: FinanceWriter): string {
  const words = bankReportWordsOf(writer.language);
  const at = line === undefined ? `${words.number} ${number}` : words.ofRow(String(line));
  const place = [
    ...(sheet === undefined ? [] : [sheet]),
    at,
    ...(isWhole ? [words.whole] : []),
    ...(level === undefined ? [] : [words.levels[level]]),
  ];
  return place.join(writer.words.joins.list);
}

/** The reason in words, and what the bank wrote beside it. A status that we don't know has no reason that we know. */
function reasonOf({ kind, code, note }: BankReportEntry, writer: FinanceWriter): string {
  const words = bankReportWordsOf(writer.language);
  const reason = code === undefined ? [] : [kind === "unknown" ? code : formatReasonWithCode(code, writer.language)];
  const texts = code === UNREAD ? [words.unread] : [...reason, ...(note === undefined ? [] : [note])];
  return texts.join(writer.words.joins.list);
}

/** What the bank says it comes to, and beside it what we say where a person has to compare them. */
function amountCell(
  { amount, wrongAmount, currency, count, charges }: BankReportEntry,
  ours: MatchedEntry["ours"],
  writer: FinanceWriter,
): Cell {
  const words = bankReportWordsOf(writer.language);
  const note = [
    ...(currency === undefined || currency === writer.currency ? [] : [currency]),
    ...(count === undefined ? [] : [words.theirs(String(count))]),
    ...(charges === undefined ? [] : [words.charges(writer.amount(charges).text)]),
    ...(ours === undefined ? [] : [words.ours(writer.count(ours.count).text, writer.amount(ours.amount).text)]),
  ].join(writer.words.joins.list);
  if (amount === undefined) return wrongAmount === undefined && note === "" ? EMPTY : writer.text(wrongAmount ?? "", { note });
  return writer.amount(amount, { note: note === "" ? undefined : note });
}

/** How many payments would be recorded as what, and what they come to. */
export function recordedTable(recorded: BankReportPreview["recorded"], writer: FinanceWriter): Block {
  const words = bankReportWordsOf(writer.language);
  const kinds = (["paid", "rejected", "returned"] as const).filter((kind) => recorded[kind].count > 0);
  const total = kinds.reduce((sum, kind) => plus(sum, recorded[kind]), NOTHING);
  return table({ id: "recorded-table", caption: words.recorded }, kinds, [
    col(words.outcome, (kind) => writer.text(words.kinds[kind]), { total: writer.text(words.total) }),
    num(words.paymentCount, (kind) => writer.count(recorded[kind].count), { total: writer.count(total.count) }),
    num(words.amount, (kind) => writer.amount(recorded[kind].amount), { total: writer.amount(total.amount) }),
  ]);
}
