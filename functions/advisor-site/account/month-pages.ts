import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import type { Account } from "../../../shared/account/model/account.ts";
import { yearOutlooks } from "../../../shared/account/model/years.ts";
import type { OpenAccount } from "../../../shared/account/steps/open-account.ts";
import { estimateOrder, getCredits, getEquity, getForecast, getMonth } from "../../../shared/account/steps/read-month.ts";
import { equityView } from "../../../shared/account/views/equity-view.ts";
import { forecastView, yearsView } from "../../../shared/account/views/list-views.ts";
import type { MonthSource } from "../../../shared/account/views/month-source.ts";
import { monthView } from "../../../shared/account/views/month-view.ts";
import { rootsView } from "../../../shared/account/views/roots-view.ts";
import type { Month } from "../../../shared/base/calendar/month.ts";
import { decimalsOf } from "../../../shared/base/money/money.ts";
import { getPayments } from "../../../shared/payouts/steps/read-payout.ts";
import { paymentsView } from "../../../shared/payouts/views/advisor-payments-view.ts";
import { type HttpContext, page, type Route } from "../../_platform/http/route.ts";
import { answerView } from "../../_platform/site/page-context.ts";
import { frameOf, monthOf } from "../../_platform/site/request.ts";
import { accountPage, type Opened, openFor, sourcePages } from "../account-context.ts";

/** A month's page, and its amounts down to the orders. */
export const monthPages: readonly Route[] = [
  page({
    id: "site.thisMonth",
    path: "/:lang/:whose",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const opened = await openFor(context, deps);
      return showMonth(context, opened, opened.account.thisMonth);
    },
  }),

  page({
    id: "site.month",
    path: "/:lang/:whose/months/:month",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => showMonth(context, await openFor(context, deps), monthOf(context)),
  }),

  ...sourcePages(["site.component", "site.order"], {
    path: "/:lang/:whose/months/:month",
    what: "month",
    sourceOf: (opened, context) => sourceOf(opened, monthOf(context)),
  }),
];

async function showMonth(context: HttpContext, { account, looking, frame }: Opened, month: Month): Promise<Response> {
  const [outlook, forecast] = await Promise.all([getMonth(account, month, looking), getForecast(account, looking)]);
  const more = { products: productsOf(account), ...questionOf(context, account) };
  return answerView(context, frame, monthView(account, outlook, forecast, more, frame.language));
}

/** What one more order would add, where that was asked. */
function questionOf(context: HttpContext, account: OpenAccount): Omit<Parameters<typeof monthView>[3], "products"> {
  const [product, text] = [context.req.query("product"), context.req.query("price")];
  if (product === undefined || text === undefined) return {};
  const asked = { product, price: text };
  const price = readPrice(text, account.agency.currency);
  const answer = price === undefined ? undefined : estimateOrder(account, { product, price });
  return answer === undefined ? { asked } : { asked, answer };
}

async function sourceOf({ account, looking }: Opened, month: Month): Promise<MonthSource> {
  const { earnings, credits, sellers } = await getCredits(account, month, looking);
  const plans = account.books.terms.plans.all();
  const { agency, teamReadAt } = account;
  return { kind: "month", base: `months/${month}`, agency, month, earnings, credits, sellers, teamReadAt, plans };
}

/** What agencies sell, by the names that orders use. */
const PRODUCTS = ["flight", "hotel", "train", "attraction", "package-tour", "custom-tour", "online-activity", "member-referral"];

/** Products that the advisor may ask about: the usual ones, and others that their orders or plans name. */
export function productsOf({ books }: Account): readonly string[] {
  const place = books.terms.ratedFacets.indexOf("product");
  const sold = [...books.rows.values()].flat().map(({ facets }) => facets[place] ?? "");
  const others = [...new Set(sold)].filter((product) => product !== "" && !PRODUCTS.includes(product)).sort();
  return [...PRODUCTS, ...others];
}

/** An amount as a person writes it, "1,280.50" or "￥1280.5", in minor units; undefined where it is none, or more than counts. */
export function readPrice(text: string, currency: string): bigint | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,¥€$£]/g, "");
  const places = decimalsOf(currency);
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || fraction.length > places) return undefined;
  return BigInt(whole + fraction.padEnd(places, "0"));
}

/** What looks over more than a month: forecast, years, equity, payments, and the roots that are published for all. */
export const overviewPages: readonly Route[] = [
  accountPage({
    id: "site.forecast",
    path: "/:lang/:whose/forecast",
    view: async ({ account, looking, frame }) => forecastView(account, await getForecast(account, looking), frame.language),
  }),

  accountPage({
    id: "site.years",
    path: "/:lang/:whose/years",
    view: ({ account, frame }) => yearsView(account, yearOutlooks(account), frame.language),
  }),

  accountPage({
    id: "site.equity",
    path: "/:lang/:whose/equity",
    view: ({ account, frame }) => equityView(account, getEquity(account), frame.language),
  }),

  accountPage({
    id: "site.payments",
    path: "/:lang/:whose/payments",
    view: async ({ account, looking, frame }) => {
      const payments = await getPayments(account.books.advisor.advisorId, looking);
      return paymentsView(payments, account, frame.language);
    },
  }),

  page({
    id: "site.roots",
    path: "/:lang/roots",
    access: "public",
    handle: async (context, deps) => {
      const frame = frameOf(context);
      return answerView(context, frame, rootsView(await deps.accounts.closes(), frame.language));
    },
  }),
];
