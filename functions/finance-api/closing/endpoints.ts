import { earliness } from "../../../shared/closing/model/early-close.ts";
import { closeProgress } from "../../../shared/closing/steps/close-progress.ts";
import { closingMonth } from "../../../shared/closing/steps/next-month.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { beginPreview, readPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { payIn } from "../../_platform/api/money.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { monthOf } from "../../_platform/api/parse-request.ts";
import { personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toCloseChecks, toClosePreview, toCloseProgress, toClosing } from "./mapping.ts";
import { startCloseRequest } from "./requests.ts";

/** Adds how a month is closed: what is open, what it is expected to come to, the close itself, and how far it is. */
export function addClosingRoutes(app: App, wiring: () => Wiring): void {
  const pay = () => payIn(wiring().agency.currency);

  route(app, "financeApi.closing", async (c) => {
    const closing = await closingMonth(wiring());
    return c.json(toClosing(closing, earliness(closing.month, wiring())));
  });

  route(app, "financeApi.close", async (c) => c.json(toCloseProgress(await closeProgress(monthOf(c), wiring()), pay())));

  route(app, "financeApi.startClose", async (c) => {
    const request = { month: monthOf(c), ...(await readBody(c, startCloseRequest)) };
    const progress = await startClose(request, personOf(c), wiring());
    return c.json(toCloseProgress(progress, pay()), progress.status === "closed" ? 200 : 202);
  });

  route(app, "financeApi.checks", async (c) => c.json(toCloseChecks(await closeChecks(monthOf(c), wiring()), pay())));

  route(app, "financeApi.preview", async (c) => {
    const found = await readPreview(monthOf(c), wiring());
    if (found === undefined) throw notFound("No preview of this month was asked for: POST here to have one computed.");
    return c.json(toClosePreview(found.preview, found.result, pay()));
  });

  route(app, "financeApi.beginPreview", async (c) => {
    const month = monthOf(c);
    const begun = await beginPreview(month, personOf(c), wiring());
    const found = (await readPreview(month, wiring())) ?? { preview: begun, result: undefined };
    return c.json(toClosePreview(found.preview, found.result, pay()), found.result === undefined ? 202 : 200);
  });
}
