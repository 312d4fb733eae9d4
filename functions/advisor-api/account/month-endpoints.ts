import { lookUpCredits } from "../../../shared/account/steps/read-credits.ts";
import { lookUpMonth } from "../../../shared/account/steps/read-month.ts";
import { componentKey, componentOf, isPaid } from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import type { App } from "../../_platform/http/app.ts";
import { pathSegment } from "../../_platform/http/path-segment.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { accountOf, monthOrCurrent, rootUrl } from "../account-context.ts";
import type { CreditListResource } from "./earnings-schema.ts";
import { toMonth } from "./month-mapping.ts";
import { toCredit, toOrder } from "./order-mapping.ts";

/** Adds a month, and its amounts down to the orders. */
export function addMonthRoutes(app: App, wiring: () => Wiring): void {
  route(app, "api.month", async (c) => {
    const account = await accountOf(c, wiring());
    const month = monthOrCurrent(c, account);
    return c.json(toMonth(account, await lookUpMonth(account, month, wiring()), `${rootUrl(c)}/months/${month}`));
  });

  route(app, "api.credits", async (c) => {
    const query = readQuery(c, pagingSchema);
    const account = await accountOf(c, wiring());
    const month = monthOrCurrent(c, account);
    const { earnings } = await lookUpCredits(account, month, wiring());
    const component = componentOf({ earnings }, c.req.param("key") ?? "");
    if (component === undefined || !isPaid(component)) throw notFound("The month has no such component that pays for credits.");
    const monthUrl = `${rootUrl(c)}/months/${month}`;
    const pay = payIn(account.agency.currency);
    const { credits } = component;
    const url = `${monthUrl}/components/${pathSegment(componentKey(component))}/credits`;
    const page = pageOf(credits, { url, query, placeOf: ({ orderId, lineId, role }) => [orderId, lineId, role] });
    return c.json({
      ...page,
      data: page.data.map((credit) => toCredit(credit, pay, monthUrl)),
      totalCount: credits.length,
      totalBase: pay(sum(credits.map(({ base }) => base))),
      totalAmount: pay(component.amount),
    } satisfies CreditListResource);
  });

  route(app, "api.order", async (c) => {
    const account = await accountOf(c, wiring());
    const credits = await lookUpCredits(account, monthOrCurrent(c, account), wiring());
    const order = toOrder(account, credits, c.req.param("orderId") ?? "");
    if (order === undefined) throw notFound("The month has no such order.");
    return c.json(order);
  });
}
