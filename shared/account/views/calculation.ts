import { ONE, parseDecimal } from "../../base/money/decimal.ts";
import { decimalsOf } from "../../base/money/format-amount.ts";
import { formatRatio, type Ratio } from "../../base/money/ratio.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { takenOff } from "../../engine/earnings/base.ts";
import type { ExplainedFactor, ExplainedRate } from "../../engine/earnings/explained.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { CompiledPlan } from "../../engine/plan/compile.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import { formatCount, formatFraction, formatMinor, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import type { Cell, EquationLine } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { PaidComponent } from "./month-source.ts";

/** From prices to the base: what the plan takes off, and nothing else of the amounts. Minor units. */
export function baseLines(credits: readonly Credit[], plan: CompiledPlan, writer: Writer): EquationLine[] {
  const { words } = writer;
  const off = new Map<string, bigint>();
  for (const { amounts } of credits) {
    for (const { name, amount } of takenOff(plan, amounts)) off.set(name, (off.get(name) ?? 0n) + amount);
  }
  const lines = [...off].filter(([, amount]) => amount !== 0n);
  if (lines.length === 0) return [];
  return [
    { sign: "", label: words.price, value: writer.amount(sum(credits.map(({ amounts }) => amounts.price))) },
    ...lines.map(([name, amount]) => ({ sign: "−", label: writer.title(name), value: writer.amount(amount) })),
    { sign: "=", label: words.base, value: writer.amount(sum(credits.map(({ amounts }) => baseOf(plan, amounts)))) },
  ];
}

/** What a share or flat multiplies: the rate or amount, and each factor. */
export function rateLines({ rate, factors }: Pick<PaidComponent, "rate" | "factors">, writer: Writer): EquationLine[] {
  return [
    { sign: "×", label: rateLabel(rate, writer), value: rateCell(rate, writer) },
    ...factors.map((factor) => ({ sign: "×", label: factorLabel(factor, writer), value: writer.number(factor.factor) })),
  ];
}

function rateLabel(rate: ExplainedRate, { words }: Writer): string {
  if (rate.kind === "amount") return words.why.amountPerUnit;
  if (rate.kind === "rate") return words.why.rate;
  return rate.stretches.length > 1 ? words.why.ladderRate : words.why.stepRate;
}

const rateCell = (rate: ExplainedRate, writer: Writer): Cell =>
  rate.kind === "amount" ? writer.amount(rate.amount) : writer.percent(rate.rate);

/** "Service score 4.8 (June 2026)": the value, and whose and of when it is. */
export function factorLabel({ by, value, from, givenFor }: ExplainedFactor, writer: Writer): string {
  const { why } = writer.words;
  if (value === undefined || givenFor === undefined) return why.factorDefault(writer.name(by));
  const month = writer.month(givenFor);
  if (from !== undefined && "storeId" in from) return why.factorOfStore(writer.name(by), formatNumber(value), from.storeId, month);
  return why.factor(writer.name(by), formatNumber(value), month);
}

/** What is paid for a fen of base (share) or, in minor units, for a unit (flat): factors included. */
export function perUnitOf({ rate, factors }: Pick<PaidComponent, "rate" | "factors">): Ratio {
  const start = rate.kind === "amount" ? { numerator: rate.amount, denominator: 1n } : readRatio(rate.rate);
  return factors.reduce(
    ({ numerator, denominator }, { factor }) => ({ numerator: numerator * parseDecimal(factor), denominator: denominator * ONE }),
    start,
  );
}

/** An exact amount that may have a fraction of a minor unit, in the currency's unit. */
export function exactCell({ numerator, denominator }: Ratio, writer: Writer): Cell {
  const isWhole = numerator % denominator === 0n;
  const exact = { numerator, denominator: denominator * 10n ** BigInt(decimalsOf(writer.currency)) };
  const text = isWhole ? formatMinor(numerator / denominator, writer.currency) : formatFraction(exact, 6);
  return { kind: "number", value: formatRatio(exact), text };
}

/** A share or flat from its credits to its amount, line by line; the last line is the amount. */
export function componentLines(component: PaidComponent, credits: readonly Credit[], plan: CompiledPlan, writer: Writer): EquationLine[] {
  const { words } = writer;
  const perUnit = perUnitOf(component);
  const isOfBase = paysFor(component.kind) === "base";
  const paidFor = isOfBase ? component.base : component.units;
  const exact = { numerator: paidFor * perUnit.numerator, denominator: perUnit.denominator };
  const start: EquationLine[] = isOfBase
    ? baseLines(credits, plan, writer)
    : [{ sign: "", label: words.units, value: writer.count(component.units) }];
  const isWhole = exact.numerator === component.amount * exact.denominator;
  return [
    ...(start.length > 0 ? start : [{ sign: "", label: words.base, value: writer.amount(component.base) }]),
    ...rateLines(component, writer),
    ...(isWhole ? [] : [{ sign: "=", label: words.why.exact, value: exactCell(exact, writer) }]),
    { sign: isWhole ? "=" : "≈", label: isWhole ? words.amount : words.why.rounded, value: writer.amount(component.amount) },
  ];
}

/** The same in one sentence: "1,280,000.00 sales: 100,000.00 at 6%; × 1.1 for service score 4.8". */
export function componentSentence(component: PaidComponent, writer: Writer): string {
  const { words } = writer;
  const { rate, factors } = component;
  const measure = (value: bigint) =>
    rate.kind === "ladder" && rate.measure === "units" ? words.unitCount(formatCount(value)) : writer.money(value);
  const start =
    rate.kind === "amount"
      ? words.why.perUnit(words.unitCount(formatCount(component.units)), writer.money(rate.amount))
      : rateSentence(component, measure, writer);
  const times = factors.map(({ by, value, factor }) =>
    value === undefined
      ? words.why.timesDefault(formatNumber(factor), writer.name(by))
      : words.why.times(formatNumber(factor), writer.name(by), formatNumber(value)),
  );
  return [start, ...times].join(words.joins.list);
}

/** What is sold, and at which rate; of a ladder that measures the same as it pays on, stretch by stretch. */
function rateSentence({ base, rate }: PaidComponent, measure: (value: bigint) => string, writer: Writer): string {
  const { why, ladder, joins } = writer.words;
  const sales = writer.money(base);
  if (rate.kind === "amount") return why.sales(sales);
  if (rate.kind !== "ladder" || rate.stretches.length < 2) return why.salesAt(sales, formatPercent(rate.rate));
  const stretches = rate.stretches.map(({ from, to, rate: each }) => ladder.at(measure(to - from), formatPercent(each))).join(joins.list);
  const isPaidOn = rate.measure === "sales" && rate.measured - rate.climbedFrom === base;
  return isPaidOn ? `${why.sales(sales)}${joins.colon}${stretches}` : why.salesAtAverage(sales, formatPercent(rate.rate), stretches);
}
