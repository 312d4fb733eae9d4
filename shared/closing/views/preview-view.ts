import type { Month } from "../../base/calendar/month.ts";
import { percentChange } from "../../ui/change.ts";
import type { Block, Cell, Row } from "../../ui/view.ts";
import { EMPTY, type FinanceWriter, figureColumn, textColumn } from "../../ui/writer.ts";
import { closeWordsOf } from "../messages.ts";

/** What a close comes to; minor units. */
interface Totals {
  readonly statements: number;
  readonly earnings: bigint;
  readonly adjustments: bigint;
  readonly manualAdjustments: bigint;
  readonly writtenOff?: bigint;
  readonly advanced?: bigint;
  readonly recovered?: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
}

interface Move {
  readonly before: bigint;
  readonly expected: bigint;
}

/** What a close is expected to come to, as the use-case computed it; minor units. */
export interface PreviewShown {
  readonly month: Month;
  readonly expected: Totals;
  readonly last?: Totals & { readonly month: Month };
  readonly advisors: readonly (Move & { readonly advisorId: string; readonly name: string })[];
  readonly components: readonly (Move & { readonly planId: string; readonly component: string })[];
  readonly overdue: {
    readonly advisors: number;
    readonly credits: number;
    readonly price: bigint;
    readonly most: readonly {
      readonly advisorId: string;
      readonly name: string;
      readonly credits: number;
      readonly price: bigint;
      readonly since: Month;
    }[];
  };
}

/** Rows that stand there only where there is anything. */
const OFTEN_NONE: readonly string[] = ["writtenOff", "advanced", "recovered"];
const MONEY_ROWS = [
  "earnings",
  "adjustments",
  "manualAdjustments",
  "writtenOff",
  "advanced",
  "recovered",
  "payable",
  "carriedForward",
] as const;

/** The expected totals, against those of the last close where there is one. */
export function expectedTable({ expected, last }: PreviewShown, writer: FinanceWriter): Block {
  const { preview: words } = closeWordsOf(writer.language);
  const rows: Row[] = [
    {
      cells: [
        writer.text(words.rows.statements),
        writer.count(expected.statements),
        ...(last === undefined ? [] : [writer.count(last.statements), countChange(expected.statements - last.statements, writer)]),
      ],
    },
    ...MONEY_ROWS.flatMap((name): Row[] => {
      const [now, before] = [expected[name] ?? 0n, last?.[name] ?? 0n];
      if (OFTEN_NONE.includes(name) && now === 0n && before === 0n) return [];
      const isTotal = name === "payable";
      return [
        {
          ...(isTotal && { kind: "total" }),
          cells: [
            writer.text(words.rows[name]),
            writer.amount(now),
            ...(last === undefined ? [] : [writer.amount(before), moveCell({ before, expected: now }, writer)]),
          ],
        },
      ];
    }),
  ];
  return {
    kind: "table",
    id: "expected-table",
    caption: words.totals,
    columns: [
      textColumn(words.figure),
      figureColumn(words.expected),
      ...(last === undefined ? [] : [figureColumn(writer.month(last.month)), figureColumn(words.change)]),
    ],
    rows,
  };
}

/** Whose month moved most against the last close, and which components did. */
export function movesBlocks({ advisors, components, last }: PreviewShown, writer: FinanceWriter): Block[] {
  const { preview: words } = closeWordsOf(writer.language);
  if (last === undefined) return [{ kind: "paragraph", text: words.first }];
  if (advisors.length === 0) return [{ kind: "paragraph", text: words.movedNone }];
  const figures = [figureColumn(writer.month(last.month)), figureColumn(words.expected), figureColumn(words.change)];
  const cellsOf = (move: Move) => [writer.amount(move.before), writer.amount(move.expected), moveCell(move, writer)];
  const byComponent: Block = {
    kind: "table",
    id: "moved-components",
    caption: words.movedComponents,
    columns: [textColumn(words.component), ...figures],
    rows: components.map((move) => ({
      cells: [
        writer.text(writer.title(move.component), { note: move.planId, to: `/hr/plans/${encodeURIComponent(move.planId)}` }),
        ...cellsOf(move),
      ],
    })),
  };
  return [
    { kind: "paragraph", text: words.movedNote(writer.month(last.month)), tone: "note" },
    {
      kind: "table",
      id: "moved-advisors",
      caption: words.moved,
      columns: [textColumn(words.advisor), ...figures],
      rows: advisors.map((move) => ({ cells: [advisorCell(move, writer), ...cellsOf(move)] })),
    },
    ...(components.length === 0 ? [] : [byComponent]),
  ];
}

/** Trips of which nothing was heard though they should have taken place; those with most of it first. */
export function overdueBlocks({ overdue }: PreviewShown, writer: FinanceWriter): Block[] {
  const { preview: words, checks } = closeWordsOf(writer.language);
  if (overdue.credits === 0) return [{ kind: "paragraph", text: checks.overdueNone }];
  const rows: Row[] = overdue.most.map(({ advisorId, name, credits, price, since }) => ({
    cells: [
      writer.text(name, { note: advisorId, to: `/advisors/${encodeURIComponent(advisorId)}/forecast` }),
      writer.text(writer.month(since)),
      writer.count(credits),
      writer.amount(price),
    ],
  }));
  const total: Row = {
    kind: "total",
    cells: [writer.text(writer.words.total), EMPTY, writer.count(overdue.credits), writer.amount(overdue.price)],
  };
  const rest = words.overdueRest(writer.count(rows.length).text, writer.count(overdue.advisors).text);
  return [
    { kind: "paragraph", text: words.overdueIntro, tone: "note" },
    {
      kind: "table",
      id: "overdue-table",
      caption: words.overdue,
      columns: [textColumn(words.advisor), textColumn(words.since), figureColumn(words.credits), figureColumn(words.price)],
      rows: [...rows, total],
    },
    ...(overdue.advisors > rows.length ? [{ kind: "paragraph", text: rest, tone: "note" } as const] : []),
  ];
}

const advisorCell = ({ advisorId, name }: { readonly advisorId: string; readonly name: string }, writer: FinanceWriter): Cell =>
  writer.text(name, { note: advisorId, to: `/advisors/${encodeURIComponent(advisorId)}` });

const moveCell = ({ before, expected }: Move, writer: FinanceWriter): Cell =>
  writer.change(expected - before, { note: before === 0n ? undefined : percentChange({ before, after: expected }) });

function countChange(change: number, writer: FinanceWriter): Cell {
  const cell = writer.count(change);
  return change > 0 && cell.kind === "number" ? { ...cell, text: `+${cell.text}` } : cell;
}
