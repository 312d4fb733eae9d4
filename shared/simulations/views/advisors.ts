import { sum } from "../../base/money/money.ts";
import { changeCell, largestChange } from "../../ui/change.ts";
import { formatCount, formatMoney } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, type Cell, equation, type HistogramBlock, paragraph, type Section, section, type TableBlock } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { AdvisorLine, Crossing, SimulationResult } from "../model/simulation.ts";

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
    ofTwo("equity", words.equityTitle, [
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
    num(words.difference, (line) => changeCell(line, writer)),
  ]);
  const cut: Block = paragraph(words.firstOf(formatCount(advisors.length), formatCount(count)), "note");
  return advisors.length < count ? [block, cut] : [block];
}

/** Who gains and who loses: counts and sums, how they are spread, and by name who most. */
export function peopleSections(result: SimulationResult, writer: Writer, words: SimulationMessages): Section[] {
  const { increased, decreased, advisors, cost } = result;
  const same = advisors - increased.advisors - decreased.advisors;
  const spread: Section = section("spread", words.winnersAndLosers, [
    equation([
      { sign: "", label: words.gains(formatCount(increased.advisors)), value: writer.change(increased.amount) },
      { sign: "+", label: words.losses(formatCount(decreased.advisors)), value: writer.change(decreased.amount) },
      { sign: "=", label: words.difference, value: writer.change(cost.after - cost.before) },
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
      num(words.difference, (line) => changeCell(line, writer, largest)),
    ],
  );
}

/** How many advisors change by how much, drawn. `same` is how many don't. */
function histogramBlocks(
  { histogram, increased, decreased }: SimulationResult,
  same: number,
  writer: Writer,
  words: SimulationMessages,
): HistogramBlock[] {
  if (histogram.length === 0) return [];
  return [
    {
      kind: "histogram",
      id: "histogram",
      caption: words.histogram,
      description: words.histogramText(formatCount(increased.advisors), formatCount(decreased.advisors), formatCount(same)),
      legend: { loses: words.loses, gains: words.gainsLegend },
      bins: trimmed(histogram).map(({ from, to, advisors }) => ({
        label: binLabel(from, to, writer, words),
        count: advisors,
        text: formatCount(advisors),
        side: isZero(from, to) ? "same" : to !== undefined && to <= 0n ? "loses" : "gains",
      })),
    },
  ];
}

type Bins = SimulationResult["histogram"];

const isZero = (from: bigint | undefined, to: bigint | undefined): boolean => from === 0n && to === 0n;

/** Without the outermost bins that hold nobody; that of no change always stands. */
function trimmed(bins: Bins): Bins {
  const isKept = ({ from, to, advisors }: Bins[number]) => advisors > 0 || isZero(from, to);
  return bins.slice(Math.max(0, bins.findIndex(isKept)), bins.findLastIndex(isKept) + 1);
}

function binLabel(from: bigint | undefined, to: bigint | undefined, writer: Writer, words: SimulationMessages): string {
  if (isZero(from, to)) return words.same;
  if (from === undefined) return to === undefined ? words.same : words.below(edge(to, writer));
  return to === undefined ? words.from(edge(from, writer)) : words.between(edge(from, writer), edge(to, writer));
}

/** An edge of a bin: whole amounts without their decimals, and with their sign. */
function edge(minor: bigint, { currency }: Writer): string {
  return `${minor > 0n ? "+" : ""}${formatMoney(minor, currency).replace(/\.0+$/, "")}`;
}
