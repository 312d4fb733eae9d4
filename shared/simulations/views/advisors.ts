import { sum } from "../../base/money/rounding.ts";
import { equation, paragraph, section } from "../../ui/blocks.ts";
import { changeCell, largestChange } from "../../ui/change.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import type { Block, Section, TableBlock } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { SimulationResult } from "../model/simulation.ts";
import type { AdvisorLine } from "../model/totals-record.ts";
import { advisorCell } from "./crossings.ts";
import { histogramBlocks } from "./histogram.ts";

/** Who gains and who loses: counts and sums, how they are spread, and by name who most. */
export function peopleSections(result: SimulationResult, writer: Writer, words: SimulationMessages): Section[] {
  const { increased, decreased, advisors, cost } = result;
  const same = advisors - increased.advisors - decreased.advisors;
  const spread: Section = section("spread", words.winnersAndLosers, [
    equation([
      { sign: "", label: words.gains(formatCount(increased.advisors)), value: writer.change(increased.amount) },
      { sign: "+", label: words.losses(formatCount(decreased.advisors)), value: writer.change(decreased.amount) },
      { sign: "=", label: words.change, value: writer.change(cost.after - cost.before) },
    ]),
    paragraph(words.sameIncome(formatCount(same)), "note"),
    ...histogramBlocks(result, same, writer, words),
  ]);
  return [
    spread,
    listSection("hurt-most", words.largestDecreases, result.largestDecreases, words.nobodyLoses),
    listSection("lose-most", words.largestDecreasesByAmount, result.largestDecreasesByAmount, words.nobodyLoses, decreased),
    listSection("gain-most", words.largestIncreases, result.largestIncreases, words.nobodyGains, increased),
  ];

  function listSection(
    id: string,
    title: string,
    lines: readonly AdvisorLine[],
    nobody: string,
    all?: SimulationResult["increased"],
  ): Section {
    if (lines.length === 0) return section(id, title, [paragraph(nobody)]);
    const note: Block[] = all === undefined ? [paragraph(words.hurtMostNote, "note")] : [];
    return section(id, title, [...note, advisorTable({ id: `${id}-list`, caption: title }, lines, all, writer, words)]);
  }
}

/** Advisors with what they had and would have; where all of them are given too, down to what all come to. */
function advisorTable(
  { id, caption }: { readonly id: string; readonly caption: string },
  lines: readonly AdvisorLine[],
  all: SimulationResult["increased"] | undefined,
  writer: Writer,
  words: SimulationMessages,
): TableBlock {
  const largest = largestChange(lines);
  const others = all === undefined ? 0n : all.amount - sum(lines.map(({ before, after }) => after - before));
  const othersCount = all === undefined ? 0 : all.advisors - lines.length;
  return table(
    {
      id,
      caption,
      rest: [
        ...(othersCount === 0 && others === 0n
          ? []
          : [{ cells: [writer.text(words.otherAdvisors(formatCount(othersCount))), EMPTY, EMPTY, EMPTY, writer.change(others)] }]),
        ...(all === undefined
          ? []
          : [{ kind: "total" as const, cells: [writer.text(writer.words.total), EMPTY, EMPTY, EMPTY, writer.change(all.amount)] }]),
      ],
    },
    lines,
    [
      col(writer.words.advisor, (line) => advisorCell(line, writer)),
      col(words.store, (line) => writer.text(line.storeId ?? ""), OPTIONAL),
      num(words.before, (line) => writer.amount(line.before)),
      num(words.after, (line) => writer.amount(line.after)),
      num(words.change, (line) => changeCell(line, writer, largest)),
    ],
  );
}
