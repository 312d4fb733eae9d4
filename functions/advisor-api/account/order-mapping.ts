import type { Account } from "../../../shared/account/model/account.ts";
import type { LatestOrder, MonthOutlook } from "../../../shared/account/model/month-overview.ts";
import type { MonthCredits } from "../../../shared/account/steps/read-month.ts";
import {
  compiledPlans,
  creditKey,
  isPaid,
  keyOfCredit,
  type PaidComponent,
  productOf,
} from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/money.ts";
import type { Credit } from "../../../shared/engine/credits/credit.ts";
import { takenOff } from "../../../shared/engine/earnings/base.ts";
import { byLine } from "../../../shared/engine/earnings/explain.ts";
import { baseOf } from "../../../shared/engine/earnings/measures.ts";
import type { CompiledPlan } from "../../../shared/engine/plan/compile.ts";
import { labelled, toComponent } from "./component-mapping.ts";
import type { OrderResource } from "./earnings-schema.response.ts";
import type { MonthResource } from "./schema.response.ts";

interface Part {
  readonly component: PaidComponent;
  readonly amount: bigint;
}

/** What an order earns in a month; none where it has no credit in it. */
export function toOrder(
  { agency, books }: Account,
  { month, earnings, credits }: MonthCredits,
  orderId: string,
): OrderResource | undefined {
  const planOf = compiledPlans({ agency, plans: books.terms.plans.all() });
  const own = credits.filter((credit) => credit.orderId === orderId).sort(byLine);
  const [first] = own;
  if (first === undefined) return undefined;
  const parts = earnings.components
    .filter(isPaid)
    .flatMap((component) =>
      component.credits
        .filter((each) => each.orderId === orderId)
        .map((each) => ({ key: creditKey(each), component, amount: each.amount })),
    );
  const byCredit = Map.groupBy(parts, ({ key }) => key);
  const lines = own.map((credit) => {
    const { planId, version } = credit.recipient;
    return toLine(credit, planOf(planId ?? "", version ?? 0), byCredit.get(keyOfCredit(credit)) ?? []);
  });
  return { ...first, month, amount: sum(parts.map((part) => part.amount)), lines };
}

function toLine(credit: Credit, plan: CompiledPlan, parts: readonly Part[]): OrderResource["lines"][number] {
  const { lineId, recipient, amounts } = credit;
  return {
    ...amounts,
    lineId,
    role: recipient.role,
    product: productOf(credit),
    deductions: takenOff(plan, amounts),
    base: baseOf(plan, amounts),
    amount: sum(parts.map(({ amount }) => amount)),
    parts: parts.map(({ component, amount }) => ({ ...labelled(component, [plan.plan]), amount })),
  };
}

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
