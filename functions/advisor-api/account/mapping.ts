import type { Account } from "../../../shared/account/model/account.ts";
import type { EquityOutlook } from "../../../shared/account/model/equity-status.ts";
import type { OrderEstimate } from "../../../shared/account/model/order-estimate.ts";
import type { YearOutlook } from "../../../shared/account/model/years.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { type Pay, payIn, whole } from "../../_platform/api/money.ts";
import { identityOf } from "./component-mapping.ts";
import type { AccountResource, EquityResource, OrderEstimateResource, YearResource } from "./schema.response.ts";

/** An account, and where the rest of it stands. @param url its own path. */
export function toAccount({ agency, books, today, thisMonth, closedMonth, settled }: Account, url: string): AccountResource {
  const { advisorId, name } = books.advisor;
  return {
    object: "account",
    advisorId,
    name,
    currency: agency.currency,
    timeZone: agency.timeZone,
    today,
    currentMonth: thisMonth,
    closedMonth: closedMonth ?? null,
    balance: payIn(agency.currency)(settled.carriedForward),
    monthUrl: `${url}/months/current`,
    forecastUrl: `${url}/forecast`,
    statementsUrl: `${url}/statements`,
  };
}

export function toYear({ year, months, earned, settled }: YearOutlook, pay: Pay): YearResource {
  return {
    object: "year",
    year,
    earned: pay(earned),
    settled: pay(settled),
    months: months.map((each) => ({
      month: each.month,
      state: each.state,
      earned: pay(each.earned),
      settled: pay(each.settled),
      sales: pay(each.sales),
      credits: whole(each.credits),
    })),
  };
}

export function toOrderEstimate(
  { month, product, price, adds, components }: OrderEstimate,
  plans: readonly Plan[],
  pay: Pay,
): OrderEstimateResource {
  const parts = components.map((each) => ({ ...identityOf(each, plans), adds: pay(each.adds) }));
  return { object: "order_estimate", month, product, price: pay(price), adds: pay(adds), components: parts };
}

export function toEquity({ decided, now, changes, evidence }: EquityOutlook, pay: Pay): EquityResource {
  return {
    object: "equity",
    decided: decided ?? null,
    now: {
      month: now.month,
      eligible: now.eligible,
      anyOf: now.anyOf.map((rule) =>
        rule.kind === "total"
          ? { ...rule, atLeast: pay(rule.atLeast), total: pay(rule.total) }
          : { ...rule, atLeast: pay(rule.atLeast), reachedIn: [...rule.reachedIn] },
      ),
      require: now.require.map((each) => ({ ...each, value: each.value ?? null })),
    },
    changes: [...changes],
    evidence: evidence.map(({ month, settled }) => ({ month, settled: pay(settled) })),
  };
}
