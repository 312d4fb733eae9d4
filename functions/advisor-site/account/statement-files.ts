import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { getSellerCredits, getStatement, getStatementText, type SellerCredits } from "../../../shared/account/steps/read-statement.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import { creditsFileText } from "../../../shared/engine/statement/seller-lines.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { type HttpContext, page, type Route } from "../../_platform/http/route.ts";
import { renderCsv } from "../../_platform/render/csv.ts";
import { languageOf, monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** What an advisor keeps of a statement: to read, to calculate with, and to verify. */
export const statementFilePages: readonly Route[] = [
  page({
    id: "site.statementPdf",
    path: "/:lang/:whose/statements/:month/statement.pdf",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      // Setting pages takes half of this function's code, and few of its answers: it is loaded with the first of them.
      const { renderPdf } = await import("../../_platform/render/pdf.ts");
      const pdf = await renderPdf(statementView(await statementOf(context, deps), languageOf(context)), deps.agency.currency);
      return answerFile(context, "pdf", "application/pdf", pdf);
    },
  }),

  page({
    id: "site.statementCsv",
    path: "/:lang/:whose/statements/:month/statement.csv",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const csv = renderCsv(statementView(await statementOf(context, deps), languageOf(context)), deps.agency.currency);
      return answerFile(context, "csv", "text/csv; charset=utf-8", csv);
    },
  }),

  page({
    id: "site.statementJson",
    path: "/:lang/:whose/statements/:month/statement.json",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const text = await getStatementText(context.get("advisorId"), monthOf(context), deps);
      if (text === undefined) throw notFound("There is no statement of this month.");
      return answerFile(context, "json", "application/json; charset=utf-8", text);
    },
  }),

  page({
    id: "site.sellerCredits",
    path: "/:lang/:whose/statements/:month/sellers/:sellerId/credits.json",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { line, credits } = await sellerCreditsOf(context, await statementOf(context, deps), deps);
      const text = creditsFileText({ ...line, advisorId: context.get("advisorId"), credits });
      return answerFile(context, "json", "application/json; charset=utf-8", text, "credits");
    },
  }),
];

function answerFile(
  context: HttpContext,
  extension: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  name = "statement",
): Response {
  context.header("content-type", type);
  context.header("content-disposition", `attachment; filename="${name}-${monthOf(context)}.${extension}"`);
  return context.body(body);
}

/** The statement that a request names. @throws HttpProblem where there is none. */
export async function statementOf(context: HttpContext, wiring: Wiring): Promise<StatementFile> {
  const file = await getStatement(context.get("advisorId"), monthOf(context), wiring);
  if (file === undefined) throw notFound("There is no statement of this month.");
  return file;
}

/** The credits of the seller whom a request names, of the month in its query or the statement's own. @throws HttpProblem where the statement has no such line. */
export async function sellerCreditsOf(context: HttpContext, file: StatementFile, deps: Wiring): Promise<SellerCredits> {
  const of = context.req.query("of") ?? monthOf(context);
  const found = await getSellerCredits(file, context.req.param("sellerId") ?? "", of, deps);
  if (found === undefined) throw notFound("The statement has no line for this advisor and month.");
  return found;
}
