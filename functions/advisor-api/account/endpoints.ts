import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { yearOutlooks } from "../../../shared/account/model/years.ts";
import { estimateOrder, getEquity, getForecast } from "../../../shared/account/steps/read-month.ts";
import { refusal, refuse } from "../../../shared/base/issues/issue.ts";
import { getPayments } from "../../../shared/payouts/steps/read-payout.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema, wholeList } from "../../_platform/api/pagination.ts";
import { accountOf, facetsOf, orderEstimateQuery, rootUrl } from "../account-context.ts";
import { placeOfPayment, toNext, toPayment } from "../payments/mapping.ts";
import { paymentListSchema } from "../payments/schema.response.ts";
import { labelled } from "./component-mapping.ts";
import { accountSchema, equitySchema, forecastSchema, orderEstimateSchema, yearsSchema } from "./schema.response.ts";

/** What is told of an account as a whole. */
export const accountEndpoints = tagged("Account", [
  endpoint({
    id: "api.account",
    route: "GET /v1/:whose",
    access: OWN_OR_STAFF,
    summary: "The account",
    response: accountSchema,
    handle: async ({ c, deps }) => {
      const { agency, books, today, thisMonth, closedMonth, settled } = await accountOf(c, deps);
      const url = rootUrl(c);
      return {
        ...books.advisor,
        currency: agency.currency,
        timeZone: agency.timeZone,
        today,
        currentMonth: thisMonth,
        closedMonth,
        balance: settled.carriedForward,
        monthUrl: `${url}/months/current`,
        forecastUrl: `${url}/forecast`,
        statementsUrl: `${url}/statements`,
      };
    },
  }),

  endpoint({
    id: "api.forecast",
    route: "GET /v1/:whose/forecast",
    access: OWN_OR_STAFF,
    summary: "Trips booked and not yet travelled",
    tag: "Earnings",
    response: forecastSchema,
    handle: async ({ c, deps }) => {
      const months = await getForecast(await accountOf(c, deps), deps);
      return wholeList(`${rootUrl(c)}/forecast`, [...months]);
    },
  }),

  endpoint({
    id: "api.years",
    route: "GET /v1/:whose/years",
    access: OWN_OR_STAFF,
    summary: "This and last year",
    tag: "Earnings",
    response: yearsSchema,
    handle: async ({ c, deps }) => wholeList(`${rootUrl(c)}/years`, yearOutlooks(await accountOf(c, deps))),
  }),

  endpoint({
    id: "api.orderEstimate",
    route: "GET /v1/:whose/order-estimate",
    access: OWN_OR_STAFF,
    summary: "What one more order would add",
    tag: "Earnings",
    response: orderEstimateSchema,
    query: orderEstimateQuery,
    handle: async ({ c, query: { product, priceMinor }, deps }) => {
      const account = await accountOf(c, deps);
      const facets = facetsOf(c, account.agency.facets);
      const estimate = estimateOrder(account, { product, price: BigInt(priceMinor), facets });
      if (estimate === undefined) return refuse(refusal("no-plan-today"));
      const plans = account.books.terms.plans.all();
      return { ...estimate, components: estimate.components.map((each) => labelled(each, plans)) };
    },
  }),

  endpoint({
    id: "api.payments",
    route: "GET /v1/:whose/payments",
    access: OWN_OR_STAFF,
    summary: "Payments, and where all that is payable is",
    response: paymentListSchema,
    query: pagingSchema,
    description: "What was rejected or returned is outstanding again, and comes with the next payout.",
    handle: async ({ c, query, deps }) => {
      await accountOf(c, deps);
      const looked = await getPayments(c.get("advisorId"), deps);
      const payments = looked.payments.flatMap((payment) => toPayment(payment, rootUrl(c)));
      const page = pageOf(payments, { url: `${rootUrl(c)}/payments`, query, placeOf: placeOfPayment, descending: true });
      return { ...page, payables: looked, next: toNext(looked) };
    },
  }),

  endpoint({
    id: "api.equity",
    route: "GET /v1/:whose/equity",
    access: OWN_OR_STAFF,
    summary: "Progress towards equity",
    response: equitySchema,
    handle: async ({ c, deps }) => getEquity(await accountOf(c, deps)),
  }),
]);
