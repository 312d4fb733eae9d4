import type { Account } from "../../../shared/account/model/account.ts";
import type { ForecastMonth } from "../../../shared/account/model/forecast.ts";
import type { LatestOrder, MonthOutlook } from "../../../shared/account/model/month-overview.ts";
import type { TierProgress } from "../../../shared/account/model/tier-progress.ts";
import { compiledPlans } from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import { explainComponents } from "../../../shared/engine/earnings/explain.ts";
import { baseOf } from "../../../shared/engine/earnings/measures.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { type Pay, payIn, whole } from "../../_platform/api/money.ts";
import { identityOf, toComponent, toDraw, toFactor, toTarget } from "./component-mapping.ts";
import type { ForecastMonthResource, MonthResource } from "./schema.response.ts";

/** How a month stands. @param url its own path. */
export function toMonth({ agency, books }: Account, outlook: MonthOutlook, url: string): MonthResource {
  const pay = payIn(agency.currency);
  const plans = books.terms.plans.all();
  const planOf = compiledPlans({ agency, plans });
  const { month, state, earnings, expected, forecast, ladders, corrections, latest } = outlook;
  const baseOfAll = (credits: LatestOrder["credits"]) =>
    pay(sum(credits.map(({ recipient, amounts }) => baseOf(planOf(recipient.planId ?? "", recipient.version ?? 0), amounts))));
  return {
    object: "month",
    month,
    state,
    earned: pay(earnings.amount),
    components: explainComponents(earnings).map((component) => toComponent(component, plans, pay, url)),
    expected: toExpected(expected?.statement, pay),
    forecast: forecast === undefined ? null : toForecastMonth(forecast, pay),
    tierProgress: ladders.map((each) => toTierProgress(each, plans, pay)),
    corrections: corrections.map(({ attribute, givenFor, before, now, revision, effect, factorsNow }) => {
      return { attribute, givenFor, before, now, revision, effect: pay(effect), factors: factorsNow.map(toFactor) };
    }),
    latestOrders: latest.map(({ orderId, revision, bookedOn, recordedAt, state: of, credits, before, worth }) => {
      const bases = { baseBefore: baseOfAll(before), baseNow: baseOfAll(credits) };
      return { orderId, revision, bookedOn, recordedAt: new Date(recordedAt).toISOString(), state: of, ...bases, effect: pay(worth) };
    }),
  };
}

function toExpected(statement: NonNullable<MonthOutlook["expected"]>["statement"], pay: Pay): MonthResource["expected"] {
  if (statement === undefined) return null;
  const { adjustments, manualAdjustments, writtenOff = 0n, broughtForward, payable, carriedForward, draw } = statement;
  return {
    adjustments: adjustments.map(({ month, amount }) => ({ month, amount: pay(amount) })),
    manualAdjustments: pay(manualAdjustments),
    writtenOff: pay(writtenOff),
    broughtForward: pay(broughtForward),
    payable: pay(payable),
    carriedForward: pay(carriedForward),
    draw: toDraw(draw, pay),
  };
}

function toTierProgress(progress: TierProgress, plans: readonly Plan[], pay: Pay): MonthResource["tierProgress"][number] {
  const { mode, measure, period, target, measured, climbedFrom, steps, standing, next } = progress;
  const tierOf = ({ from, rate }: { readonly from: bigint; readonly rate: string }) => ({ from: whole(from), rate });
  return {
    ...identityOf(progress, plans),
    mode,
    measure,
    period,
    target: target === undefined ? null : toTarget(target),
    measured: whole(measured),
    measuredBefore: whole(climbedFrom),
    tiers: steps.map(tierOf),
    tierIndex: standing,
    next:
      next === undefined
        ? null
        : {
            ...tierOf(next),
            missing: whole(next.missing),
            effectOnSales: pay(next.effectOnSales),
            currentRate: pay(next.currentRate),
            nextRate: pay(next.nextRate),
          },
  };
}

export function toForecastMonth({ month, overdue, credits, sales, earned, toCome }: ForecastMonth, pay: Pay): ForecastMonthResource {
  return {
    object: "forecast_month",
    month,
    overdue,
    credits: whole(credits),
    sales: pay(sales),
    earned: pay(earned),
    upcoming: pay(toCome),
  };
}
