import { FINANCE, STAFF } from "../../../../shared/access/groups.ts";
import type { Issue } from "../../../../shared/base/issues/issue.ts";
import { ownValue } from "../../../../shared/base/json/own-value.ts";
import { isLate } from "../../../../shared/base/runtime/late.ts";
import { BANK_REPORT_COLUMNS } from "../../../../shared/payouts/bank-reports/formats/csv.ts";
import { holdsWorkbook, type ParsedBankReport, parseBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { bankReportWordsOf } from "../../../../shared/payouts/bank-reports/messages.ts";
import { isToBeApplied } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import { previewBankReport } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { type BankReportWithOpen, listBankReports, readReport } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import {
  decodeReportUpload,
  keepParsedReport,
  keptParsedReport,
  uploadBankReport,
} from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import {
  aheadBlocks,
  bankReportsTable,
  entriesTable,
  matchesTable,
  recordedTable,
} from "../../../../shared/payouts/bank-reports/views/bank-reports-view.ts";
import { bankReportPath } from "../../../../shared/ui/links.ts";
import { paragraph } from "../../../../shared/ui/view.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { formMarkup, type Refused } from "../../../_platform/page/form.ts";
import { linkTo } from "../../../_platform/page/layout.ts";
import { cut, pageLinks } from "../../../_platform/page/list.ts";
import { note, type Parts, section } from "../../../_platform/page/staff-page.ts";
import { sourceNote, type UploadProblem, uploadForm } from "../../../_platform/page/upload-form.ts";
import { sentText } from "../../../_platform/site/form-data.ts";
import { found, pathPart, respondCsv, showPage } from "../../../_platform/site/page-context.ts";
import { pageOf } from "../../../_platform/site/request.ts";
import { take } from "../../../_platform/site/take.ts";
import { showUpload, takeUpload, type UploadKind } from "../../../_platform/site/upload.ts";
import { type FinanceContext, financeForm, financePage } from "../../context.ts";

const ROWS = 100;
/** So many entries are shown before it is applied; all of those that need a person are shown afterwards. */
const MAX_SHOWN = 200;

const BANK_REPORTS: UploadKind<FinanceContext> = {
  list: "bank-reports",
  job: { subject: "bank-reports", isNeeded: ({ bytes, name }) => holdsWorkbook(bytes, name) },
  tooLarge: ({ language }) => bankReportWordsOf(language).tooLarge,
  preview: async ({ bytes, name, encoding }, context) => {
    const read = await parseBankReport(bytes, name, context.deps.agency.currency, encoding);
    if (read.ok) return showPreview(context, read.value);
    return read.choices ?? showUnreadable(context, read.issues);
  },
  previewParsed: async (parsed, context) => {
    const report = decodeReportUpload(parsed);
    if ("issues" in report) return showUnreadable(context, report.issues);
    const read = await keptParsedReport(report.keptAs, context.deps);
    if (read === undefined) throw new Error(`previews/bank-reports/${report.keptAs}.json is missing in the archive: bring it back`);
    return showPreview(context, read);
  },
  again: (problem, context) => showReports(context, problem),
};

/** The bank's reports: those that there are, the upload with its preview, and what became of each. */
export const bankReportPages: readonly Route[] = [
  financePage({
    id: "finance.bankReports",
    path: "/:lang/finance/bank-reports",
    access: STAFF,
    show: (context) => (context.http.req.query("file") === "template" ? respondTemplate(context) : showReports(context)),
  }),

  financeForm({
    id: "finance.applyBankReport",
    path: "/:lang/finance/bank-reports",
    access: FINANCE,
    take: (context, sent) =>
      sentText(sent, "op") === "apply" ? apply(context, sentText(sent, "kept")) : takeUpload(sent, BANK_REPORTS, context),
  }),

  financePage({
    id: "finance.bankReportUpload",
    path: "/:lang/finance/bank-reports/uploads/:uploadId",
    access: FINANCE,
    show: (context) => showUpload(BANK_REPORTS, context),
  }),

  financePage({
    id: "finance.bankReport",
    path: "/:lang/finance/bank-reports/:reportId",
    access: STAFF,
    show: async (context) => showReport(context, found(await readReport(pathPart(context, "reportId"), context.deps), "bank report")),
  }),
];

function showUnreadable(context: FinanceContext, issues: readonly Issue[]): Promise<Response> {
  const { invalid: error, reference, outcome, amount, on: date, code } = bankReportWordsOf(context.language);
  const labels = { reference, outcome, amount, date, code };
  const reasons = issues.map((issue) => context.writer.formatIssue(issue, (path) => ownValue(labels, path) ?? path));
  return showReports(context, { error }, reasons);
}

/** What a report would do, entry by entry; nothing of it is recorded yet. */
async function showPreview(context: FinanceContext, read: ParsedBankReport): Promise<Response> {
  const { frame, language, writer, deps } = context;
  const words = bankReportWordsOf(language);
  const [{ entries, counts, recorded, datedAhead, outcomes }, kept] = await Promise.all([
    previewBankReport(read, deps),
    keepParsedReport(read, deps),
  ]);
  const shown = entries.slice(0, MAX_SHOWN);
  const title = shown.length < entries.length ? words.rows("1", String(shown.length), String(entries.length)) : words.entriesTitle;
  const list = linkTo(frame, "bank-reports");
  const form = {
    id: "apply",
    intro: outcomes === 0 ? words.nothing : words.applyNote,
    action: list,
    hidden: { kept },
    fields: [],
    submit: words.apply,
    op: "apply",
    back: { href: list, text: words.back },
  };
  return showPage(context, {
    title: words.previewTitle,
    subtitle: words.source(read.name, read.format),
    parts: [
      section(
        "matches",
        words.counts,
        matchesTable(counts, undefined, writer),
        aheadBlocks(datedAhead, writer),
        ...read.sources.map((source) => sourceNote(source, language)),
      ),
      section("recorded", words.recorded, recordedTable(recorded, writer)),
      section("apply", words.apply, formMarkup(form, writer)),
      section("entries", words.entriesTitle, entriesTable(title, shown, writer)),
    ],
  });
}

/** Applies what was previewed. */
async function apply(context: FinanceContext, kept: string): Promise<Response> {
  const read = await keptParsedReport(kept, context.deps);
  if (read === undefined) return BANK_REPORTS.again({ error: bankReportWordsOf(context.language).noFile }, context);
  const run = async () => bankReportPath((await uploadBankReport(read, context.person, context.deps)).reportId);
  return take(context, run, (refused) => showReports(context, {}, [], refused));
}

/** The reports that there are, and the form that takes another; with what is wrong with the one that was sent. */
async function showReports(
  context: FinanceContext,
  problem: UploadProblem = {},
  reasons: readonly string[] = [],
  refused?: Refused,
): Promise<Response> {
  const { language, writer, deps, isFinance } = context;
  const words = bankReportWordsOf(language);
  const { file, fileHint } = words;
  const form = uploadForm({ id: "report", file, fileHint, accept: ".xml,.gz,.zip,.csv,.txt,.xlsx", reasons }, problem, language);
  return showPage(context, {
    title: words.title,
    note: words.intro,
    refused,
    status: refused === undefined && problem.error === undefined ? 200 : 422,
    parts: [
      section("upload", words.upload, isFinance ? form : words.onlyFinance),
      section("bank-reports", words.earlier, bankReportsTable(await listBankReports(deps), writer)),
    ],
  });
}

/** What became of a report. */
function showReport(context: FinanceContext, { report, open }: BankReportWithOpen): Response | Promise<Response> {
  const { language, writer, deps } = context;
  const words = bankReportWordsOf(language);
  const isApplied = report.status === "applied";
  const isPending = isToBeApplied(report);
  const isOverdue = isLate(report.restartedAt ?? report.at, deps.surroundings);
  const state =
    report.issues === undefined
      ? [isOverdue ? words.applyingLate : words.applying]
      : [paragraph(words.failed(writer.formatIssues(report.issues)), "warning"), words.failedNote];
  return showPage(context, {
    title: words.resultTitle(report.name),
    subtitle: report.format,
    note: [writer.moment(report.at), report.by].join(writer.words.joins.list),
    links: [{ text: words.title, to: "bank-reports" }],
    done: isApplied && !isPending ? words.applied : undefined,
    parts: [isPending ? section("state", words.status, ...state) : "", ...(isApplied ? appliedParts(context, { report, open }) : [])],
    live: isPending && !isOverdue && report.issues === undefined ? ["state"] : [],
  });
}

/** How many entries of each match, and those that a person has to look at. */
function appliedParts({ http, frame, language, writer }: FinanceContext, { report, open }: BankReportWithOpen): Parts {
  const words = bankReportWordsOf(language);
  const { items, ...at } = cut(open, pageOf(http), ROWS);
  const title = `${words.openTitle} (${open.length})`;
  const list = open.length === 0 ? [words.noOpen] : [note(words.openIntro), entriesTable(title, items, writer)];
  return [
    section(
      "matches",
      words.counts,
      matchesTable(report.matches ?? {}, undefined, writer, true),
      aheadBlocks(report.datedAhead ?? 0, writer),
    ),
    section("open", title, ...list, pageLinks(frame, at)),
  ];
}

function respondTemplate({ http, language }: FinanceContext): Response {
  const columns = Object.entries(BANK_REPORT_COLUMNS).map(([name, { names }]) => (language === "zh" ? (names[0] ?? name) : name));
  return respondCsv(http, bankReportWordsOf(language).templateName, [columns]);
}
