import { formatDecimal, parseDecimal, type Ratio } from "../../base/money/money.ts";
import type { ExplainedTarget } from "../../engine/earnings/explained.ts";
import { reachedAt } from "../../engine/earnings/tiers.ts";
import type { CompiledStep } from "../../engine/plan/components/tiers.ts";
import { formatCount, formatFraction, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, paragraph, type TiersBlock } from "../../ui/view.ts";
import { capital } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import { basisOf, type ClimbedRate, exactCell, lengthOf } from "./calculation.ts";

/** A measure in the ladder's own terms: sales or units. */
export const measureText = (measure: "sales" | "units", value: bigint, writer: AccountWriter): string =>
  measure === "units" ? writer.words.unitCount(formatCount(value)) : writer.money(value);

/** A ladder drawn. Rates are decimals as text. */
export function ladderBlock(
  name: string,
  ladder: {
    readonly id: string;
    readonly measure: "sales" | "units";
    readonly period: "month" | "year";
    readonly measured: bigint;
    readonly tierIndex: number;
    readonly tiers: readonly { readonly from: bigint; readonly rate: string }[];
    readonly next?: string;
  },
  writer: AccountWriter,
): TiersBlock {
  const { words } = writer;
  const text = (value: bigint) => measureText(ladder.measure, value, writer);
  const step = ladder.tiers[ladder.tierIndex];
  const standing = words.ladder.standing(text(ladder.measured), text(step?.from ?? 0n), formatPercent(step?.rate ?? "0"));
  const steps = ladder.tiers.map(({ from, rate }) => words.ladder.step(text(from), formatPercent(rate))).join(words.joins.list);
  return {
    kind: "ladder",
    id: ladder.id,
    caption: capital(words.ladder.caption(name, words.ladder[ladder.period])),
    description: [`${steps}${words.joins.list}${standing}`, ladder.next].filter((part) => part !== undefined).join(words.joins.sentence),
    steps: ladder.tiers.map(({ from, rate }) => ({
      from,
      fromText: text(from),
      rateText: formatPercent(rate),
      rateBillionths: parseDecimal(rate),
    })),
    measured: ladder.measured,
    measuredText: text(ladder.measured),
    tierIndex: ladder.tierIndex,
    ...(ladder.next === undefined ? {} : { next: ladder.next }),
  };
}

/** How a ladder's rate came about: in words, and for a marginal one stretch by stretch, ending in the average. */
export function rateBlocks(name: string, id: string, climbed: ClimbedRate, plain: readonly CompiledStep[], writer: AccountWriter): Block[] {
  const { target } = climbed;
  if (target !== undefined && target.value === undefined) return [paragraph(targetText(target, basisOf(climbed), writer))];
  const goal = target?.value === undefined ? undefined : { value: parseDecimal(target.value) };
  const rate = { ...climbed, measure: basisOf(climbed) };
  const steps = goal === undefined ? plain : plain.map((step) => ({ ...step, from: reachedAt(step.from, goal) }));
  const said: Block[] = target === undefined ? [] : [paragraph(targetText(target, rate.measure, writer))];
  return [...said, ...blocksOf(name, id, rate, steps, writer)];
}

/** "The target is 100,000.00 (sales target, September 2026)." */
export function targetText({ by, value, givenFor }: ExplainedTarget, measure: "sales" | "units", writer: AccountWriter): string {
  const { ladder } = writer.words;
  if (value === undefined || givenFor === undefined) return ladder.noTarget(writer.name(by));
  const { numerator, denominator } = readRatio(value);
  const amount = measure === "units" ? writer.words.unitCount(formatNumber(value)) : exactText({ numerator, denominator }, writer);
  return ladder.target(amount, writer.name(by), writer.month(givenFor));
}

/** An amount, minor units, to the fraction. */
export const exactText = (ratio: Ratio, writer: AccountWriter): string => {
  const cell = exactCell(ratio, writer);
  return "text" in cell ? cell.text : "";
};

type BasicRate = ClimbedRate & { readonly measure: "sales" | "units" };

function blocksOf(name: string, id: string, rate: BasicRate, steps: readonly CompiledStep[], writer: AccountWriter): Block[] {
  const { words } = writer;
  const text = (value: bigint) => measureText(rate.measure, value, writer);
  const standingFrom = text(steps.findLast(({ from }) => from <= rate.measured)?.from ?? 0n);
  const tierIndex = Math.max(
    steps.findLastIndex(({ from }) => from <= rate.measured),
    0,
  );
  const drawn = ladderBlock(
    name,
    { ...rate, id, tierIndex, tiers: steps.map(({ from, rate: each }) => ({ from, rate: formatDecimal(each) })) },
    writer,
  );
  if (rate.stretches.length === 0) {
    const said =
      rate.mode === "whole"
        ? words.ladder.whole(text(rate.measured), standingFrom, formatPercent(rate.step.rate))
        : words.ladder.still(text(rate.measured), formatPercent(rate.step.rate));
    return [paragraph(said), drawn];
  }
  const value = (amount: bigint) => (rate.measure === "units" ? writer.count(amount) : writer.amount(amount));
  const climbed = rate.measured - rate.climbedFrom;
  const bound = (value: bigint | string) =>
    typeof value === "bigint"
      ? text(value)
      : rate.measure === "units"
        ? formatFraction(readRatio(value), 6)
        : exactText(readRatio(value), writer);
  const stretched = (stretch: ClimbedRate["stretches"][number]) => {
    const length = lengthOf(stretch);
    if (length.denominator === 1n) return value(length.numerator);
    return rate.measure === "units" ? writer.number(ratioText(length)) : exactCell(length, writer);
  };
  const product = (amount: Ratio, each: string) => {
    const { numerator, denominator } = readRatio(each);
    const exact = { numerator: amount.numerator * numerator, denominator: amount.denominator * denominator };
    return rate.measure === "units" ? writer.number(ratioText(exact)) : exactCell(exact, writer);
  };
  return [
    paragraph(words.ladder.marginal(text(rate.climbedFrom), text(rate.measured))),
    table({ id: `${id}-stretches`, caption: words.ladder.heading }, rate.stretches, [
      col(words.ladder.stretch, (stretch) => writer.text(`${bound(stretch.from)} – ${bound(stretch.to)}`), {
        total: writer.text(words.ladder.average),
      }),
      num(words.ladder.stretchAmount, (stretch) => stretched(stretch), { total: value(climbed) }),
      num(words.rate, (stretch) => writer.percent(stretch.rate), { total: writer.percent(rate.rate) }),
      num(words.ladder.result, (stretch) => product(lengthOf(stretch), stretch.rate), {
        total: product({ numerator: climbed, denominator: 1n }, rate.rate),
      }),
    ]),
    drawn,
  ];
}

const ratioText = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string => `${numerator}/${denominator}`;
