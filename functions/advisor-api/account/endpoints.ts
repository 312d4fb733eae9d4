import { lookUpEquity, lookUpForecast, lookUpOneMoreOrder, lookUpYears } from "../../../shared/account/steps/read-outlook.ts";
import { refusal, refuse } from "../../../shared/base/issues/refusal.ts";
import { lookUpPayments } from "../../../shared/payouts/steps/read-advisor-payments.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema, wholeList } from "../../_platform/api/pagination.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { accountOf, facetsOf, quoteQuerySchema, rootUrl } from "../account-context.ts";
import { placeOfPayment, toNext, toPayment, toPosition } from "../payments/mapping.ts";
import type { PaymentListResource } from "../payments/schema.ts";
import { toAccount, toEquity, toQuote, toYear } from "./mapping.ts";
import { toForecastMonth } from "./month-mapping.ts";

/** Adds what is told of an account as a whole. */
export function addAccountRoutes(app: App, wiring: () => Wiring): void {
  route(app, "api.account", async (c) => c.json(toAccount(await accountOf(c, wiring()), rootUrl(c))));

  route(app, "api.forecast", async (c) => {
    const account = await accountOf(c, wiring());
    const pay = payIn(account.agency.currency);
    const months = await lookUpForecast(account, wiring());
    return c.json(
      wholeList(
        `${rootUrl(c)}/forecast`,
        months.map((month) => toForecastMonth(month, pay)),
      ),
    );
  });

  route(app, "api.years", async (c) => {
    const account = await accountOf(c, wiring());
    const pay = payIn(account.agency.currency);
    return c.json(
      wholeList(
        `${rootUrl(c)}/years`,
        lookUpYears(account).map((year) => toYear(year, pay)),
      ),
    );
  });

  route(app, "api.quote", async (c) => {
    const { product, price } = readQuery(c, quoteQuerySchema);
    const account = await accountOf(c, wiring());
    const facets = facetsOf(c, account.agency.facets);
    const quoted = lookUpOneMoreOrder(account, { product, price: BigInt(price), facets });
    if (quoted === undefined) return refuse(refusal("no-plan-today"));
    return c.json(toQuote(quoted, account.books.terms.plans.all(), payIn(account.agency.currency)));
  });

  route(app, "api.payments", async (c) => {
    const query = readQuery(c, pagingSchema);
    const { agency } = await accountOf(c, wiring());
    const looked = await lookUpPayments(c.get("advisorId"), wiring());
    const pay = payIn(agency.currency);
    const payments = looked.payments.flatMap((payment) => toPayment(payment, pay, rootUrl(c)));
    const page = pageOf(payments, { url: `${rootUrl(c)}/payments`, query, placeOf: placeOfPayment, descending: true });
    return c.json({ ...page, position: toPosition(looked, pay), next: toNext(looked) } satisfies PaymentListResource);
  });

  route(app, "api.equity", async (c) => {
    const account = await accountOf(c, wiring());
    return c.json(toEquity(lookUpEquity(account), payIn(account.agency.currency)));
  });
}
