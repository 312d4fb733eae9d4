import { lookUpEquity, lookUpForecast, lookUpYears } from "../../../shared/account/steps/read-outlook.ts";
import { equityView } from "../../../shared/account/views/equity-view.ts";
import { forecastView } from "../../../shared/account/views/forecast-view.ts";
import { rootsView } from "../../../shared/account/views/roots-view.ts";
import { yearsView } from "../../../shared/account/views/years-view.ts";
import { lookUpPayments } from "../../../shared/payouts/steps/read-advisor-payments.ts";
import { paymentsView } from "../../../shared/payouts/views/advisor-payments-view.ts";
import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import { frameOf } from "../../_platform/site/request.ts";
import { answerView } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { openFor } from "../account-context.ts";

/** Adds what looks over more than a month: forecast, years, equity, payments, and the roots that are published for all. */
export function addOverviewPages(app: App, wiring: () => Wiring): void {
  route(app, "site.forecast", async (c) => {
    const { account, looking, frame } = await openFor(c, wiring());
    return answerView(c, frame, forecastView(account, await lookUpForecast(account, looking), frame.language));
  });

  route(app, "site.years", async (c) => {
    const { account, frame } = await openFor(c, wiring());
    return answerView(c, frame, yearsView(account, lookUpYears(account), frame.language));
  });

  route(app, "site.equity", async (c) => {
    const { account, frame } = await openFor(c, wiring());
    return answerView(c, frame, equityView(account, lookUpEquity(account), frame.language));
  });

  route(app, "site.payments", async (c) => {
    const { account, looking, frame } = await openFor(c, wiring());
    const payments = await lookUpPayments(account.books.advisor.advisorId, looking);
    return answerView(c, frame, paymentsView(payments, account, frame.language));
  });

  route(app, "site.roots", async (c) => {
    const frame = frameOf(c);
    return answerView(c, frame, rootsView(await wiring().lookUp.closes(), frame.language));
  });
}
