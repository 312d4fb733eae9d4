import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import type { OpenAccount } from "../../../shared/account/steps/open-account.ts";
import { lookUpCredits } from "../../../shared/account/steps/read-credits.ts";
import { lookUpMonth } from "../../../shared/account/steps/read-month.ts";
import { lookUpForecast, lookUpOneMoreOrder } from "../../../shared/account/steps/read-outlook.ts";
import { componentView } from "../../../shared/account/views/component-view.ts";
import type { MonthSource } from "../../../shared/account/views/month-source.ts";
import { monthView } from "../../../shared/account/views/month-view.ts";
import { orderView } from "../../../shared/account/views/order-view.ts";
import type { Month } from "../../../shared/base/calendar/month.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { keyOf, monthOf, pageOf } from "../../_platform/site/request.ts";
import { answerView } from "../../_platform/site/respond.ts";
import { type Opened, openFor } from "../account-context.ts";
import { productsOf, readPrice } from "./order-estimate.ts";

/** A month's page, and its amounts down to the orders. */
export const monthPages: readonly Route[] = [
  page({
    id: "site.thisMonth",
    path: "/:lang/:whose",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const opened = await openFor(c, deps);
      return showMonth(c, opened, opened.account.thisMonth);
    },
  }),

  page({
    id: "site.month",
    path: "/:lang/:whose/months/:month",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => showMonth(c, await openFor(c, deps), monthOf(c)),
  }),

  page({
    id: "site.component",
    path: "/:lang/:whose/months/:month/components/:key",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const opened = await openFor(c, deps);
      const view = componentView(await sourceOf(opened, monthOf(c)), keyOf(c), pageOf(c), opened.frame.language);
      if (view === undefined) throw notFound("The month has no such component.");
      return answerView(c, opened.frame, view);
    },
  }),

  page({
    id: "site.order",
    path: "/:lang/:whose/months/:month/orders/:orderId",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const opened = await openFor(c, deps);
      const view = orderView(await sourceOf(opened, monthOf(c)), c.req.param("orderId") ?? "", opened.frame.language);
      if (view === undefined) throw notFound("The month has no such order.");
      return answerView(c, opened.frame, view);
    },
  }),
];

async function showMonth(c: HttpContext, { account, looking, frame }: Opened, month: Month): Promise<Response> {
  const [outlook, forecast] = await Promise.all([lookUpMonth(account, month, looking), lookUpForecast(account, looking)]);
  const more = { products: productsOf(account), ...questionOf(c, account) };
  return answerView(c, frame, monthView(account, outlook, forecast, more, frame.language));
}

/** What one more order would add, where that was asked. */
function questionOf(c: HttpContext, account: OpenAccount): Omit<Parameters<typeof monthView>[3], "products"> {
  const [product, text] = [c.req.query("product"), c.req.query("price")];
  if (product === undefined || text === undefined) return {};
  const asked = { product, price: text };
  const price = readPrice(text, account.agency.currency);
  const answer = price === undefined ? undefined : lookUpOneMoreOrder(account, { product, price });
  return answer === undefined ? { asked } : { asked, answer };
}

async function sourceOf({ account, looking }: Opened, month: Month): Promise<MonthSource> {
  const { earnings, credits } = await lookUpCredits(account, month, looking);
  const plans = account.books.terms.plans.all();
  return { kind: "month", base: `months/${month}`, agency: account.agency, month, earnings, credits, plans };
}
