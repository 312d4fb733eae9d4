import { simulationMessagesIn } from "../../simulations/messages.ts";
import type { AdvisorLine } from "../../simulations/model/totals-record.ts";
import { restatedTable, sumsOf } from "../../simulations/restatement/views/restatement-blocks.ts";
import { paragraph } from "../../ui/blocks.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** More advisors than this are listed by the trial alone. */
const MAX_RESTATED = 200;

/** The adjustments of a restatement: a row for each advisor and month that changes, and their total. */
export function restatedBlocks(lines: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const { before, after } = simulationMessagesIn(writer.language).restates;
  const changed = lines
    .map((line) => ({ ...line, months: line.months.filter((month) => month.before !== month.after) }))
    .filter(({ months }) => months.length > 0);
  if (changed.length === 0) return [paragraph(words.restatementNone)];
  const shown = changed.slice(0, MAX_RESTATED);
  const left = changed.slice(MAX_RESTATED).flatMap((line) => line.months);
  const others = sumsOf(left);
  const more: Row = {
    kind: "carried",
    cells: [
      writer.text(words.more(String(changed.length - shown.length))),
      EMPTY,
      writer.amount(others.before),
      writer.amount(others.after),
      writer.change(others.after - others.before),
    ],
  };
  const items = shown.flatMap(({ advisorId, name, months }) => months.map((month) => ({ ...month, advisorId, name })));
  const of = changed.flatMap((line) => line.months);
  const named = { caption: words.restatement, before, after, difference: words.difference };
  return [
    paragraph(words.restatementNote),
    restatedTable(items, named, { of, rest: left.length === 0 ? [] : [more] }, writer),
    ...(left.length === 0 ? [] : [paragraph(words.restatementLarge(String(changed.length)))]),
  ];
}
