import { sum } from "../../money/rounding.ts";
import type { AdvisorLine, Crossing, TrialResult } from "../../trial/trial.ts";
import { formatCount, formatMoney } from "../format.ts";
import type { Block, HistogramBlock, Section, TableBlock } from "../view.ts";
import { EMPTY, figureColumn, textColumn, type Writer } from "../writer.ts";
import { changeCell, largestChange } from "./change.ts";
import type { TrialWords } from "./trial-words.ts";

/** Who gains and who loses: counts and sums, how they are spread, and by name who most. */
export function peopleSections(result: TrialResult, writer: Writer, words: TrialWords): Section[] {
  const { winners, losers, advisors, cost } = result;
  const same = advisors - winners.advisors - losers.advisors;
  const spread: Section = {
    id: "spread",
    title: words.winnersAndLosers,
    blocks: [
      {
        kind: "equation",
        lines: [
          { sign: "", label: words.gains(formatCount(winners.advisors)), value: writer.change(winners.amount) },
          { sign: "+", label: words.losses(formatCount(losers.advisors)), value: writer.change(losers.amount) },
          { sign: "=", label: words.change, value: writer.change(cost.after - cost.before) },
        ],
      },
      { kind: "paragraph", text: words.sameIncome(formatCount(same)), tone: "note" },
      ...histogram(result, same, writer, words),
    ],
  };
  return [
    spread,
    listSection("hurt-most", words.hurtMost, result.hurtMost, words.nobodyLoses),
    listSection("lose-most", words.loseMost, result.loseMost, words.nobodyLoses, losers),
    listSection("gain-most", words.gainMost, result.gainMost, words.nobodyGains, winners),
  ];

  function listSection(id: string, title: string, lines: readonly AdvisorLine[], nobody: string, all?: TrialResult["winners"]): Section {
    if (lines.length === 0) return { id, title, blocks: [{ kind: "paragraph", text: nobody }] };
    const note: Block[] = all === undefined ? [{ kind: "paragraph", text: words.hurtMostNote, tone: "note" }] : [];
    return { id, title, blocks: [...note, advisorTable({ id: `${id}-list`, caption: title }, lines, all, writer, words)] };
  }
}

function histogram({ histogram, winners, losers }: TrialResult, same: number, writer: Writer, words: TrialWords): HistogramBlock[] {
  if (histogram.length === 0) return [];
  return [
    {
      kind: "histogram",
      id: "histogram",
      caption: words.histogram,
      description: words.histogramText(formatCount(winners.advisors), formatCount(losers.advisors), formatCount(same)),
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

type Bins = TrialResult["histogram"];

const isZero = (from: bigint | undefined, to: bigint | undefined): boolean => from === 0n && to === 0n;

/** Without the outermost bins that hold nobody; that of no change always stands. */
function trimmed(bins: Bins): Bins {
  const isKept = ({ from, to, advisors }: Bins[number]) => advisors > 0 || isZero(from, to);
  return bins.slice(Math.max(0, bins.findIndex(isKept)), bins.findLastIndex(isKept) + 1);
}

function binLabel(from: bigint | undefined, to: bigint | undefined, writer: Writer, words: TrialWords): string {
  if (isZero(from, to)) return words.same;
  if (from === undefined) return to === undefined ? words.same : words.below(edge(to, writer));
  return to === undefined ? words.from(edge(from, writer)) : words.between(edge(from, writer), edge(to, writer));
}

/** An edge of a bin: whole amounts without their decimals, and with their sign. */
function edge(minor: bigint, { currency }: Writer): string {
  return `${minor > 0n ? "+" : ""}${formatMoney(minor, currency).replace(/\.0+$/, "")}`;
}

/** Advisors with what they had and would have; where all of them are given too, down to what all come to. */
function advisorTable(
  { id, caption }: { readonly id: string; readonly caption: string },
  lines: readonly AdvisorLine[],
  all: TrialResult["winners"] | undefined,
  writer: Writer,
  words: TrialWords,
): TableBlock {
  const largest = largestChange(lines);
  const others = all === undefined ? 0n : all.amount - sum(lines.map(({ before, after }) => after - before));
  const othersCount = all === undefined ? 0 : all.advisors - lines.length;
  return {
    kind: "table",
    id,
    caption,
    columns: [
      textColumn(words.advisor),
      textColumn(words.store, true),
      figureColumn(words.before),
      figureColumn(words.after),
      figureColumn(words.change),
    ],
    rows: [
      ...lines.map((line) => ({
        cells: [
          advisorCell(line, writer),
          writer.text(line.storeId ?? ""),
          writer.amount(line.before),
          writer.amount(line.after),
          changeCell(line, writer, largest),
        ],
      })),
      ...(othersCount === 0 && others === 0n
        ? []
        : [{ cells: [writer.text(words.otherAdvisors(formatCount(othersCount))), EMPTY, EMPTY, EMPTY, writer.change(others)] }]),
      ...(all === undefined
        ? []
        : [{ kind: "total" as const, cells: [writer.text(words.total), EMPTY, EMPTY, EMPTY, writer.change(all.amount)] }]),
    ],
  };
}

/** An advisor by name, leading to her own pages. */
function advisorCell({ advisorId, name }: Pick<AdvisorLine, "advisorId" | "name">, writer: Writer) {
  return writer.text(name, { to: `/advisors/${encodeURIComponent(advisorId)}`, note: name === advisorId ? undefined : advisorId });
}

/** Who crosses the agency's milestone, and who gains or loses equity. */
export function crossingSections(result: TrialResult, writer: Writer, words: TrialWords): Section[] {
  const { milestone, equity } = result;
  const crossings: readonly [string, string, readonly [string, Crossing, (count: string) => string][]][] = [
    [
      "milestone",
      words.milestone(writer.money(milestone.amount)),
      [
        ["milestone-up", milestone.up, words.milestoneUp],
        ["milestone-down", milestone.down, words.milestoneDown],
      ],
    ],
    [
      "equity",
      words.equity,
      [
        ["equity-gained", equity.gained, words.equityGained],
        ["equity-lost", equity.lost, words.equityLost],
      ],
    ],
  ];
  const months = Object.keys(result.months).length;
  const overRange: Block[] = months > 1 ? [{ kind: "paragraph", text: words.overRange(formatCount(months)), tone: "note" }] : [];
  return crossings.map(([id, title, lists]) => {
    const blocks = lists.flatMap(([listId, crossing, caption]): Block[] => crossingBlocks(listId, crossing, caption, writer, words));
    return { id, title, blocks: lists.some(([, { count }]) => count > 0) ? [...blocks, ...overRange] : blocks };
  });
}

function crossingBlocks(
  id: string,
  { count, advisors }: Crossing,
  caption: (count: string) => string,
  writer: Writer,
  words: TrialWords,
): Block[] {
  if (count === 0) return [{ kind: "paragraph", text: caption(formatCount(count)) }];
  const table: TableBlock = {
    kind: "table",
    id,
    caption: caption(formatCount(count)),
    columns: [textColumn(words.advisor), figureColumn(words.before), figureColumn(words.after), figureColumn(words.change)],
    rows: advisors.map((line) => ({
      cells: [advisorCell(line, writer), writer.amount(line.before), writer.amount(line.after), changeCell(line, writer)],
    })),
  };
  const cut: Block = { kind: "paragraph", text: words.firstOf(formatCount(advisors.length), formatCount(count)), tone: "note" };
  return advisors.length < count ? [table, cut] : [table];
}
