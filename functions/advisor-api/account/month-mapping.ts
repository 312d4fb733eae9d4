import type { Account } from "../../../shared/account/model/account.ts";
import type { LatestOrder, MonthOutlook } from "../../../shared/account/model/month-overview.ts";
import { compiledPlans } from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import { baseOf } from "../../../shared/engine/earnings/measures.ts";
import { labelled, toComponent } from "./component-mapping.ts";
import type { MonthResource } from "./schema.response.ts";

/** How a month stands. @param url its own path. */
export function toMonth({ agency, books, teamReadAt }: Account, outlook: MonthOutlook, url: string): MonthResource {
  const plans = books.terms.plans.all();
  const planOf = compiledPlans({ agency, plans });
  const { earnings, components, names, expected, tierProgress, corrections, latest } = outlook;
  const baseOfAll = (credits: LatestOrder["credits"]) =>
    sum(credits.map(({ recipient, amounts }) => baseOf(planOf(recipient.planId ?? "", recipient.version ?? 0), amounts)));
  return {
    ...outlook,
    earned: earnings.amount,
    components: components.map((component) => toComponent(component, plans, url, names)),
    teamReadAt,
    expected: expected?.statement && { ...expected.statement, writtenOff: expected.statement.writtenOff ?? 0n },
    tierProgress: tierProgress.map((each) => labelled(each, plans)),
    corrections: corrections.map((each) => ({ ...each, factors: each.factorsNow })),
    latestOrders: latest.map((each) => ({
      ...each,
      recordedAt: new Date(each.recordedAt).toISOString(),
      baseBefore: baseOfAll(each.before),
      baseNow: baseOfAll(each.credits),
    })),
  };
}
