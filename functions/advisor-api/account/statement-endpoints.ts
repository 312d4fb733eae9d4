import { lookUpStatement, lookUpStatementText } from "../../../shared/account/steps/read-statement.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { monthOf, readQuery } from "../../_platform/api/parse-request.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { accountOf, rootUrl } from "../account-context.ts";
import { toClose, toStatement, toSummary } from "./statement-mapping.ts";

/** Adds statements, and the closes that made them. */
export function addStatementRoutes(app: App, wiring: () => Wiring): void {
  route(app, "api.statements", async (c) => {
    const query = readQuery(c, pagingSchema);
    const { agency } = await accountOf(c, wiring());
    const url = statementsUrl(c);
    const issued = await wiring().lookUp.statements(c.get("advisorId"));
    const page = pageOf(issued, { url, query, placeOf: ({ statement }) => [statement.month], descending: true });
    return c.json({ ...page, data: page.data.map((each) => toSummary(each, payIn(agency.currency), url)) });
  });

  route(app, "api.statement", async (c) => {
    const month = monthOf(c);
    const file = await lookUpStatement(c.get("advisorId"), month, wiring());
    if (file === undefined) throw noStatement();
    return c.json(toStatement(file, statementsUrl(c)));
  });

  route(app, "api.statementFile", async (c) => {
    const month = monthOf(c);
    const text = await lookUpStatementText(c.get("advisorId"), month, wiring());
    if (text === undefined) throw noStatement();
    const headers = { "content-type": "application/json", "content-disposition": `attachment; filename="statement-${month}.json"` };
    return c.body(text, 200, headers);
  });

  route(app, "api.closes", async (c) => {
    const query = readQuery(c, pagingSchema);
    const closes = await wiring().lookUp.closes();
    const page = pageOf(closes, { url: "/v1/closes", query, placeOf: ({ month }) => [month], descending: true });
    c.header("cache-control", PUBLISHED);
    return c.json({ ...page, data: page.data.map(toClose) });
  });

  route(app, "api.close", async (c) => {
    const month = monthOf(c);
    const found = (await wiring().lookUp.closes()).find((each) => each.month === month);
    if (found === undefined) throw notFound("No close of this month is through.");
    c.header("cache-control", PUBLISHED);
    return c.json(toClose(found));
  });
}

const statementsUrl = (c: HttpContext): string => `${rootUrl(c)}/statements`;

const noStatement = () => notFound("There is no statement of this month.");

/** What anyone may read, anyone may keep for a while. */
const PUBLISHED = "public, max-age=300";
