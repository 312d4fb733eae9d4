import { decimalsOf, formatRatio, ONE, parseDecimal, type Ratio, roundHalfAway, sum } from "../../base/money/money.ts";
import { type BaseAmounts, takenOff } from "../../engine/earnings/base.ts";
import type { ExplainedCredit, ExplainedFactor, ExplainedRate } from "../../engine/earnings/explained.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { CompiledPlan } from "../../engine/plan/compile.ts";
import type { Where } from "../../engine/plan/components/fields.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import { formatCount, formatFraction, formatMinor, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import type { Cell, EquationLine } from "../../ui/view.ts";
import type { AccountWriter } from "../messages.ts";
import type { PaidComponent } from "./month-source.ts";

/** A rate that tiers gave. */
export type ClimbedRate = Extract<ExplainedRate, { kind: "ladder" }>;

/** What is measured: sales or units, also against a target. */
export const basisOf = ({ measure, basis }: Pick<ClimbedRate, "measure" | "basis">): "sales" | "units" =>
  measure === "attainment" ? (basis ?? "sales") : measure;

/** A bound of a stretch, exactly. */
const exactOf = (bound: bigint | string): Ratio => (typeof bound === "bigint" ? { numerator: bound, denominator: 1n } : readRatio(bound));

/** How long a stretch is, exactly: minor units or units. */
export function lengthOf({ from, to }: ClimbedRate["stretches"][number]): Ratio {
  const [start, end] = [exactOf(from), exactOf(to)];
  return {
    numerator: end.numerator * start.denominator - start.numerator * end.denominator,
    denominator: end.denominator * start.denominator,
  };
}

/** From prices to the base: what the plan takes off, and nothing else of the amounts. Minor units. */
export function baseLines(paidFor: readonly BaseAmounts[], plan: CompiledPlan, writer: AccountWriter): EquationLine[] {
  const { words } = writer;
  const off = new Map<string, bigint>();
  for (const amounts of paidFor) {
    for (const { name, amount } of takenOff(plan, amounts)) off.set(name, (off.get(name) ?? 0n) + amount);
  }
  const lines = [...off].filter(([, amount]) => amount !== 0n);
  if (lines.length === 0) return [];
  return [
    { sign: "", label: words.price, value: writer.amount(sum(paidFor.map(({ price }) => price))) },
    ...lines.map(([name, amount]) => ({ sign: "−", label: writer.title(name), value: writer.amount(amount) })),
    { sign: "=", label: words.base, value: writer.amount(sum(paidFor.map((amounts) => baseOf(plan, amounts)))) },
  ];
}

/** A rate that is one for all credits. */
export type SingleRate = Exclude<ExplainedRate, { kind: "table" }>;
type TableRate = Extract<ExplainedRate, { kind: "table" }>;

/** What a credit multiplies: the rate or amount, and each factor. */
export const rateLines = (rate: SingleRate, factors: readonly ExplainedFactor[], writer: AccountWriter): EquationLine[] => [
  { sign: "×", label: rateLabel(rate, writer), value: rateCell(rate, writer) },
  ...factorLines(factors, writer),
];

const factorLines = (factors: readonly ExplainedFactor[], writer: AccountWriter): EquationLine[] =>
  factors.map((factor) => ({ sign: "×", label: factorLabel(factor, writer), value: writer.number(factor.factor) }));

/** The rate of one credit of a component: its own where each row has another. */
export const rateOfCredit = ({ rate }: Pick<PaidComponent, "rate">, credit: ExplainedCredit): SingleRate =>
  rate.kind === "table" ? { kind: "rate", rate: credit.rate ?? "0" } : rate;

/** The rows of a table that pay, each with what it makes of its base, before factors. */
function rowLines({ rows }: TableRate, writer: AccountWriter): EquationLine[] {
  return rows.map(({ where, rate, base }, index) => {
    const { numerator, denominator } = readRatio(rate);
    return {
      sign: index === 0 ? "" : "+",
      label: writer.words.explanation.tableRow(rowName(where, writer), writer.money(base), formatPercent(rate)),
      value: exactCell({ numerator: base * numerator, denominator }, writer),
    };
  });
}

/** "Flights · app": what a row of a table pays for, by its values alone. */
function rowName(where: Where | undefined, { words, name }: AccountWriter): string {
  if (where === undefined) return words.explanation.otherRows;
  const values = Object.values(where).map((accepted) => accepted.map((value) => name(value)).join(words.joins.list));
  return values.length === 0 ? words.explanation.allRows : values.join(" · ");
}

function rateLabel(rate: SingleRate, { words }: AccountWriter): string {
  if (rate.kind === "amount") return words.explanation.amountPerUnit;
  if (rate.kind === "rate") return words.rate;
  return rate.stretches.length > 1 ? words.explanation.ladderRate : words.explanation.stepRate;
}

const rateCell = (rate: SingleRate, writer: AccountWriter): Cell =>
  rate.kind === "amount" ? writer.amount(rate.amount) : writer.percent(rate.rate);

/** "Service score 4.8 (June 2026)": the value, and whose and of when it is. */
export function factorLabel({ by, value, from, givenFor }: ExplainedFactor, writer: AccountWriter): string {
  const { explanation } = writer.words;
  if (value === undefined || givenFor === undefined) return explanation.factorDefault(writer.name(by));
  const month = writer.month(givenFor);
  if (from !== undefined && "storeId" in from) return explanation.factorOfStore(writer.name(by), formatNumber(value), from.storeId, month);
  return explanation.factor(writer.name(by), formatNumber(value), month);
}

/** What is paid for a fen of base (share) or, in minor units, for a unit (flat): factors included. */
export const perUnitOf = (rate: SingleRate, factors: readonly ExplainedFactor[]): Ratio =>
  withFactors(rate.kind === "amount" ? { numerator: rate.amount, denominator: 1n } : readRatio(rate.rate), factors);

function withFactors(start: Ratio, factors: readonly ExplainedFactor[]): Ratio {
  return factors.reduce(
    ({ numerator, denominator }, { factor }) => ({ numerator: numerator * parseDecimal(factor), denominator: denominator * ONE }),
    start,
  );
}

/** An exact amount that may have a fraction of a minor unit, in the currency's unit. */
export function exactCell({ numerator, denominator }: Ratio, writer: AccountWriter): Cell {
  const isWhole = numerator % denominator === 0n;
  const exact = { numerator, denominator: denominator * 10n ** BigInt(decimalsOf(writer.currency)) };
  const text = isWhole ? formatMinor(numerator / denominator, writer.currency) : formatFraction(exact, 6);
  return { kind: "number", value: formatRatio(exact), text };
}

/** A share or flat from its credits to its amount, line by line; the last line is the amount. */
export function componentLines(
  component: PaidComponent,
  paidFor: readonly BaseAmounts[],
  plan: CompiledPlan,
  writer: AccountWriter,
): EquationLine[] {
  const { words } = writer;
  const { rate, factors } = component;
  const isOfBase = paysFor(component.kind) === "base";
  const exact = exactAmount(component);
  const start: EquationLine[] = isOfBase
    ? baseLines(paidFor, plan, writer)
    : [{ sign: "", label: words.units, value: writer.count(component.units) }];
  const isWhole = exact.numerator === component.amount * exact.denominator;
  return [
    ...(start.length > 0 ? start : [{ sign: "", label: words.base, value: writer.amount(component.base) }]),
    ...(rate.kind === "table" ? [...rowLines(rate, writer), ...factorLines(factors, writer)] : rateLines(rate, factors, writer)),
    ...(isWhole ? [] : [{ sign: "=", label: words.explanation.exact, value: exactCell(exact, writer) }]),
    { sign: isWhole ? "=" : "≈", label: isWhole ? words.amount : words.explanation.rounded, value: writer.amount(component.amount) },
  ];
}

/** What a component comes to before it is rounded, minor units. */
function exactAmount({ kind, base, units, rate, factors }: PaidComponent): Ratio {
  if (rate.kind !== "table") {
    const { numerator, denominator } = perUnitOf(rate, factors);
    return { numerator: (paysFor(kind) === "base" ? base : units) * numerator, denominator };
  }
  const weighed = rate.rows.reduce((total, row) => total + row.base * parseDecimal(row.rate), 0n);
  return withFactors({ numerator: weighed, denominator: ONE }, factors);
}

/** The same in one sentence: "1,280,000.00 sales: 100,000.00 at 6%; × 1.1 for service score 4.8". */
export function componentSentence(component: PaidComponent, writer: AccountWriter): string {
  const { words } = writer;
  const { rate, factors } = component;
  const measure = (value: bigint) =>
    rate.kind === "ladder" && basisOf(rate) === "units" ? words.unitCount(formatCount(value)) : writer.money(value);
  const start =
    rate.kind === "amount"
      ? words.explanation.perUnit(words.unitCount(formatCount(component.units)), writer.money(rate.amount))
      : rateSentence(component, measure, writer);
  const times = factors.map(({ by, value, factor }) =>
    value === undefined
      ? words.explanation.timesDefault(formatNumber(factor), writer.name(by))
      : words.explanation.times(formatNumber(factor), writer.name(by), formatNumber(value)),
  );
  return [start, ...times].join(words.joins.list);
}

/** What is sold, and at which rate; of a ladder that measures the same as it pays on, stretch by stretch. */
function rateSentence({ base, rate }: PaidComponent, measure: (value: bigint) => string, writer: AccountWriter): string {
  const { explanation, ladder, joins } = writer.words;
  const sales = writer.money(base);
  if (rate.kind === "amount") return explanation.sales(sales);
  if (rate.kind === "table") return explanation.salesByTable(sales, formatCount(BigInt(rate.rows.length)));
  if (rate.kind !== "ladder" || rate.stretches.length < 2) return explanation.salesAt(sales, formatPercent(rate.rate));
  const stretches = rate.stretches
    .map((stretch) => ladder.at(measure(roundedLength(stretch)), formatPercent(stretch.rate)))
    .join(joins.list);
  const isPaidOn = basisOf(rate) === "sales" && rate.measured - rate.climbedFrom === base;
  return isPaidOn
    ? `${explanation.sales(sales)}${joins.colon}${stretches}`
    : explanation.salesAtAverage(sales, formatPercent(rate.rate), stretches);
}

/** In a sentence a stretch that ends within a minor unit is rounded; the table beside it is exact. */
function roundedLength(stretch: Parameters<typeof lengthOf>[0]): bigint {
  const { numerator, denominator } = lengthOf(stretch);
  return roundHalfAway(numerator, denominator);
}
