import type { Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { takenOff } from "../../engine/earnings/base.ts";
import type { CountedCredits } from "../../engine/earnings/seller-sums.ts";
import type { CompiledPlan } from "../../engine/plan/compile.ts";
import type { StatementBody } from "../../engine/statement/body.ts";
import { formatCount } from "../../ui/format.ts";
import type { AccountWriter } from "../messages.ts";
import type { LatestOrder } from "../model/account.ts";
import { compiledPlans } from "./month-source.ts";

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
