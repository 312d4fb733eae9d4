import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { FINANCE, STAFF } from "../../../../shared/access/groups.ts";
import type { Issue } from "../../../../shared/base/issues/issue.ts";
import { ownValue } from "../../../../shared/base/json/own-value.ts";
import { isLate } from "../../../../shared/base/runtime/late.ts";
import { BANK_REPORT_COLUMNS } from "../../../../shared/payouts/bank-reports/formats/csv.ts";
import { holdsWorkbook, parseBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { bankReportWordsOf } from "../../../../shared/payouts/bank-reports/messages.ts";
import { keptReadAnswer } from "../../../../shared/payouts/bank-reports/steps/parsed-report-store.ts";
import { type BankReportWithOpen, listBankReports, previewReport } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { uploadBankReport } from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { decodeReportUpload } from "../../../../shared/payouts/bank-reports/steps/uploaded-report.ts";
import { aheadBlocks, answersTable, entriesTable, matchesTable } from "../../../../shared/payouts/bank-reports/views/bank-reports-view.ts";
import { answerPath } from "../../../../shared/ui/links.ts";
import { keepUpload, startUpload } from "../../../../shared/uploads/steps/keep-upload.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import { page, type Route } from "../../../_platform/http/route.ts";
import { fileField } from "../../../_platform/page/form-fields.ts";
import { type Html, linkTo, pollMarkup } from "../../../_platform/page/frame.ts";
import { blocksMarkup, cut, notice, pagingMarkup, peoplePage, section } from "../../../_platform/page/staff-page.ts";
import { ambiguousUpload, encodingField, type UploadProblem } from "../../../_platform/page/upload-fields.ts";
import { liveForms } from "../../../_platform/site/assets.ts";
import { showReading, startChosenUpload, toUpload, uploadAt } from "../../../_platform/site/background-upload.ts";
import { type Sent, sentText, uploadedFile } from "../../../_platform/site/form-data.ts";
import { refusedTexts } from "../../../_platform/site/refusal-texts.ts";
import { reloadWhenDone } from "../../../_platform/site/reload-when-done.ts";
import { pageOf } from "../../../_platform/site/request.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import { type FinanceRoom, financeRoomOf } from "../../page-context.ts";
import { showPreview } from "./preview.ts";

const ROWS = 100;

/** The bank's answers: those that there are, the upload with its preview, and what became of each. */
export const bankReportPages: readonly Route[] = [
  page({
    id: "finance.bankReports",
    path: "/:lang/finance/bank-reports",
    access: STAFF,
    handle: (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      return context.req.query("file") === "template" ? answerTemplate(pageContext) : showAnswers(pageContext);
    },
  }),

  page({
    id: "finance.applyBankReport",
    method: "POST",
    path: "/:lang/finance/bank-reports",
    access: FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent: Sent = await context.req.parseBody();
      return sentText(sent, "op") === "apply" ? apply(pageContext, sentText(sent, "kept")) : preview(pageContext, sent);
    },
  }),

  page({
    id: "finance.bankReportUpload",
    path: "/:lang/finance/bank-reports/uploads/:uploadId",
    access: FINANCE,
    handle: (context, deps) => showUpload(financeRoomOf(context, deps)),
  }),

  page({
    id: "finance.bankReport",
    path: "/:lang/finance/bank-reports/:reportId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const found = await previewReport(context.req.param("reportId") ?? "", pageContext.p);
      if (found === undefined) throw notFound("There is no such answer.");
      return showAnswer(pageContext, found);
    },
  }),
];

/** Takes a report: a workbook is read by a job, anything else at once. */
async function preview(pageContext: FinanceRoom, sent: Sent): Promise<Response> {
  const { person, p, frame } = pageContext;
  const words = bankReportWordsOf(frame.language);
  const upload = await uploadedFile(sent);
  if (upload === "none") {
    const uploadId = await startChosenUpload("bank-reports", sent, pageContext);
    return uploadId === undefined ? showAnswers(pageContext, { error: words.noFile }) : toUpload(pageContext, "bank-reports", uploadId);
  }
  if (upload === "too-large") return showAnswers(pageContext, { error: words.tooLarge });
  const { bytes, name } = upload;
  const uploaded = { subject: "bank-reports", bytes, fileName: name } as const;
  if (await holdsWorkbook(bytes, name))
    return toUpload(pageContext, "bank-reports", await startUpload({ ...uploaded, encoding: upload.encoding }, person, p));
  const read = await parseBankReport(bytes, name, p.agency.currency, upload.encoding);
  if (read.ok) return showPreview(pageContext, read.value);
  if (read.choices === undefined) return showUnreadable(pageContext, read.issues);
  return showAnswers(pageContext, ambiguousUpload(read.choices, frame.language, await keepUpload(uploaded, person, p)));
}

/** What a job made of a report: its preview, or why it can't be read. */
async function showUpload(pageContext: FinanceRoom): Promise<Response> {
  const state = await uploadAt(pageContext.c, "bank-reports", pageContext);
  if (state.parsed === undefined) return showReading(pageContext, state);
  const report = decodeReportUpload(state.parsed);
  if ("issues" in report) return showUnreadable(pageContext, report.issues);
  const read = await keptReadAnswer(report.keptAs, pageContext.p);
  if (read === undefined) throw new Error(`previews/bank-reports/${report.keptAs}.json is missing in the archive: bring it back`);
  return showPreview(pageContext, read);
}

function showUnreadable(pageContext: FinanceRoom, issues: readonly Issue[]): Promise<Response> {
  const words = bankReportWordsOf(pageContext.frame.language);
  const { invalid: error, reference, outcome, amount, on: date, code } = words;
  const labels = { reference, outcome, amount, date, code };
  return showAnswers(
    pageContext,
    { error },
    issues.map((issue) => pageContext.writer.formatIssue(issue, (path) => ownValue(labels, path) ?? path)),
  );
}

async function apply(pageContext: FinanceRoom, kept: string): Promise<Response> {
  const { c, frame, person, p } = pageContext;
  const read = await keptReadAnswer(kept, p);
  if (read === undefined) return showAnswers(pageContext, { error: bankReportWordsOf(frame.language).noFile });
  try {
    const { reportId } = await uploadBankReport(read, person, p);
    return c.redirect(linkTo(frame, answerPath(reportId)), 303);
  } catch (error) {
    const [first, ...more] = refusedTexts(error, frame.language);
    return showAnswers(pageContext, { error: first }, more);
  }
}

/** The answers that there are, and the form that takes another; with what is wrong with the one that was sent. */
async function showAnswers(pageContext: FinanceRoom, problem: UploadProblem = {}, reasons: readonly string[] = []): Promise<Response> {
  const { c, frame, writer, p, isFinance } = pageContext;
  const words = bankReportWordsOf(frame.language);
  const { error } = problem;
  const field = fileField(
    { name: "file", label: words.file, hint: words.fileHint, ...(error !== undefined && { error, isFocused: true }) },
    ".xml,.gz,.zip,.csv,.txt,.xlsx",
  );
  const found = reasons.length === 0 ? "" : html`<ul class="found">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`;
  const form = html`<form class="sheet" id="answer-form" method="post" action="${linkTo(frame, "bank-reports")}" enctype="multipart/form-data">${field}${found}${encodingField(problem, frame.language)}<div class="buttons"><button type="submit" name="op" value="preview">${words.look}</button><a href="${linkTo(frame, "bank-reports")}?file=template" download>${words.template}</a></div></form>`;
  const parts: Html[] = [
    section("upload", words.upload, isFinance ? form : html`<p>${words.onlyFinance}</p>`),
    section("bank-reports", words.earlier, blocksMarkup(frame, words.earlier, [answersTable(await listBankReports(p), writer)])),
  ];
  const page = peoplePage(frame, { title: words.title, opening: html`<p class="soft">${words.intro}</p>`, parts });
  return answerPage(c, frame, page, error === undefined ? 200 : 422);
}

/** What became of an answer: how many entries of each match, and those that a person has to look at. */
function showAnswer(pageContext: FinanceRoom, { answer, open }: BankReportWithOpen): Response | Promise<Response> {
  const { c, frame, writer } = pageContext;
  const words = bankReportWordsOf(frame.language);
  const isApplied = answer.status === "applied";
  const isOverdue = !isApplied && isLate(answer.at, pageContext.p.surroundings);
  reloadWhenDone(c, "state", !isApplied);
  const { items, ...at } = cut(open, pageOf(c), ROWS);
  const title = `${words.openTitle} (${open.length})`;
  const parts: (Html | "")[] = [
    isApplied
      ? notice(frame, "good", words.applied)
      : section("state", words.status, html`<p>${isOverdue ? words.applyingLate : words.applying}</p>`),
    isApplied
      ? section(
          "matches",
          words.counts,
          blocksMarkup(frame, words.counts, [
            matchesTable(answer.matches ?? {}, undefined, writer),
            ...aheadBlocks(answer.datedAhead ?? 0, writer),
          ]),
        )
      : "",
    isApplied
      ? section(
          "open",
          title,
          open.length === 0
            ? html`<p>${words.noOpen}</p>`
            : html`<p class="soft">${words.openIntro}</p>${blocksMarkup(frame, title, [entriesTable(title, items, writer)])}`,
          pagingMarkup(frame, at, {}),
        )
      : pollMarkup(frame, "state"),
  ];
  const opening = html`<p class="soft">${[writer.moment(answer.at), answer.by].join(writer.words.joins.list)}</p><ul class="links"><li><a href="${linkTo(frame, "bank-reports")}">${words.title}</a></li></ul>`;
  const alive = isApplied ? frame : { ...frame, scripts: [liveForms().path], refreshSeconds: 5 };
  return answerPage(c, alive, peoplePage(alive, { title: words.resultTitle(answer.name), subtitle: answer.format, opening, parts }));
}

function answerTemplate({ c, frame }: FinanceRoom): Response {
  const columns = Object.entries(BANK_REPORT_COLUMNS).map(([name, { names }]) => (frame.language === "zh" ? names[0] : name));
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="${bankReportWordsOf(frame.language).templateName}"`);
  return c.body(stringify([columns], { bom: true, escape_formulas: true }));
}
