import { stringify } from "csv-stringify/sync";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { ADJUSTMENT_COLUMNS, type AdjustmentsFile, readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { previewAdjustments, proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { adjustmentLines, controlTotals } from "../../../shared/adjustments/views/adjustments-view.ts";
import { nameOfEncoding } from "../../../shared/base/csv/decode-text.ts";
import type { FileSource } from "../../../shared/base/csv/open-tables.ts";
import { contentHash } from "../../../shared/base/json/hash.ts";
import { decimalsOf, plainAmount } from "../../../shared/base/money/money.ts";
import { holdsAccountNumber } from "../../../shared/base/text/account-number.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/layout.ts";
import { notice, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-form.ts";
import { adjustmentsRequest } from "../../_platform/requests/adjustments.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { pathPart, showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import { sentUpload } from "../../_platform/site/upload.ts";
import type { FinanceContext } from "../context.ts";
import { rowErrorsPart } from "../payees/preview.ts";

/** Adjustments as they are shown before they are proposed. */
interface ShownAdjustments {
  readonly file: AdjustmentsFile;
  /** The file, to be sent again so that nobody has to choose it twice: its text, or the upload that a job has read. */
  readonly carried: { readonly content: string } | { readonly uploadId: string };
  /** How it was read; none of what is typed, or sent again as text. */
  readonly source?: FileSource | undefined;
  readonly comment?: string;
}

export const COLUMNS = Object.keys(ADJUSTMENT_COLUMNS) as (keyof typeof ADJUSTMENT_COLUMNS)[];

/** Adjustments as a CSV under its header. */
export const csvOf = (rows: readonly Readonly<Record<(typeof COLUMNS)[number], string>>[]): string =>
  stringify([COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))]);

/** Previews a file that was uploaded. Its encoding stands with its name, for whoever approves it. @param bytes none of what a job has read. */
export function showFilePreview(context: FinanceContext, file: AdjustmentsFile, bytes?: Uint8Array): Promise<Response> {
  const { fileName, source, lines } = file;
  const text = source === undefined || source.encoding === "xlsx" ? undefined : new TextDecoder(source.encoding).decode(bytes);
  const decimals = decimalsOf(context.deps.agency.currency);
  const readable = () => csvOf(lines.map(({ entry }) => ({ kind: "", ...entry, amount: plainAmount(BigInt(entry.amount), decimals) })));
  const named = source === undefined ? file : { ...file, fileName: `${fileName} (${nameOfEncoding(source.encoding)})` };
  // Of a file in which an account number stands only the lines that can be read are shown and sent again.
  const carried =
    bytes === undefined
      ? { uploadId: pathPart(context, "uploadId") }
      : { content: text !== undefined && !holdsAccountNumber(text) ? text : readable() };
  return showPreview(context, { file: named, carried, source });
}

/** Proposes what was previewed, where it is still what was shown. */
export async function saveAdjustments(context: FinanceContext, sent: Sent): Promise<Response> {
  const { person, deps } = context;
  const parsed = await sentUpload("adjustments", sent, context);
  const fileName = sentText(sent, "fileName");
  const content = typeof sent.content === "string" ? sent.content : "";
  const file =
    parsed === undefined
      ? readAdjustmentsFile(new TextEncoder().encode(content), fileName, deps.agency.currency)
      : { ...decodeAdjustmentsUpload(parsed), fileName };
  const carried = parsed === undefined ? { content } : { uploadId: sentText(sent, "uploadId") };
  const shown = { file, carried, source: parsed === undefined ? undefined : file.source, comment: sentText(sent, "comment") };
  const proposed = (await previewAdjustments(file, deps)).content;
  if (proposed === undefined || contentHash(proposed.entries) !== sentText(sent, "seen")) return showPreview(context, shown, "changed");
  return takeForm(context, sent, {
    form: saveForm(context, shown, ""),
    request: adjustmentsRequest.pick({ comment: true }),
    run: async ({ comment }) => savedAt(await proposeAdjustments(proposed, comment, person, deps)),
    again: (refused) => showPreview(context, shown, refused),
  });
}

/** What would be proposed, line by line, with its control totals. */
export async function showPreview(context: FinanceContext, shown: ShownAdjustments, again?: Refused | "changed"): Promise<Response> {
  const { frame, language, writer, deps } = context;
  const words = adjustmentsWordsOf(language);
  const { content, lines, wrong, totals } = await previewAdjustments(shown.file, deps);
  const { advisorId, month, amount, reason, evidence } = words;
  const refused = again === "changed" ? undefined : again;
  const form = content && saveForm(context, shown, contentHash(content.entries));
  return showPage(context, {
    title: words.previewTitle,
    subtitle: words.source(shown.file.fileName),
    refused,
    status: again === undefined ? 200 : 422,
    parts: [
      again === "changed" ? notice(frame, "warning", words.changed) : "",
      content === undefined
        ? notice(frame, "warning", words.nothing)
        : section("totals", words.controlTotals, controlTotals(totals, writer), sourceNote(shown.source, language)),
      form && section("save", words.submitForApproval, formMarkup(form, writer, { comment: shown.comment }, refused)),
      rowErrorsPart(context, wrong, { advisorId, month, amount, reason, evidence }),
      content && section("lines", words.details, adjustmentLines(lines, writer)),
    ],
  });
}

/** The form that submits what was previewed. */
function saveForm({ frame, language }: FinanceContext, { file, carried }: ShownAdjustments, seen: string): Form {
  const words = adjustmentsWordsOf(language);
  const action = linkTo(frame, "adjustments");
  return {
    id: "save",
    action,
    hidden: { ...("uploadId" in carried && carried), fileName: file.fileName, seen },
    ...("content" in carried && carried),
    fields: [{ name: "comment", label: words.comment, hint: words.saveCommentHint, rows: 2 }],
    submit: words.submitForApproval,
    op: "save",
    back: { href: action, text: words.back },
  };
}
