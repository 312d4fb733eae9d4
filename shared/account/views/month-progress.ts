import { type CompiledPlan, compile } from "../../engine/plan/compile.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { formatCount, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import type { Block, EquationLine, Section } from "../../ui/view.ts";
import { col, num, OPTIONAL, table } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import type { Account, MonthOutlook } from "../model/account.ts";
import type { TierProgress } from "../model/tier-progress.ts";
import { type MonthComponent, orderPath } from "./month-source.ts";
import { changeText } from "./order-changes.ts";
import { sellersTable } from "./seller-tables.ts";
import { exactText, ladderBlock, measureText, targetText } from "./tier-blocks.ts";

/** The base that a ladder's pay is quoted for, minor units. */
const QUOTED_BASE = 1_000_000n;

/** Each ladder drawn, with what its next step is worth in a sentence. */
export function laddersSection({ books }: Account, { tierProgress }: MonthOutlook, writer: AccountWriter): Section[] {
  if (tierProgress.length === 0) return [];
  const plans = books.terms.plans.all();
  const blocks = tierProgress.map((ladder, index): Block => {
    const next = nextText(ladder, writer);
    return ladderBlock(writer.name(ladder.id, labelOf(plans, ladder)), { ...ladder, id: `ladder-${index + 1}`, next }, writer);
  });
  return [section("ladders", writer.words.month_.ladders, blocks)];
}

function nextText(progress: TierProgress, writer: AccountWriter): string {
  const { target, measure } = progress;
  if (target === undefined) return nextStepText(progress, writer);
  const said = targetText(target, measure, writer);
  return target.value === undefined ? said : `${said}${writer.words.joins.sentence}${nextStepText(progress, writer)}`;
}

function nextStepText({ mode, measure, next }: TierProgress, writer: AccountWriter): string {
  const { ladder, joins } = writer.words;
  if (next === undefined) return ladder.top;
  const [missing, rate] = [measureText(measure, next.missing, writer), formatPercent(next.rate)];
  const said = mode === "whole" ? ladder.nextWhole(missing, rate, writer.changeOf(next.effectOnSales)) : ladder.nextMarginal(missing, rate);
  return `${said}${joins.sentence}${ladder.pays(writer.money(QUOTED_BASE), writer.money(next.currentRate), writer.money(next.nextRate))}`;
}

/** Scores that were corrected, and what that made of the month. */
export function correctionsSection({ corrections }: Pick<MonthOutlook, "corrections">, writer: AccountWriter): Section[] {
  const { month_ } = writer.words;
  if (corrections.length === 0) return [];
  const blocks = corrections.map(({ attribute, of, givenFor, before, now, effect, ofSales }): Block => {
    const valueText = (value: string) => (ofSales === true ? exactText(readRatio(value), writer) : formatNumber(value));
    const store = "storeId" in of ? month_.ofStore(of.storeId) : "";
    const text = month_.correction(
      `${writer.name(attribute)}${store}`,
      writer.month(givenFor),
      valueText(before),
      valueText(now),
      writer.changeOf(effect),
    );
    return paragraph(text, "note");
  });
  return [section("corrections", month_.corrections, blocks)];
}

/** What sellers below brought, and what each earns here. */
export function teamSection(account: Account, { sellers = [], components }: MonthOutlook, writer: AccountWriter): Section[] {
  if (sellers.length === 0) return [];
  const { words } = writer;
  const team = { agency: account.agency, plans: account.books.terms.plans.all(), sellers, components };
  return [
    section("sellers", words.sellers.title, [paragraph(words.sellers.monthNote, "note"), sellersTable(team, () => undefined, writer)]),
  ];
}

/** What was recorded last, and what it changed. */
export function latestSection(
  { books }: Account,
  { latest, month, sellers = [] }: MonthOutlook,
  base: string,
  writer: AccountWriter,
): Section[] {
  const { words } = writer;
  const title = words.month_.latest;
  if (latest.length === 0 && sellers.length > 0) return [];
  if (latest.length === 0) return [section("latest", title, [paragraph(words.month_.noLatest)])];
  const planOf = (planId: string, version: number) => {
    const plan = books.terms.plans.version(planId, version);
    if (plan === undefined) throw new Error(`version ${version} of plan ${planId} is not known, yet an order of ${month} is paid by it`);
    return compile(plan, books.terms.ratedFacets);
  };
  const said = (order: (typeof latest)[number]) => changeText(order, planOf, writer);
  // An order that counts here no more has no page here.
  const toOrder = ({ state, credits, orderId }: (typeof latest)[number]) =>
    state === "earned" && credits.length > 0 ? { to: orderPath(base, orderId) } : {};
  const orders = table({ id: "latest", caption: title }, latest, [
    col(words.booked, ({ bookedOn }) => writer.text(writer.day(bookedOn)), OPTIONAL),
    col(words.order, (order) => writer.text(order.orderId, toOrder(order))),
    col(words.month_.what, (order) => writer.text(order.state === "forecast" ? `${words.change.forecast} · ${said(order)}` : said(order))),
    num(words.month_.effect, ({ effect }) => writer.change(effect)),
  ]);
  return [section("latest", title, [orders, paragraph(words.month_.worthNote, "note")])];
}

/** What a line of the month as a whole was decided by. */
const measureOf = ({ id }: MonthComponent, plan: CompiledPlan) => plan.ofMonth.find((part) => part.id === id)?.measure ?? "standing";

/** A bonus, cap or guarantee in words. */
export function monthSentence(component: MonthComponent, plan: CompiledPlan, writer: AccountWriter): string {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? words.unitCount(formatCount(minor)) : writer.money(minor));
  const effect = component.amount < 0n ? -component.amount : component.amount;
  return words.explanation[component.kind](value(component.measured), value(component.limit), writer.money(effect));
}

/** The same line by line; the last line is its effect. */
export function monthLines(component: MonthComponent, plan: CompiledPlan, writer: AccountWriter): EquationLine[] {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? writer.count(minor) : writer.amount(minor));
  const { target, atLeast } = component;
  const aimed =
    target === undefined || atLeast === undefined || measure === "standing" || measure === "earnings"
      ? []
      : [{ sign: "", label: words.explanation.partOfTarget(targetText(target, measure, writer)), value: writer.percent(atLeast) }];
  const [measured, limit] = [
    { label: words.explanation.measured[measure], value: value(component.measured) },
    { label: words.explanation.limit[component.kind], value: value(component.limit) },
  ];
  const effect = { sign: "=", label: words.explanation.effect[component.kind], value: writer.change(component.amount) };
  // A cap or guarantee is the difference to its limit; a bonus is an amount of its own.
  if (component.limit - component.measured !== component.amount)
    return [...aimed, { sign: "", ...measured }, { sign: "≥", ...limit }, effect];
  return [{ sign: "", ...limit }, { sign: "−", ...measured }, effect];
}
