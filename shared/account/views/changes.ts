import { absolute, roundHalfAway, sum } from "../../base/money/money.ts";
import type { ExplainedFactor } from "../../engine/earnings/explained.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { type Component, paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { ChangedPart } from "../../engine/statement/changed-parts.ts";
import type { ChangedOrder, ChangedSeller, ChangedTerms, ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import { formatCount, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import type { Cell, TableBlock } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";

/** An adjustment of a month that was settled before. */
export type Restated = Extract<ExplainedAdjustment, { kind: "restated" }>;

/** Why ladder and factors moved the rest: a row for each component whose terms changed. */
export function becauseTable({ ladderAndFactors }: Restated, plans: readonly Plan[], writer: AccountWriter): TableBlock {
  const { words } = writer;
  return table({ id: "because", caption: words.adjustment.rest }, ladderAndFactors.because, [
    col(words.component, (terms) =>
      writer.text(writer.title(terms.id, labelOf(plans, terms)), { note: `${terms.id} · ${words.plan(terms.planId, terms.version)}` }),
    ),
    col(words.reason, (terms) => writer.text(termsText(terms, plans, writer))),
  ]);
}

/** Terms that the line of ladder and factors names; the others stand in their table. */
const TERMS_NAMED = 3;

/** Why ladder and factors moved the rest, in a line. */
export function restText({ ladderAndFactors }: Restated, plans: readonly Plan[], writer: AccountWriter): string {
  const { joins, adjustment } = writer.words;
  const named = ladderAndFactors.because
    .slice(0, TERMS_NAMED)
    .map((terms) => `${writer.title(terms.id, labelOf(plans, terms))}${joins.colon}${termsText(terms, plans, writer)}`);
  return named.length === 0 ? adjustment.restNote : named.join(joins.list);
}

function termsText(terms: ChangedTerms, plans: readonly Plan[], writer: AccountWriter): string {
  const { adjustment, joins } = writer.words;
  const { rateBefore, rateNow, amountBefore, amountNow } = terms;
  const factors = factorTexts(terms.factorsBefore ?? [], terms.factorsNow ?? [], writer);
  const kind = kindOf(terms, plans);
  const rates =
    kind !== undefined && rateBefore !== undefined && rateNow !== undefined && rateBefore !== rateNow
      ? [adjustment.becauseRate(rateText(kind, rateBefore, writer), rateText(kind, rateNow, writer))]
      : [];
  return [...factors, ...rates, adjustment.becauseAmount(writer.money(amountBefore), writer.money(amountNow))].join(joins.list);
}

function factorTexts(before: readonly ExplainedFactor[], now: readonly ExplainedFactor[], writer: AccountWriter): string[] {
  const { adjustment } = writer.words;
  const said = (value: string | undefined) => (value === undefined ? writer.words.absent : formatNumber(value));
  return now.flatMap((factor) => {
    const old = before.find(({ id }) => id === factor.id);
    return old === undefined || old.value === factor.value
      ? []
      : [adjustment.becauseFactor(writer.name(factor.by), said(old.value), said(factor.value))];
  });
}

/** A rate as percent, or what is paid for a unit. */
export function rateText(kind: Component["kind"], rate: string, writer: AccountWriter): string {
  if (paysFor(kind) !== "units") return formatPercent(rate);
  const { numerator, denominator } = readRatio(rate);
  return writer.money(roundHalfAway(numerator, denominator));
}

/** The kind of a plan's line; none where the plan isn't at hand. */
export const kindOf = ({ id, planId, version }: Pick<ChangedTerms, "id" | "planId" | "version">, plans: readonly Plan[]) =>
  plans.find((plan) => plan.planId === planId && plan.version === version)?.components.find((component) => component.id === id)?.kind;

/** How the lines of a restated month are told. */
export interface RestatedTold {
  readonly plans: readonly Plan[];
  readonly said: SaidOfOrder;
  /** The cell of a seller below, with their name. */
  readonly sellerOf: (sellerId: string) => Cell;
  /** Why the rest moved; by default ladder and factors. */
  readonly rest?: { readonly label: string; readonly explanation: string };
}

/** What changed, one line for each order or seller below, then what ladder and factors made of it; the last row is the adjustment. */
export function restatedTable(adjustment: Restated, told: RestatedTold, writer: AccountWriter): TableBlock {
  const { words } = writer;
  const { plans, said, sellerOf } = told;
  const { facts, sellers = [], ladderAndFactors, amount } = adjustment;
  const rest = told.rest ?? { label: words.adjustment.restLine, explanation: restText(adjustment, plans, writer) };
  const shown: readonly OrderRow[] = [
    ...facts.flatMap((order) => orderRows(order, plans, said, writer)),
    ...sellers.map((seller) => sellerRow(seller, sellerOf(seller.sellerId), plans, writer)),
    ...(ladderAndFactors.amount === 0n ? [] : [{ ...rest, amount: ladderAndFactors.amount }]),
  ];
  const frame = { id: "changes", caption: words.adjustment.title(writer.month(adjustment.month)) };
  const first = sellers.length === 0 ? words.order : words.difference;
  return table({ ...frame, kindOf: ({ kind }: OrderRow) => kind }, shown, [
    col(first, ({ cell, label = "", note }) => cell ?? writer.text(label, { note }), { total: writer.text(words.adjustment.sumLine) }),
    col(words.reason, ({ explanation }) => writer.text(explanation)),
    num(words.adjustment.settledRate, ({ rate }) => rate ?? EMPTY, OPTIONAL),
    num(words.amount, ({ amount: each }) => (each === undefined ? EMPTY : writer.change(each)), { total: writer.change(amount) }),
  ]);
}

/** A seller's line: what changed of each component, with its rate where it is one. */
function sellerRow(seller: ChangedSeller, cell: Cell, plans: readonly Plan[], writer: AccountWriter): OrderRow {
  const [single, ...others] = seller.parts;
  const rate = single !== undefined && others.length === 0 ? { rate: rateOf(single, plans, writer) } : {};
  return { cell, explanation: sellerText(seller, writer), ...rate, amount: seller.amount };
}

/** By how much a seller's sales have changed since the month was settled. */
export function sellerText({ parts }: ChangedSeller, writer: AccountWriter): string {
  const { change, joins } = writer.words;
  const texts = parts.map(({ base, units }) =>
    [
      ...(base === 0n ? [] : [change.baseBy(writer.changeOf(base))]),
      ...(units === 0n ? [] : [change.unitsBy(`${units > 0n ? "+" : "−"}${formatCount(absolute(units))}`)]),
    ].join(joins.list),
  );
  return [...new Set(texts)].join(joins.list);
}

/** An order that changed, one of its parts, or what ladder and factors made of them; minor units. */
interface OrderRow {
  readonly kind?: "group" | undefined;
  readonly cell?: Cell;
  readonly label?: string;
  readonly note?: string;
  readonly explanation: string;
  readonly rate?: Cell;
  readonly amount?: bigint | undefined;
}

function orderRows(order: ChangedOrder, plans: readonly Plan[], said: SaidOfOrder, writer: AccountWriter): OrderRow[] {
  const [single, ...others] = order.parts;
  const heading = { label: order.orderId, explanation: orderText(order, plans, said, writer), amount: order.amount };
  if (single !== undefined && others.length === 0) return [{ ...heading, rate: rateOf(single, plans, writer) }];
  const amounts = order.parts.map((part) => amountOf(part, plans));
  // Several parts of one component are rounded once together.
  const areKnown = !amounts.includes(undefined) && sum(amounts.map((amount) => amount ?? 0n)) === order.amount;
  return [
    // Where the parts have no amounts, the order's own is the line that counts.
    { ...heading, kind: areKnown ? "group" : undefined },
    ...order.parts.map((part, index) => ({
      label: writer.title(part.id, labelOf(plans, part)),
      note: `${part.id} · ${writer.words.plan(part.planId, part.version)}`,
      explanation: partText(part, writer),
      rate: rateOf(part, plans, writer),
      amount: areKnown ? amounts[index] : undefined,
    })),
  ];
}

/** What a part settles, minor units; none where its plan isn't at hand, which tells whether it pays on base or units. */
function amountOf(part: ChangedPart, plans: readonly Plan[]): bigint | undefined {
  const kind = kindOf(part, plans);
  if (kind === undefined) return undefined;
  const { numerator, denominator } = readRatio(part.settledRate);
  const difference = paysFor(kind) === "units" ? part.unitsNow - part.unitsBefore : part.baseNow - part.baseBefore;
  return roundHalfAway(difference * numerator, denominator);
}

/** What happened to an order since the month was settled, where its credits of both moments are at hand. */
export type SaidOfOrder = (orderId: string) => string | undefined;

/** What happened to an order, in a line. */
export function orderText(order: ChangedOrder, plans: readonly Plan[], said: SaidOfOrder, writer: AccountWriter): string {
  const { change, joins } = writer.words;
  const { revisionBefore, revisionNow, parts } = order;
  if (revisionBefore === undefined) return change.fresh;
  if (revisionNow === undefined) return change.gone;
  const known = said(order.orderId);
  const names = (of: readonly ChangedPart[]) =>
    of.map((part) => `${writer.title(part.id, labelOf(plans, part))} (${writer.words.plan(part.planId, part.version)})`).join(joins.list);
  const [left, joined] = [
    parts.filter((part) => part.unitsNow === 0n && part.baseNow === 0n),
    parts.filter((part) => part.unitsBefore === 0n && part.baseBefore === 0n),
  ];
  const moved = known === undefined && left.length > 0 && joined.length > 0 ? change.components(names(left), names(joined)) : "";
  const [single, ...others] = parts;
  const ofPart = single !== undefined && others.length === 0 ? partText(single, writer) : "";
  const revised = known ?? (revisionBefore === revisionNow ? "" : change.revision(`${revisionBefore}`, `${revisionNow}`));
  return [revised, moved, ofPart].filter((text) => text !== "").join(joins.list);
}

function partText(part: ChangedPart, writer: AccountWriter): string {
  const { change, joins } = writer.words;
  const moved = [
    part.baseBefore === part.baseNow ? "" : change.base(writer.money(part.baseBefore), writer.money(part.baseNow)),
    part.unitsBefore === part.unitsNow ? "" : change.units(formatCount(part.unitsBefore), formatCount(part.unitsNow)),
  ];
  return moved.filter((text) => text !== "").join(joins.list);
}

/** The rate at which a change is settled: percent for a share, an amount for a flat. */
function rateOf(part: Pick<ChangedPart, "id" | "planId" | "version" | "settledRate">, plans: readonly Plan[], writer: AccountWriter): Cell {
  const kind = kindOf(part, plans);
  return kind === undefined ? EMPTY : writer.text(rateText(kind, part.settledRate, writer));
}
