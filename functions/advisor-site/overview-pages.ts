import { lookUpEquity, lookUpForecast, lookUpYears } from "../../shared/use-cases/look-up/look-up-outlook.ts";
import { lookUpPayments } from "../../shared/use-cases/payouts/look-up-payments.ts";
import { equityView } from "../../shared/views/equity-view.ts";
import { forecastView } from "../../shared/views/forecast-view.ts";
import { paymentsView } from "../../shared/views/payments-view.ts";
import { rootsView } from "../../shared/views/roots-view.ts";
import { yearsView } from "../../shared/views/years-view.ts";
import type { App } from "../_platform/http/app.ts";
import { route } from "../_platform/http/route.ts";
import { answerView } from "../_platform/site/answer.ts";
import { frameOf } from "../_platform/site/request.ts";
import type { Wiring } from "../_platform/wiring.ts";
import { openFor } from "./account.ts";

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
