import { yearOutlooks } from "../../../shared/account/model/years.ts";
import { getEquity, getForecast } from "../../../shared/account/steps/read-month.ts";
import { equityView } from "../../../shared/account/views/equity-view.ts";
import { forecastView, yearsView } from "../../../shared/account/views/list-views.ts";
import { rootsView } from "../../../shared/account/views/roots-view.ts";
import { getPayments } from "../../../shared/payouts/steps/read-payout.ts";
import { paymentsView } from "../../../shared/payouts/views/advisor-payments-view.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { answerView } from "../../_platform/site/page-context.ts";
import { frameOf } from "../../_platform/site/request.ts";
import { accountPage } from "../account-context.ts";

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
