import { lookUpStatement, lookUpStatementText } from "../../../shared/account/steps/read-statement.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import { renderCsv } from "../../_platform/render/csv.ts";
import { renderPdf } from "../../_platform/render/pdf.ts";
import { languageOf, monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** Adds what an advisor keeps of a statement: to read, to calculate with, and to verify. */
export function addStatementFiles(app: App, wiring: () => Wiring): void {
  route(app, "site.statementPdf", async (c) => {
    const pdf = await renderPdf(statementView(await statementOf(c, wiring()), languageOf(c)), wiring().agency.currency);
    return answerFile(c, "pdf", "application/pdf", pdf);
  });

  route(app, "site.statementCsv", async (c) => {
    const csv = renderCsv(statementView(await statementOf(c, wiring()), languageOf(c)), wiring().agency.currency);
    return answerFile(c, "csv", "text/csv; charset=utf-8", csv);
  });

  route(app, "site.statementJson", async (c) => {
    const text = await lookUpStatementText(c.get("advisorId"), monthOf(c), wiring());
    if (text === undefined) throw notFound("There is no statement of this month.");
    return answerFile(c, "json", "application/json; charset=utf-8", text);
  });
}

function answerFile(c: HttpContext, extension: string, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  c.header("content-type", type);
  c.header("content-disposition", `attachment; filename="statement-${monthOf(c)}.${extension}"`);
  return c.body(body);
}

/** The statement that a request names. @throws HttpProblem where there is none. */
export async function statementOf(c: HttpContext, wiring: Wiring): Promise<StatementFile> {
  const file = await lookUpStatement(c.get("advisorId"), monthOf(c), wiring);
  if (file === undefined) throw notFound("There is no statement of this month.");
  return file;
}
