import { CLOSE_AMOUNTS, isSeldom } from "../../ledger/close/close-totals.ts";
import { percentChange } from "../../ui/change.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, paragraph, type Row } from "../../ui/view.ts";
import type { FinanceWriter } from "../../ui/writer.ts";
import { closeWordsOf } from "../messages.ts";
import type { Move, PreviewedClose } from "../model/preview.ts";

/** The expected totals, against those of the last close where there is one. */
export function expectedTable({ expected, last }: PreviewedClose, writer: FinanceWriter): Block {
  const { preview: words } = closeWordsOf(writer.language);
  const money = CLOSE_AMOUNTS.map((name) => ({ name, now: expected[name] ?? 0n, before: last?.[name] ?? 0n }));
  const shown = money.filter(({ name, now, before }) => !isSeldom(name) || now !== 0n || before !== 0n);
  const amounts = shown.map(
    ({ name, now, before }): Row => ({
      ...(name === "payable" && { kind: "total" }),
      cells: [
        writer.text(words.rows[name]),
        writer.amount(now),
        ...(last === undefined ? [] : [writer.amount(before), moveCell({ before, expected: now }, writer)]),
      ],
    }),
  );
  return table(
    { id: "expected-table", caption: writer.words.totalsTitle, rest: amounts },
    [expected.statements],
    [
      col(words.figure, () => writer.text(words.rows.statements)),
      num(words.expected, (count) => writer.count(count)),
      ...(last === undefined
        ? []
        : [
            num<number>(writer.month(last.month), () => writer.count(last.statements)),
            num<number>(words.change, (count) => countChange(count - last.statements, writer)),
          ]),
    ],
  );
}

/** Whose month moved most against the last close, and which components did. */
export function movesBlocks({ advisors, components, last }: PreviewedClose, writer: FinanceWriter): Block[] {
  const { preview: words } = closeWordsOf(writer.language);
  if (last === undefined) return [paragraph(words.first)];
  if (advisors.length === 0) return [paragraph(words.movedNone)];
  const figures = <Of extends Move>() => [
    num<Of>(writer.month(last.month), ({ before }) => writer.amount(before)),
    num<Of>(words.expected, ({ expected }) => writer.amount(expected)),
    num<Of>(words.change, (move) => moveCell(move, writer)),
  ];
  const byComponent = table({ id: "moved-components", caption: words.movedComponents }, components, [
    col(writer.words.component, ({ component, planId }) =>
      writer.text(writer.title(component), { note: planId, to: `/hr/plans/${encodeURIComponent(planId)}` }),
    ),
    ...figures(),
  ]);
  return [
    paragraph(words.movedNote(writer.month(last.month)), "note"),
    table({ id: "moved-advisors", caption: writer.words.advisors }, advisors, [
      col(writer.words.advisor, (move) => advisorCell(move, "", writer)),
      ...figures(),
    ]),
    ...(components.length === 0 ? [] : [byComponent]),
  ];
}

/** Trips of which nothing was heard though they should have taken place; those with most of it first. */
export function overdueBlocks({ overdue }: PreviewedClose, writer: FinanceWriter): Block[] {
  const { preview: words, checks } = closeWordsOf(writer.language);
  if (overdue.credits === 0) return [paragraph(checks.overdueNone)];
  const rest = words.overdueRest(writer.count(overdue.most.length).text, writer.count(overdue.advisors).text);
  return [
    paragraph(words.overdueIntro, "note"),
    table({ id: "overdue-table", caption: words.overdue }, overdue.most, [
      col(writer.words.advisor, (each) => advisorCell(each, "/forecast", writer), { total: writer.text(writer.words.total) }),
      col(words.since, ({ since }) => writer.text(writer.month(since))),
      num(words.credits, ({ credits }) => writer.count(credits), { total: writer.count(overdue.credits) }),
      num(words.price, ({ price }) => writer.amount(price), { total: writer.amount(overdue.price) }),
    ]),
    ...(overdue.advisors > overdue.most.length ? [paragraph(rest, "note")] : []),
  ];
}

interface Named {
  readonly advisorId: string;
  readonly name: string;
}

const advisorCell = ({ advisorId, name }: Named, page: string, writer: FinanceWriter): Cell =>
  writer.text(name, { note: advisorId, to: `/advisors/${encodeURIComponent(advisorId)}${page}` });

const moveCell = ({ before, expected }: Move, writer: FinanceWriter): Cell =>
  writer.change(expected - before, { note: before === 0n ? undefined : percentChange({ before, after: expected }) });

function countChange(change: number, writer: FinanceWriter): Cell {
  const cell = writer.count(change);
  return change > 0 && cell.kind === "number" ? { ...cell, text: `+${cell.text}` } : cell;
}
