import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { lookUpStatement, lookUpStatementText } from "../../../shared/account/steps/read-statement.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { renderCsv } from "../../_platform/render/csv.ts";
import { renderPdf } from "../../_platform/render/pdf.ts";
import { languageOf, monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** What an advisor keeps of a statement: to read, to calculate with, and to verify. */
export const statementFilePages: readonly Route[] = [
  page({
    id: "site.statementPdf",
    path: "/:lang/:whose/statements/:month/statement.pdf",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const pdf = await renderPdf(statementView(await statementOf(c, deps), languageOf(c)), deps.agency.currency);
      return answerFile(c, "pdf", "application/pdf", pdf);
    },
  }),

  page({
    id: "site.statementCsv",
    path: "/:lang/:whose/statements/:month/statement.csv",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const csv = renderCsv(statementView(await statementOf(c, deps), languageOf(c)), deps.agency.currency);
      return answerFile(c, "csv", "text/csv; charset=utf-8", csv);
    },
  }),

  page({
    id: "site.statementJson",
    path: "/:lang/:whose/statements/:month/statement.json",
    access: OWN_OR_STAFF,
    handle: async (c, deps) => {
      const text = await lookUpStatementText(c.get("advisorId"), monthOf(c), deps);
      if (text === undefined) throw notFound("There is no statement of this month.");
      return answerFile(c, "json", "application/json; charset=utf-8", text);
    },
  }),
];

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
