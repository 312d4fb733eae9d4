import type { Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { takenOff } from "../../engine/earnings/base.ts";
import type { CountedCredits } from "../../engine/earnings/seller-sums.ts";
import { type CompiledPlan, compile } from "../../engine/plan/compile.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import type { StatementBody } from "../../engine/statement/body.ts";
import { formatCount, formatMoment, formatNumber, formatPercent, readRatio } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, type EquationLine, paragraph, type Section, section } from "../../ui/view.ts";
import type { AccountWriter } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { LatestOrder, MonthOutlook } from "../model/month-overview.ts";
import type { TierProgress } from "../model/tier-progress.ts";
import { compiledPlans, type MonthComponent, orderPath } from "./month-source.ts";
import { sellersTable } from "./seller-tables.ts";
import { exactText, ladderBlock, measureText, targetText } from "./tier-blocks.ts";

type PlanOf = (planId: string, version: number) => CompiledPlan;

/** What became of an order's credits, in words; nothing of amounts that the plan's base doesn't use. */
export function changeText({ before, credits }: Pick<LatestOrder, "before" | "credits">, planOf: PlanOf, writer: AccountWriter): string {
  const { change, joins, plan } = writer.words;
  if (credits.length === 0) return change.gone;
  if (before.length === 0) return change.fresh;
  const emptied = emptiedLines(before, credits);
  const others = (each: Credit) => !emptied.has(lineKey(each));
  const [old, now] = [sumsOf(before.filter(others), planOf), sumsOf(credits.filter(others), planOf)];
  const said: string[] = [];
  if (emptied.size > 0) said.push(change.refundedWholly(writer.money(sum([...emptied.values()]))));
  if (old.price !== now.price) said.push(change.price(writer.money(old.price), writer.money(now.price)));
  for (const name of new Set([...old.off.keys(), ...now.off.keys()])) {
    const difference = (now.off.get(name) ?? 0n) - (old.off.get(name) ?? 0n);
    if (difference > 0n) said.push(change.taken(writer.name(name), writer.money(difference)));
    if (difference < 0n) said.push(change.givenBack(writer.name(name), writer.money(-difference)));
  }
  if (old.units !== now.units) said.push(change.units(formatCount(old.units), formatCount(now.units)));
  if (plansOf(before) !== plansOf(credits)) said.push(change.plan(planText(before, plan), planText(credits, plan)));
  if (said.length === 0 && facetsOf(before) !== facetsOf(credits)) said.push(change.facets);
  return said.length === 0 ? change.none : said.join(joins.list);
}

/** What happened to the orders that a statement's adjusted months name, from the credits that it keeps of both moments. */
export function changesOf({ agency, facts }: StatementBody, writer: AccountWriter): (month: Month, orderId: string) => string | undefined {
  const planOf = compiledPlans({ agency, plans: facts.plans });
  const byMonth = new Map(
    facts.adjusted.map(({ month, before, now }) => [month, saidOfOrders({ before: before ?? [], now }, planOf, writer)]),
  );
  return (month, orderId) => byMonth.get(month)?.(orderId);
}

/** What happened to orders, from their credits of both moments. */
export function saidOfOrders(
  { before, now }: CountedCredits,
  planOf: PlanOf,
  writer: AccountWriter,
): (orderId: string) => string | undefined {
  const ofOrder = (credits: readonly Credit[]) => Map.groupBy(credits, ({ orderId }) => orderId);
  const [ordersBefore, ordersNow] = [ofOrder(before), ofOrder(now)];
  return (orderId) => {
    const [was, is] = [ordersBefore.get(orderId), ordersNow.get(orderId)];
    return was === undefined && is === undefined ? undefined : changeText({ before: was ?? [], credits: is ?? [] }, planOf, writer);
  };
}

/** Lines that were refunded wholly: they stay as credits of nothing. Their prices before, by line and role. */
function emptiedLines(before: readonly Credit[], now: readonly Credit[]): ReadonlyMap<string, bigint> {
  const nothing = new Set(now.filter(({ amounts }) => amounts.price === 0n && amounts.units === 0n).map(lineKey));
  return new Map(
    before.filter((each) => each.amounts.price > 0n && nothing.has(lineKey(each))).map((each) => [lineKey(each), each.amounts.price]),
  );
}

const lineKey = ({ lineId, recipient }: Credit): string => JSON.stringify([lineId, recipient.role]);

function sumsOf(credits: readonly Credit[], planOf: PlanOf) {
  const off = new Map<string, bigint>();
  for (const { recipient, amounts } of credits) {
    const plan = planOf(recipient.planId ?? "", recipient.version ?? 0);
    for (const { name, amount } of takenOff(plan, amounts)) off.set(name, (off.get(name) ?? 0n) + amount);
  }
  return {
    price: sum(credits.map(({ amounts }) => amounts.price)),
    units: sum(credits.map(({ amounts }) => amounts.units)),
    off,
  };
}

const plansOf = (credits: readonly Credit[]): string =>
  [...new Set(credits.map(({ recipient }) => `${recipient.planId}~${recipient.version}`))].sort().join();

const planText = ([first]: readonly Credit[], plan: (planId: string, version: number) => string): string =>
  plan(first?.recipient.planId ?? "", first?.recipient.version ?? 0);

const facetsOf = (credits: readonly Credit[]): string =>
  JSON.stringify(credits.map(({ facets, recipient }) => [facets, recipient.role]).sort());

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
    num(words.effect, ({ effect }) => writer.change(effect)),
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

/** As of when a page is: by the facts of now, but for what sellers brought where these are so many that it was read a while ago. */
export const asOf = ({ agency, teamReadAt }: Pick<Account, "agency" | "teamReadAt">, { words }: AccountWriter): string[] =>
  teamReadAt === undefined ? [words.asOfNow] : [words.asOfNow, words.sellers.asOf(formatMoment(teamReadAt, agency.timeZone))];

/** The same of a page that shows forecasts. */
export const asOfWithForecasts = (account: Account, writer: AccountWriter): string[] => [
  ...asOf(account, writer),
  ...(account.forecastsMayLag ? [writer.words.sellers.forecastsLag] : []),
];
