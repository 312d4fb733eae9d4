import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { readAdjustment, readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { listAdjustments } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { publishedAdjustments, waitingAdjustments } from "../../../shared/adjustments/views/adjustments-view.ts";
import { sourceOf } from "../../../shared/base/csv/parse-table.ts";
import { holdsAccountNumber } from "../../../shared/base/text/account-number.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { openMonth } from "../../../shared/closing/steps/close-progress.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused, refusedForm } from "../../_platform/page/form.ts";
import { note, section } from "../../_platform/page/staff-page.ts";
import { type UploadProblem, uploadForm } from "../../_platform/page/upload-form.ts";
import { type Sent, sentText, sentTexts } from "../../_platform/site/form-data.ts";
import { namesOf, respondCsv, showPage } from "../../_platform/site/page-context.ts";
import { showUpload, takeUpload, type UploadKind } from "../../_platform/site/upload.ts";
import { type FinanceContext, financeForm, financePage, mayPropose } from "../context.ts";
import { singleAdjustmentPages } from "./adjustment-page.ts";
import { COLUMNS, csvOf, saveAdjustments, showFilePreview, showPreview } from "./preview.ts";

const ADJUSTMENTS: UploadKind<FinanceContext> = {
  list: "adjustments",
  job: { subject: "adjustments", isNeeded: ({ bytes }) => isWorkbook(bytes) },
  preview: async ({ bytes, name, encoding }, context) => {
    const file = readAdjustmentsFile(bytes, sourceOf(name), context.deps.agency.currency, encoding);
    return file.choices ?? showFilePreview(context, file, bytes);
  },
  previewParsed: (parsed, context) => showFilePreview(context, decodeAdjustmentsUpload(parsed)),
  again: (problem, context) => showAdjustments(context, problem),
};

/** Manual adjustments: what waits and what counts, and the forms that propose them, always with a preview. */
export const adjustmentPages: readonly Route[] = [
  financePage({
    id: "finance.adjustments",
    path: "/:lang/finance/adjustments",
    access: STAFF,
    show: (context) =>
      context.http.req.query("file") === "template" ? respondCsv(context.http, "adjustments.csv", [COLUMNS]) : showAdjustments(context),
  }),

  financeForm({
    id: "finance.proposeAdjustments",
    path: "/:lang/finance/adjustments",
    access: HR_OR_FINANCE,
    take: (context, sent) => {
      const op = sentText(sent, "op");
      if (op === "single") return previewOne(context, sent);
      return op === "upload" ? takeUpload(sent, ADJUSTMENTS, context) : saveAdjustments(context, sent);
    },
  }),

  financePage({
    id: "finance.adjustmentsUpload",
    path: "/:lang/finance/adjustments/uploads/:uploadId",
    access: HR_OR_FINANCE,
    show: (context) => showUpload(ADJUSTMENTS, context),
  }),

  ...singleAdjustmentPages,
];

/** Previews the adjustment that was typed, read as the line of a file is. */
async function previewOne(context: FinanceContext, sent: Sent): Promise<Response> {
  const { currency } = context.deps.agency;
  const words = adjustmentsWordsOf(context.language);
  const typed = sentTexts(sent, COLUMNS);
  const { issues } = readAdjustment(typed, currency);
  if (issues.length > 0) {
    // No page shows an account number that somebody typed.
    const shown = Object.entries(typed).map(([name, text]) => [name, holdsAccountNumber(text) ? "" : text]);
    return showAdjustments(context, {}, refusedForm(singleForm(context), Object.fromEntries(shown), issues));
  }
  const content = csvOf([typed]);
  const file = readAdjustmentsFile(new TextEncoder().encode(content), words.typed, currency);
  // Why it is proposed is what its statement says, unless somebody says more.
  return showPreview(context, { file, carried: { content }, comment: typed.reason });
}

/** The form for one adjustment. */
function singleForm({ language }: FinanceContext): Form {
  const words = adjustmentsWordsOf(language);
  const kinds = [
    { value: "", text: words.ordinary },
    { value: "writeOff", text: words.writeOff },
  ];
  return {
    id: "single",
    fields: [
      [
        { name: "advisorId", label: words.advisorId },
        { name: "month", label: words.month, type: "month" },
        { name: "amount", label: words.amount, hint: words.amountHint, isDecimal: true },
        { name: "kind", label: words.kind, hint: words.writeOffNote, options: kinds },
      ],
      { name: "reason", label: words.reason, hint: words.reasonHint },
      { name: "evidence", label: words.evidence, hint: words.evidenceHint },
    ],
    submit: words.look,
    op: "single",
  };
}

async function showAdjustments(context: FinanceContext, problem: UploadProblem = {}, refused?: Refused): Promise<Response> {
  const { http, language, writer, deps } = context;
  const words = adjustmentsWordsOf(language);
  const [{ waiting, published }, month] = await Promise.all([listAdjustments(deps), openMonth(deps)]);
  const nameOf = await namesOf(
    published.map(({ advisorId }) => advisorId),
    deps,
  );
  const forms = () => [
    section("single", words.single, formMarkup(singleForm(context), writer, { advisorId: http.req.query("of"), month }, refused)),
    section(
      "upload",
      words.importFile,
      note(words.uploadIntro),
      uploadForm({ id: "upload", file: words.tableFile, fileHint: words.fileHint }, problem, language),
    ),
  ];
  return showPage(context, {
    title: words.title,
    note: words.intro,
    refused,
    status: problem.error === undefined && refused === undefined ? 200 : 422,
    parts: [
      section("waiting", words.pendingApproval, waitingAdjustments(waiting, writer)),
      section("published", words.published, publishedAdjustments(published, nameOf, writer)),
      ...(mayPropose(context) ? forms() : [section("single", words.single, words.only)]),
    ],
  });
}
