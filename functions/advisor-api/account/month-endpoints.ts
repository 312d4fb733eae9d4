import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { getCredits, getMonth } from "../../../shared/account/steps/read-month.ts";
import { componentKey, componentOf, isPaid } from "../../../shared/account/views/month-source.ts";
import { sum } from "../../../shared/base/money/money.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { pathSegment } from "../../_platform/http/own-path.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { accountOf, monthOrCurrent, monthParameter, rootUrl } from "../account-context.ts";
import { creditListSchema, orderSchema } from "./earnings-schema.response.ts";
import { toMonth, toOrder } from "./order-mapping.ts";
import { monthOutlookSchema } from "./schema.response.ts";

/** A month, and its amounts down to the orders. */
export const monthEndpoints = tagged("Earnings", [
  endpoint({
    id: "api.month",
    route: "GET /v1/:whose/months/:month",
    access: OWN_OR_STAFF,
    summary: "A month as it stands",
    response: monthOutlookSchema,
    parameters: monthParameter,
    description: "The month may be `current`: the calendar month that it is now.",
    handle: async ({ c, deps }) => {
      const account = await accountOf(c, deps);
      const month = monthOrCurrent(c, account);
      return toMonth(account, await getMonth(account, month, deps), `${rootUrl(c)}/months/${month}`);
    },
  }),

  endpoint({
    id: "api.credits",
    route: "GET /v1/:whose/months/:month/components/:key/credits",
    access: OWN_OR_STAFF,
    summary: "The credits behind a component",
    response: creditListSchema,
    parameters: monthParameter,
    query: pagingSchema,
    description: "The advisor's own, each with its part; the parts of all pages and of the sellers below sum to the component, to the fen.",
    handle: async ({ c, params, query, deps }) => {
      const account = await accountOf(c, deps);
      const month = monthOrCurrent(c, account);
      const { earnings } = await getCredits(account, month, deps);
      const component = componentOf({ earnings }, params.key);
      if (component === undefined || !isPaid(component)) throw notFound("The month has no such component that pays for credits.");
      const monthUrl = `${rootUrl(c)}/months/${month}`;
      const { credits } = component;
      const url = `${monthUrl}/components/${pathSegment(componentKey(component))}/credits`;
      const page = pageOf(credits, { url, query, placeOf: ({ orderId, lineId, role }) => [orderId, lineId, role] });
      return {
        ...page,
        data: page.data.map((credit) => ({ ...credit, orderUrl: `${monthUrl}/orders/${pathSegment(credit.orderId)}` })),
        totalCount: credits.length,
        totalBase: sum(credits.map(({ base }) => base)),
        totalAmount: sum(credits.map(({ amount }) => amount)),
      };
    },
  }),

  endpoint({
    id: "api.order",
    route: "GET /v1/:whose/months/:month/orders/:orderId",
    access: OWN_OR_STAFF,
    summary: "An order, from its price down to the fen",
    response: orderSchema,
    parameters: monthParameter,
    handle: async ({ c, params, deps }) => {
      const account = await accountOf(c, deps);
      const credits = await getCredits(account, monthOrCurrent(c, account), deps);
      const order = toOrder(account, credits, params.orderId);
      if (order === undefined) throw notFound("The month has no such order.");
      return order;
    },
  }),
]);
