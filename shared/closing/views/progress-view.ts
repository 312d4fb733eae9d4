import { derivationBlocks } from "../../derivations/views/derivation-view.ts";
import { CLOSE_AMOUNTS } from "../../ledger/close/close-totals.ts";
import type { ClosedMonth } from "../../ledger/store/ledger-reader.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, figuresBlock, paragraph } from "../../ui/view.ts";
import { EMPTY, type FinanceWriter, figure } from "../../ui/writer.ts";
import { closeWordsOf } from "../messages.ts";
import type { CloseProgress } from "../steps/close-progress.ts";

/** Longer than this nobody reads what a machine says of its error; the log has the rest. */
const LONGEST_CAUSE = 300;

/** How far the close is, who asked for it, and where it stopped, why. */
export function progressBlocks(progress: CloseProgress, writer: FinanceWriter): Block[] {
  const { progress: words } = closeWordsOf(writer.language);
  const { status, settled, shards, left, hasBegun, ended } = progress;
  const [done, all] = [writer.count(settled).text, writer.count(shards).text];
  if (status === "starting") return [paragraph(words.starting), ...waitBlocks(progress, writer), ...askedBlocks(progress, writer)];
  if (status === "settling") return [paragraph(words.settling(done, all)), ...askedBlocks(progress, writer)];
  const error = [ended?.error, ended?.cause?.slice(0, LONGEST_CAUSE)].filter((each) => each !== undefined && each !== "");
  return [
    paragraph(hasBegun ? words.stopped(done, all) : words.stoppedBefore, "warning"),
    ...(error.length === 0 ? [] : [note(`${words.error}${writer.words.joins.colon}${error.join(writer.words.joins.colon)}`)]),
    ...(hasBegun && left.length > 0 ? [note(words.left(left.join(", ")))] : []),
    ...askedBlocks(progress, writer),
  ];
}

const note = (text: string): Block => paragraph(text, "note");

/** What it waits for before it begins, how far that is, and when it is expected to end. */
function waitBlocks({ waitsFor }: CloseProgress, writer: FinanceWriter): Block[] {
  const [first] = waitsFor;
  if (first === undefined) return [];
  const { progress: words } = closeWordsOf(writer.language);
  const link = { text: words.recalculations(writer.count(waitsFor.length).text), to: "/hr/derivations" };
  return [...derivationBlocks(first, writer), { kind: "links", links: [link] }];
}

/** Who asked for it, when, and why where it was early; of several runs how many there were. */
function askedBlocks({ asked, run, runs }: CloseProgress, writer: FinanceWriter): Block[] {
  const { progress: words } = closeWordsOf(writer.language);
  const by = asked ?? (run && { by: run.requestedBy, ...run });
  if (by === undefined) return [];
  const told = [
    words.asked(by.by, writer.moment(by.at)),
    ...(by.reason === undefined ? [] : [words.reason(by.reason)]),
    ...(runs > 1 ? [words.runs(writer.count(runs).text)] : []),
  ];
  return [note(told.join(writer.words.joins.list))];
}

/** What a close came to. */
export function resultBlocks(progress: CloseProgress, writer: FinanceWriter): Block[] {
  const { preview, result: words } = closeWordsOf(writer.language);
  const { summary, closedAt } = progress;
  if (summary === undefined) return askedBlocks(progress, writer);
  const { rows } = preview;
  return [
    ...(closedAt === undefined ? [] : [paragraph(words.closedAt(writer.moment(closedAt)))]),
    figuresBlock([
      figure(rows.statements, writer.count(summary.statements)),
      ...CLOSE_AMOUNTS.flatMap((name) => {
        const amount = summary[name];
        return amount === undefined ? [] : [figure(rows[name], writer.amount(amount))];
      }),
      figure(words.equityGained, writer.count(summary.equityGained)),
      figure(words.equityLost, writer.count(summary.equityLost)),
      figure(words.root, writer.text(summary.statementsRoot)),
    ]),
    ...askedBlocks(progress, writer),
  ];
}

/** All months that are closed, the latest first. */
export function closedMonthsTable(closes: readonly ClosedMonth[], writer: FinanceWriter): Block {
  const { closed: words, preview } = closeWordsOf(writer.language);
  if (closes.length === 0) return paragraph(words.none);
  return table({ id: "closed-table", caption: words.title }, closes, [
    col(writer.words.month, ({ month }) => writer.text(writer.month(month), { to: `close/${month}` })),
    col(words.at, ({ closedAt }) => (closedAt === undefined ? EMPTY : writer.text(writer.moment(closedAt)))),
    num(preview.rows.statements, ({ summary }) => writer.count(summary.statements)),
    num(preview.rows.carriedForward, ({ summary }) => writer.amount(summary.carriedForward)),
    num(preview.rows.payable, ({ summary }) => writer.amount(summary.payable)),
  ]);
}
