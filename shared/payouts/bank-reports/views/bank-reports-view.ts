import { type CountAndAmount, NOTHING, plus } from "../../../base/money/count-and-amount.ts";
import { answerPath } from "../../../ui/links.ts";
import type { Block, Cell, Row } from "../../../ui/view.ts";
import { EMPTY, type FinanceWriter, figureColumn, textColumn } from "../../../ui/writer.ts";
import { formatReasonWithCode } from "../../reasons/messages.ts";
import { UNREAD } from "../formats/read-messages.ts";
import { answersWordsOf } from "../messages.ts";
import type { MatchedEntry } from "../model/bank-report.ts";
import { type Answer, type AnswerEntry, ENTRY_MATCHES, type EntryMatch, SETTLED_MATCHES } from "../model/bank-report.ts";
import type { AnswerPreview } from "../steps/preview-report.ts";

/** How many entries of an applied answer wait for a person. */
export const openCount = ({ matches = {} }: Answer): number =>
  ENTRY_MATCHES.reduce((count, match) => count + (SETTLED_MATCHES.has(match) ? 0 : (matches[match] ?? 0)), 0);

/** All answers, the latest first. */
export function answersTable(answers: readonly Answer[], writer: FinanceWriter): Block {
  const words = answersWordsOf(writer.language);
  if (answers.length === 0) return { kind: "paragraph", text: words.none };
  return {
    kind: "table",
    id: "answers-table",
    caption: words.earlier,
    columns: [
      textColumn(words.name),
      textColumn(words.at),
      textColumn(words.by),
      textColumn(words.status),
      figureColumn(words.entries),
      figureColumn(words.open),
    ],
    rows: answers.map((answer) => ({
      cells: [
        writer.text(answer.name, { to: answerPath(answer.answerId), note: answer.format }),
        writer.text(writer.moment(answer.at)),
        writer.text(answer.by),
        writer.text(words.statuses[answer.status]),
        writer.count(answer.entries),
        openCount(answer) === 0 ? EMPTY : writer.count(openCount(answer)),
      ],
    })),
  };
}

/** How many entries there are of each match; with what they come to where that is given, minor units. */
export function matchesTable(
  counts: Readonly<Partial<Record<EntryMatch, number>>>,
  amounts: Readonly<Partial<Record<EntryMatch, bigint>>> | undefined,
  writer: FinanceWriter,
): Block {
  const words = answersWordsOf(writer.language);
  const present = ENTRY_MATCHES.filter((match) => (counts[match] ?? 0) > 0);
  const all = present.reduce((sum, match) => sum + (counts[match] ?? 0), 0);
  const sum = present.reduce((total, match) => total + (amounts?.[match] ?? 0n), 0n);
  const rowOf = (label: string, count: number, amount: bigint, note?: string): Row => ({
    cells: [writer.text(label, { note }), writer.count(count), ...(amounts === undefined ? [] : [writer.amount(amount)])],
  });
  return {
    kind: "table",
    id: "matches-table",
    caption: words.counts,
    columns: [textColumn(words.match), figureColumn(words.count), ...(amounts === undefined ? [] : [figureColumn(words.amount)])],
    rows: [
      ...present.map((match) => rowOf(words.matches[match], counts[match] ?? 0, amounts?.[match] ?? 0n, words.advice[match])),
      { kind: "total", ...rowOf(words.total, all, sum) },
    ],
  };
}

/** A warning of entries whose days lie ahead; nothing where none does. */
export function aheadBlocks(datedAhead: number, writer: FinanceWriter): Block[] {
  if (datedAhead === 0) return [];
  return [{ kind: "paragraph", tone: "warning", text: answersWordsOf(writer.language).datedAhead(writer.count(datedAhead).text) }];
}

/** What an answer says, entry by entry. */
export function entriesTable(caption: string, shown: readonly MatchedEntry[], writer: FinanceWriter): Block {
  const words = answersWordsOf(writer.language);
  return {
    kind: "table",
    id: "entries-table",
    caption,
    columns: [
      textColumn(words.reference),
      textColumn(words.outcome),
      textColumn(words.on),
      textColumn(words.match),
      figureColumn(words.amount),
    ],
    rows: shown.map((each) => entryRow(each, writer)),
  };
}

function entryRow({ entry, match, ours, isAhead }: MatchedEntry, writer: FinanceWriter): Row {
  const words = answersWordsOf(writer.language);
  const { list } = writer.words.joins;
  const place = [
    `${words.number} ${entry.number}`,
    ...(entry.isWhole ? [words.whole] : []),
    ...(entry.level === undefined ? [] : [words.levels[entry.level]]),
  ];
  return {
    cells: [
      writer.text(entry.reference, { note: place.join(list) }),
      writer.text(words.kinds[entry.kind], { note: reasonOf(entry, writer) }),
      entry.on === undefined ? EMPTY : writer.text(writer.day(entry.on), { note: isAhead === true ? words.ahead : undefined }),
      writer.text(words.matches[match], { note: words.advice[match] }),
      amountCell(entry, ours, writer),
    ],
  };
}

/** The reason in words, and what the bank wrote beside it. A status that we don't know has no reason that we know. */
function reasonOf({ kind, code, note }: AnswerEntry, writer: FinanceWriter): string {
  const words = answersWordsOf(writer.language);
  const reason = code === undefined ? [] : [kind === "unknown" ? code : formatReasonWithCode(code, writer.language)];
  const texts = code === UNREAD ? [words.unread] : [...reason, ...(note === undefined ? [] : [note])];
  return texts.join(writer.words.joins.list);
}

/** What the bank says it comes to, and beside it what we say where a person has to compare them. */
function amountCell(
  { amount, wrongAmount, currency, count, charges }: AnswerEntry,
  ours: MatchedEntry["ours"],
  writer: FinanceWriter,
): Cell {
  const words = answersWordsOf(writer.language);
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
export function recordedTable(recorded: AnswerPreview["recorded"], writer: FinanceWriter): Block {
  const words = answersWordsOf(writer.language);
  const kinds = (["paid", "rejected", "returned"] as const).filter((kind) => recorded[kind].count > 0);
  const total = kinds.reduce((sum, kind) => plus(sum, recorded[kind]), NOTHING);
  const cells = ({ count, amount }: CountAndAmount) => [writer.count(count), writer.amount(amount)];
  return {
    kind: "table",
    id: "recorded-table",
    caption: words.recorded,
    columns: [textColumn(words.outcome), figureColumn(words.payments), figureColumn(words.amount)],
    rows: [
      ...kinds.map((kind) => ({ cells: [writer.text(words.kinds[kind]), ...cells(recorded[kind])] })),
      { kind: "total", cells: [writer.text(words.total), ...cells(total)] },
    ],
  };
}
