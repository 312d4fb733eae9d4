import { formatCount, formatMoney } from "../../ui/format.ts";
import type { HistogramBlock } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { SimulationResult } from "../model/simulation.ts";

/** How many advisors change by how much, drawn. `same` is how many don't. */
export function histogramBlocks(
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
