import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { yearOutlooks } from "../../../shared/account/model/years.ts";
import { getEquity, getForecast } from "../../../shared/account/steps/read-outlook.ts";
import { equityView } from "../../../shared/account/views/equity-view.ts";
import { forecastView } from "../../../shared/account/views/forecast-view.ts";
import { rootsView } from "../../../shared/account/views/roots-view.ts";
import { yearsView } from "../../../shared/account/views/years-view.ts";
import { getPayments } from "../../../shared/payouts/steps/read-advisor-payments.ts";
import { paymentsView } from "../../../shared/payouts/views/advisor-payments-view.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { frameOf } from "../../_platform/site/request.ts";
import { answerView } from "../../_platform/site/respond.ts";
import { openFor } from "../account-context.ts";

/** What looks over more than a month: forecast, years, equity, payments, and the roots that are published for all. */
export const overviewPages: readonly Route[] = [
  page({
    id: "site.forecast",
    path: "/:lang/:whose/forecast",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { account, looking, frame } = await openFor(context, deps);
      return answerView(context, frame, forecastView(account, await getForecast(account, looking), frame.language));
    },
  }),

  page({
    id: "site.years",
    path: "/:lang/:whose/years",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { account, frame } = await openFor(context, deps);
      return answerView(context, frame, yearsView(account, yearOutlooks(account), frame.language));
    },
  }),

  page({
    id: "site.equity",
    path: "/:lang/:whose/equity",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { account, frame } = await openFor(context, deps);
      return answerView(context, frame, equityView(account, getEquity(account), frame.language));
    },
  }),

  page({
    id: "site.payments",
    path: "/:lang/:whose/payments",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { account, looking, frame } = await openFor(context, deps);
      const payments = await getPayments(account.books.advisor.advisorId, looking);
      return answerView(context, frame, paymentsView(payments, account, frame.language));
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
