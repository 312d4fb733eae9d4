import { answerPath, type FinanceWriter } from "../../../ui/links.ts";
import type { Block, Cell, Row } from "../../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../../ui/writer.ts";
import { answersWordsOf } from "../messages.zh.ts";
import type { Answer, AnswerEntry, EntryMatch } from "../model/bank-report.ts";

/** An entry, and what is made of it. */
export interface EntryShown {
  readonly entry: AnswerEntry;
  readonly match: EntryMatch;
}

/** What is recorded or known first, then what a person has to look at. */
const MATCHES: readonly EntryMatch[] = [
  "applies",
  "known",
  "accepted",
  "no-such-reference",
  "amount-differs",
  "currency-differs",
  "contradicts",
  "not-exported",
  "unknown-status",
];
const SETTLED: ReadonlySet<EntryMatch> = new Set(["applies", "known", "accepted"]);

/** How many entries of an applied answer wait for a person. */
export const openCount = ({ matches = {} }: Answer): number =>
  MATCHES.reduce((count, match) => count + (SETTLED.has(match) ? 0 : (matches[match] ?? 0)), 0);

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
  const present = MATCHES.filter((match) => (counts[match] ?? 0) > 0);
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

/** What an answer says, entry by entry. */
export function entriesTable(caption: string, shown: readonly EntryShown[], writer: FinanceWriter): Block {
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
    rows: shown.map(({ entry, match }) => ({
      cells: [
        writer.text(entry.reference, {
          note: [`${words.number} ${entry.number}`, ...(entry.isWhole ? [words.whole] : [])].join(writer.words.joins.list),
        }),
        writer.text(words.kinds[entry.kind], {
          note: [entry.code, entry.note].filter((each) => each !== undefined && each !== "").join(" "),
        }),
        entry.on === undefined ? EMPTY : writer.text(writer.day(entry.on)),
        writer.text(words.matches[match], { note: words.advice[match] }),
        amountCell(entry, writer),
      ],
    })),
  };
}

function amountCell({ amount, currency }: AnswerEntry, writer: FinanceWriter): Cell {
  if (amount === undefined) return EMPTY;
  return writer.amount(amount, { note: currency === undefined || currency === writer.currency ? undefined : currency });
}
