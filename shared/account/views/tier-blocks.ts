import { formatDecimal, parseDecimal } from "../../base/money/decimal.ts";
import type { ExplainedRate } from "../../engine/earnings/explained.ts";
import type { CompiledStep } from "../../engine/plan/components/tiers.ts";
import { formatCount, formatPercent, readRatio } from "../../ui/format.ts";
import type { Block, LadderBlock } from "../../ui/view.ts";
import { capital, figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import { exactCell } from "./calculation.ts";

type ClimbedRate = Extract<ExplainedRate, { kind: "ladder" }>;

/** A measure in the ladder's own terms: sales or units. */
export const measureText = (measure: "sales" | "units", value: bigint, writer: Writer): string =>
  measure === "units" ? writer.words.unitCount(formatCount(value)) : writer.money(value);

/** A ladder drawn. Rates are decimals as text. */
export function ladderBlock(
  name: string,
  ladder: {
    readonly id: string;
    readonly measure: "sales" | "units";
    readonly period: "month" | "year";
    readonly measured: bigint;
    readonly standing: number;
    readonly steps: readonly { readonly from: bigint; readonly rate: string }[];
    readonly next?: string;
  },
  writer: Writer,
): LadderBlock {
  const { words } = writer;
  const text = (value: bigint) => measureText(ladder.measure, value, writer);
  const step = ladder.steps[ladder.standing];
  const standing = words.ladder.standing(text(ladder.measured), text(step?.from ?? 0n), formatPercent(step?.rate ?? "0"));
  const steps = ladder.steps.map(({ from, rate }) => words.ladder.step(text(from), formatPercent(rate))).join(words.joins.list);
  return {
    kind: "ladder",
    id: ladder.id,
    caption: capital(words.ladder.caption(name, words.ladder[ladder.period])),
    description: [`${steps}${words.joins.list}${standing}`, ladder.next].filter((part) => part !== undefined).join(words.joins.sentence),
    steps: ladder.steps.map(({ from, rate }) => ({
      from,
      fromText: text(from),
      rateText: formatPercent(rate),
      rateBillionths: parseDecimal(rate),
    })),
    measured: ladder.measured,
    measuredText: text(ladder.measured),
    standing: ladder.standing,
    ...(ladder.next === undefined ? {} : { next: ladder.next }),
  };
}

/** How a ladder's rate came about: in words, and for a marginal one stretch by stretch, ending in the average. */
export function climbBlocks(name: string, id: string, rate: ClimbedRate, steps: readonly CompiledStep[], writer: Writer): Block[] {
  const { words } = writer;
  const text = (value: bigint) => measureText(rate.measure, value, writer);
  const standing = Math.max(
    steps.findLastIndex(({ from }) => from <= rate.measured),
    0,
  );
  const drawn = ladderBlock(
    name,
    { ...rate, id, standing, steps: steps.map(({ from, rate: each }) => ({ from, rate: formatDecimal(each) })) },
    writer,
  );
  if (rate.stretches.length === 0) {
    const said =
      rate.mode === "whole"
        ? words.ladder.whole(text(rate.measured), text(rate.step.from), formatPercent(rate.step.rate))
        : words.ladder.still(text(rate.measured), formatPercent(rate.step.rate));
    return [{ kind: "paragraph", text: said }, drawn];
  }
  const value = (amount: bigint) => (rate.measure === "units" ? writer.count(amount) : writer.amount(amount));
  const climbed = rate.measured - rate.climbedFrom;
  const product = (amount: bigint, each: string) => {
    const { numerator, denominator } = readRatio(each);
    const exact = { numerator: amount * numerator, denominator };
    return rate.measure === "units" ? writer.number(ratioText(exact)) : exactCell(exact, writer);
  };
  return [
    { kind: "paragraph", text: words.ladder.marginal(text(rate.climbedFrom), text(rate.measured)) },
    {
      kind: "table",
      id: `${id}-stretches`,
      caption: words.ladder.heading,
      columns: [
        textColumn(words.ladder.stretch),
        figureColumn(words.ladder.stretchAmount),
        figureColumn(words.ladder.rate),
        figureColumn(words.ladder.result),
      ],
      rows: [
        ...rate.stretches.map(({ from, to, rate: each }) => ({
          cells: [writer.text(`${text(from)} – ${text(to)}`), value(to - from), writer.percent(each), product(to - from, each)],
        })),
        {
          kind: "total",
          cells: [writer.text(words.ladder.average), value(climbed), writer.percent(rate.rate), product(climbed, rate.rate)],
        },
      ],
    },
    drawn,
  ];
}

const ratioText = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string => `${numerator}/${denominator}`;
