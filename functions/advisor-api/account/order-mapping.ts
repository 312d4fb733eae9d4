import type { Account } from "../../../shared/account/model/account.ts";
import type { MonthCredits } from "../../../shared/account/steps/read-credits.ts";
import {
  compiledPlans,
  creditKey,
  isPaid,
  keyOfCredit,
  type PaidComponent,
  productOf,
} from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import type { Credit } from "../../../shared/engine/credits/credit.ts";
import { takenOff } from "../../../shared/engine/earnings/base.ts";
import { byLine } from "../../../shared/engine/earnings/explain.ts";
import type { ExplainedCredit } from "../../../shared/engine/earnings/explained.ts";
import { baseOf } from "../../../shared/engine/earnings/measures.ts";
import type { CompiledPlan } from "../../../shared/engine/plan/compile.ts";
import { type Pay, payIn, whole } from "../../_platform/api/money.ts";
import { pathSegment } from "../../_platform/http/path-segment.ts";
import { identityOf } from "./component-mapping.ts";
import type { CreditResource, OrderResource } from "./earnings-schema.response.ts";

/** A credit's part of a component. @param monthUrl where the month stands. */
export function toCredit(
  { orderId, lineId, role, base, units, amount, rate }: ExplainedCredit,
  pay: Pay,
  monthUrl: string,
): CreditResource {
  return {
    object: "credit",
    orderId,
    lineId,
    role,
    base: pay(base),
    units: whole(units),
    rate: rate ?? null,
    amount: pay(amount),
    orderUrl: `${monthUrl}/orders/${pathSegment(orderId)}`,
  };
}

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
  const pay = payIn(agency.currency);
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
    return toLine(credit, planOf(planId ?? "", version ?? 0), byCredit.get(keyOfCredit(credit)) ?? [], pay);
  });
  const amount = pay(sum(parts.map((part) => part.amount)));
  return { object: "order", orderId, month, revision: first.revision, bookedOn: first.bookedOn, amount, lines };
}

function toLine(credit: Credit, plan: CompiledPlan, parts: readonly Part[], pay: Pay): OrderResource["lines"][number] {
  const { lineId, recipient, amounts } = credit;
  return {
    lineId,
    role: recipient.role,
    product: productOf(credit),
    price: pay(amounts.price),
    deductions: takenOff(plan, amounts).map(({ name, amount }) => ({ name, amount: pay(amount) })),
    base: pay(baseOf(plan, amounts)),
    units: whole(amounts.units),
    amount: pay(sum(parts.map(({ amount }) => amount))),
    parts: parts.map(({ component, amount }) => ({ ...identityOf(component, [plan.plan]), amount: pay(amount) })),
  };
}
