import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { getSellerCredits, type SellerCredits } from "../../../shared/account/steps/read-seller-credits.ts";
import { getStatement, getStatementText } from "../../../shared/account/steps/read-statement.ts";
import { adjustmentView } from "../../../shared/account/views/adjustment-view.ts";
import { statementListView } from "../../../shared/account/views/list-views.ts";
import type { MonthSource } from "../../../shared/account/views/month-source.ts";
import { sellerView } from "../../../shared/account/views/seller-view.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import { creditsFileText } from "../../../shared/engine/statement/seller-parts.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import { paymentsWordsOf } from "../../../shared/payouts/messages.ts";
import { type PaymentsOfStatement, paymentsOfStatements } from "../../../shared/payouts/model/statement-payments.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { paymentCell, paymentSection, withPayment } from "../../../shared/payouts/views/advisor-payments-view.ts";
import { formatMonth } from "../../../shared/ui/format.ts";
import { writerFor } from "../../../shared/ui/writer.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { type HttpContext, page, type Route } from "../../_platform/http/route.ts";
import { filesSection, sellerFileSection, verifyPage } from "../../_platform/page/statement-files.ts";
import { renderCsv } from "../../_platform/render/csv.ts";
import { verifier } from "../../_platform/site/assets.ts";
import { answerPage, answerView } from "../../_platform/site/page-context.ts";
import { languageOf, monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { accountPage, openFor, sourcePages } from "../account-context.ts";

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

/** The statements: the list, each with its files, and its amounts down to the orders. */
export const statementPages: readonly Route[] = [
  accountPage({
    id: "site.statements",
    path: "/:lang/:whose/statements",
    view: async ({ account, looking, frame }) => {
      const { advisorId } = account.books.advisor;
      const [issued, payments] = await Promise.all([looking.accounts.statements(advisorId), paymentsOf(advisorId, looking)]);
      const writer = writerFor(account.agency.currency, frame.language);
      const column = {
        title: paymentsWordsOf(frame.language).ofStatement,
        cellOf: (statement: Statement) => paymentCell(statement, payments, writer),
      };
      return statementListView(issued, column, account, frame.language);
    },
  }),

  page({
    id: "site.statement",
    path: "/:lang/:whose/statements/:month",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const opened = await openFor(context, deps);
      const { frame, looking, account } = opened;
      const file = await statementOf(context, looking);
      const { currency, timeZone } = account.agency;
      const payments = await paymentsOf(account.books.advisor.advisorId, looking);
      const payment = paymentSection(file.body.statement, payments, writerFor(currency, frame.language), timeZone);
      return answerView(context, frame, withPayment(statementView(file, frame.language), payment), filesSection(frame, monthOf(context)));
    },
  }),

  ...sourcePages(["site.statementComponent", "site.statementOrder"], {
    path: "/:lang/:whose/statements/:month",
    what: "statement",
    sourceOf: (opened, context) => sourceOf(context, opened.looking),
  }),

  accountPage({
    id: "site.adjustment",
    path: "/:lang/:whose/statements/:month/adjustments/:of",
    missing: "The statement adjusts no such month.",
    view: async ({ looking, frame }, context) =>
      adjustmentView(await statementOf(context, looking), monthOf(context, "of"), frame.language),
  }),

  page({
    id: "site.statementSeller",
    path: "/:lang/:whose/statements/:month/sellers/:sellerId",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const opened = await openFor(context, deps);
      const file = await statementOf(context, opened.looking);
      const credits = await sellerCreditsOf(context, file, opened.looking);
      const links = sellerFileSection(opened.frame, monthOf(context), credits.line);
      return answerView(context, opened.frame, sellerView(file, credits, opened.frame.language), links);
    },
  }),

  page({
    id: "site.verify",
    path: "/:lang/:whose/statements/:month/verify",
    access: OWN_OR_STAFF,
    handle: async (context, deps) => {
      const { account, looking, frame } = await openFor(context, deps);
      const issued = await looking.accounts.statements(account.books.advisor.advisorId);
      const place = issued.findIndex(({ statement }) => statement.month === monthOf(context));
      if (place < 0) throw notFound("There is no statement of this month.");
      const page = { ...frame, scripts: [verifier().path] };
      return answerPage(
        context,
        page,
        verifyPage(page, formatMonth(monthOf(context), page.language), monthOf(context), issued[place + 1]?.statement.month),
      );
    },
  }),
];

/** The payments that pay the advisor's statements. */
async function paymentsOf(advisorId: string, { payouts }: Wiring): Promise<PaymentsOfStatement> {
  const { account, payments } = await payablesOfAdvisor(advisorId, { payouts });
  return paymentsOfStatements(account.statements, payments);
}

async function sourceOf(context: HttpContext, wiring: Wiring): Promise<MonthSource> {
  return statementSource(await statementOf(context, wiring), monthOf(context));
}

/** A statement explains itself by its own facts, whatever came later. */
function statementSource({ body }: StatementFile, month: string): MonthSource {
  const { agency, earnings, facts } = body;
  const { credits, plans, sellers = [] } = facts;
  return { kind: "statement", base: `statements/${month}`, agency, month, earnings, credits, sellers, plans };
}
