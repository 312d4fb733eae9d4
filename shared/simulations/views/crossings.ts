import { paragraph, section } from "../../ui/blocks.ts";
import { changeCell } from "../../ui/change.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Cell, Section, TableBlock } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { SimulationResult } from "../model/simulation.ts";
import type { AdvisorLine, Crossing } from "../model/totals-record.ts";

/** An advisor by name, with a link to their own pages. */
export function advisorCell({ advisorId, name }: Pick<AdvisorLine, "advisorId" | "name">, writer: Writer): Cell {
  return writer.text(name, { to: `/advisors/${encodeURIComponent(advisorId)}`, note: name === advisorId ? undefined : advisorId });
}

/** Who crosses the agency's milestone, and who gains or loses equity. */
export function crossingSections(result: SimulationResult, writer: Writer, words: SimulationMessages): Section[] {
  const { milestone, equity } = result;
  const months = Object.keys(result.months).length;
  const overRange: Block[] = months > 1 ? [paragraph(words.overRange(formatCount(months)), "note")] : [];
  const ofTwo = (id: string, title: string, lists: readonly (readonly [string, Crossing, (count: string) => string])[]): Section => {
    const blocks = lists.flatMap(([listId, crossing, caption]) => crossingBlocks(listId, crossing, caption, writer, words));
    return section(id, title, lists.some(([, { count }]) => count > 0) ? [...blocks, ...overRange] : blocks);
  };
  return [
    ofTwo("milestone", words.milestone(writer.money(milestone.amount)), [
      ["milestone-up", milestone.up, words.milestoneUp],
      ["milestone-down", milestone.down, words.milestoneDown],
    ]),
    ofTwo("equity", words.equity, [
      ["equity-gained", equity.gained, words.equityGained],
      ["equity-lost", equity.lost, words.equityLost],
    ]),
  ];
}

function crossingBlocks(
  id: string,
  { count, advisors }: Crossing,
  caption: (count: string) => string,
  writer: Writer,
  words: SimulationMessages,
): Block[] {
  if (count === 0) return [paragraph(caption(formatCount(count)))];
  const block: TableBlock = table({ id, caption: caption(formatCount(count)) }, advisors, [
    col(writer.words.advisor, (line) => advisorCell(line, writer)),
    num(words.before, (line) => writer.amount(line.before)),
    num(words.after, (line) => writer.amount(line.after)),
    num(words.change, (line) => changeCell(line, writer)),
  ]);
  const cut: Block = paragraph(words.firstOf(formatCount(advisors.length), formatCount(count)), "note");
  return advisors.length < count ? [block, cut] : [block];
}
