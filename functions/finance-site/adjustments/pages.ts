import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import {
  ADJUSTMENT_COLUMNS,
  type AdjustmentsFile,
  readAdjustment,
  readAdjustmentsFile,
} from "../../../shared/adjustments/model/parse-file.ts";
import { listAdjustments } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { publishedAdjustments, waitingAdjustments } from "../../../shared/adjustments/views/adjustments-view.ts";
import { nameOfEncoding } from "../../../shared/base/csv/decode-text.ts";
import { sourceOf } from "../../../shared/base/csv/parse-table.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { decimalsOf, plainAmount } from "../../../shared/base/money/format-amount.ts";
import { holdsAccountNumber } from "../../../shared/base/text/account-number.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { openMonth } from "../../../shared/closing/steps/next-month.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { keepUpload, startUpload } from "../../../shared/uploads/steps/keep-upload.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import type { Html } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { ambiguousUpload, type UploadProblem } from "../../_platform/page/upload-fields.ts";
import { showReading, startChosenUpload, toUpload, uploadAt } from "../../_platform/site/background-upload.ts";
import { type Sent, sentText, type UploadedFile, uploadedFile } from "../../_platform/site/form-data.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, financeRoomOf, namesOf } from "../page-context.ts";
import { singleAdjustmentPages } from "./adjustment-page.ts";
import { type AdjustmentFormData, adjustmentForm, adjustmentsUpload } from "./forms.ts";
import { type AdjustmentsSent, showAdjustmentsPreview } from "./preview.ts";

/** Manual adjustments: what waits and what counts, and the forms that propose them, always with a preview. */
export const adjustmentPages: readonly Route[] = [
  page({
    id: "finance.adjustments",
    path: "/:lang/finance/adjustments",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      return context.req.query("file") === "template" ? answerTemplate(pageContext) : showAdjustments(pageContext);
    },
  }),

  page({
    id: "finance.proposeAdjustments",
    method: "POST",
    path: "/:lang/finance/adjustments",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent = await readSent(await context.req.parseBody(), pageContext);
      if ("uploadId" in sent) return toUpload(pageContext, "adjustments", sent.uploadId);
      return "wrong" in sent ? showAdjustments(pageContext, sent.wrong) : showAdjustmentsPreview(pageContext, sent);
    },
  }),

  page({
    id: "finance.adjustmentsUpload",
    path: "/:lang/finance/adjustments/uploads/:uploadId",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const state = await uploadAt(context, "adjustments", pageContext);
      if (state.parsed === undefined) return showReading(pageContext, state);
      const file = withEncoding(decodeAdjustmentsUpload(state.parsed));
      return showAdjustmentsPreview(pageContext, { ...FRESH, file, content: linesText(file, pageContext.p.agency.currency) });
    },
  }),

  ...singleAdjustmentPages,
];

interface Wrong {
  readonly problem?: UploadProblem;
  readonly typed?: AdjustmentFormData;
  readonly issues?: readonly Issue[];
}

/** What was sent: to be shown here and now, left to a job, or wrong. */
type UploadInput = AdjustmentsSent | { readonly uploadId: string } | { readonly wrong: Wrong };

async function readSent(sent: Sent, pageContext: FinanceRoom): Promise<UploadInput> {
  const op = sentText(sent, "op");
  const { currency } = pageContext.p.agency;
  if (op === "single") return readSingle(sent, pageContext);
  if (op === "upload") return takeUpload(sent, pageContext);
  const content = typeof sent.content === "string" ? sent.content : "";
  const file = readAdjustmentsFile(new TextEncoder().encode(content), sentText(sent, "fileName"), currency);
  return { file, content, why: sentText(sent, "why"), seen: sentText(sent, "seen"), isSaved: true };
}

/** Takes a file: CSV is read at once, a workbook by a job. */
async function takeUpload(sent: Sent, pageContext: FinanceRoom): Promise<UploadInput> {
  const { person, p, frame } = pageContext;
  const { language } = frame;
  const upload = await uploadedFile(sent);
  if (upload === "none") {
    const uploadId = await startChosenUpload("adjustments", sent, pageContext);
    return uploadId === undefined ? { wrong: { problem: { error: adjustmentsWordsOf(language).noFile } } } : { uploadId };
  }
  if (upload === "too-large") return { wrong: { problem: { error: scoresWordsOf(language).tooLarge } } };
  const uploaded = { subject: "adjustments", bytes: upload.bytes, fileName: upload.name } as const;
  if (isWorkbook(upload.bytes)) return { uploadId: await startUpload(uploaded, person, p) };
  const file = readAdjustmentsFile(upload.bytes, sourceOf(upload.name), p.agency.currency, upload.encoding);
  if (file.choices !== undefined)
    return { wrong: { problem: ambiguousUpload(file.choices, language, await keepUpload(uploaded, person, p)) } };
  return { ...FRESH, file: withEncoding(file), content: carriedText(upload, file, p.agency.currency) };
}

/** The encoding stands with the file's name, for whoever approves it. */
function withEncoding(file: AdjustmentsFile): AdjustmentsFile {
  const { fileName, source } = file;
  return source === undefined ? file : { ...file, fileName: `${fileName} (${nameOfEncoding(source.encoding)})` };
}

/** The file as text, to be sent again by the preview; of one in which an account number stands only the lines that can be read. */
function carriedText({ bytes }: UploadedFile, file: AdjustmentsFile, currency: string): string {
  const { source } = file;
  const text = source === undefined || source.encoding === "xlsx" ? undefined : new TextDecoder(source.encoding).decode(bytes);
  return text !== undefined && !holdsAccountNumber(text) ? text : linesText(file, currency);
}

/** The lines that can be read, as a CSV. */
function linesText({ lines }: AdjustmentsFile, currency: string): string {
  return csvOf(lines.map(({ entry }) => ({ kind: "", ...entry, amount: plainAmount(BigInt(entry.amount), decimalsOf(currency)) })));
}

/** What was typed, to be shown again: no page shows an account number. */
const withoutAccounts = ({ reason, evidence, ...typed }: AdjustmentFormData): AdjustmentFormData => ({
  ...typed,
  reason: holdsAccountNumber(reason) ? "" : reason,
  evidence: holdsAccountNumber(evidence) ? "" : evidence,
});

/** What was looked at for the first time. */
const FRESH = { why: "", seen: "", isSaved: false } as const;

function readSingle(sent: Sent, { p, frame }: FinanceRoom): AdjustmentsSent | { readonly wrong: Wrong } {
  const text = (name: (typeof COLUMNS)[number]) => sentText(sent, name);
  const typed = {
    ...{ advisorId: text("advisorId"), month: text("month"), amount: text("amount") },
    ...{ reason: text("reason"), evidence: text("evidence"), kind: text("kind") },
  };
  const { issues } = readAdjustment(typed, p.agency.currency);
  if (issues.length > 0) return { wrong: { typed: withoutAccounts(typed), issues } };
  const content = csvOf([typed]);
  const name = adjustmentsWordsOf(frame.language).typed;
  const file = readAdjustmentsFile(new TextEncoder().encode(content), name, p.agency.currency);
  // Why it is proposed is what its statement says, unless somebody says more.
  return { ...FRESH, file, content, why: typed.reason };
}

const COLUMNS = Object.keys(ADJUSTMENT_COLUMNS) as (keyof typeof ADJUSTMENT_COLUMNS)[];

const csvOf = (rows: readonly AdjustmentFormData[]): string => stringify([COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))]);

async function showAdjustments(pageContext: FinanceRoom, { problem = {}, typed, issues = [] }: Wrong = {}): Promise<Response> {
  const { c, frame, writer, p, mayPropose } = pageContext;
  const words = adjustmentsWordsOf(frame.language);
  const [{ waiting, published }, month] = await Promise.all([listAdjustments(p), openMonth(p)]);
  const nameOf = await namesOf(
    published.map(({ advisorId }) => advisorId),
    p,
  );
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const empty = { advisorId: c.req.query("of") ?? "", month, amount: "", reason: "", evidence: "", kind: "" };
  const parts: (Html | "")[] = [
    section("waiting", words.waiting, blocks(words.waiting, [waitingAdjustments(waiting, writer)])),
    section("published", words.published, blocks(words.published, publishedAdjustments(published, nameOf, writer))),
    ...(mayPropose
      ? [
          section("single", words.single, adjustmentForm(typed ?? empty, issues, writer)),
          section("upload", words.upload, html`<p class="soft">${words.uploadIntro}</p>`, adjustmentsUpload(problem, writer)),
        ]
      : [section("single", words.single, html`<p>${words.only}</p>`)]),
  ];
  const page = peoplePage(frame, { title: words.title, opening: html`<p class="soft">${words.intro}</p>`, parts });
  return answerPage(c, frame, page, problem.error === undefined && typed === undefined ? 200 : 422);
}

/** A header to write under. */
function answerTemplate({ c }: FinanceRoom): Response {
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", 'attachment; filename="adjustments.csv"');
  return c.body(stringify([COLUMNS], { bom: true }));
}
