import { html } from "hono/html";
import { type EncodingChoice, nameOfEncoding, TEXT_ENCODINGS } from "../../../shared/base/csv/decode-text.ts";
import type { FileSource } from "../../../shared/base/csv/open-tables.ts";
import type { Language } from "../../../shared/base/language.ts";
import { issueFormatIn } from "../issue-texts.ts";
import { button, choiceField, fileField, hiddenField } from "./form-fields.ts";
import type { Html } from "./layout.ts";
import { messagesIn } from "./messages.ts";

/** What file choosers offer first. */
export const UPLOAD_ACCEPT = ".csv,.txt,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What is wrong with the file that was sent last: a sentence; and the encodings to choose from, where that is the matter. */
export interface UploadProblem {
  readonly error?: string | undefined;
  readonly choices?: readonly EncodingChoice[] | undefined;
  /** Where the file is kept until its encoding is chosen. */
  readonly uploadId?: string | undefined;
}

/** The choice of a file's encoding: detected by default; of a file that can be read in two, both, with words that differ. */
export function encodingField({ choices, uploadId }: UploadProblem, language: Language): Html {
  const { upload: messages } = messagesIn(language);
  const joins = { zh: "、", en: ", " }[language];
  const options =
    choices?.map(({ encoding, samples }) => ({
      value: encoding,
      text: messages.asEncoding(nameOfEncoding(encoding), samples.join(joins)),
    })) ?? TEXT_ENCODINGS.map((encoding) => ({ value: encoding, text: nameOfEncoding(encoding) }));
  const detect = choices === undefined ? [{ value: "", text: messages.detect }] : [{ value: "", text: messages.chooseOne }];
  const kept = uploadId === undefined ? "" : hiddenField("uploadId", uploadId);
  return html`${kept}${choiceField({
    name: "encoding",
    label: messages.encoding,
    options: [...detect, ...options],
    ...(choices !== undefined && { hint: messages.chooseHint }),
  })}`;
}

/** How a file was read: its encoding or sheets, the columns that were ignored, and sheets that nearly were of it. */
export function sourceNote(source: FileSource | undefined, language: Language): Html | "" {
  if (source === undefined) return "";
  const { upload: messages } = messagesIn(language);
  const { encoding, sheets = [], skipped = [] } = source;
  const names = sheets.join({ zh: "、", en: ", " }[language]);
  const readAs = encoding === "xlsx" ? messages.readWorkbook(names) : messages.readAs(nameOfEncoding(encoding));
  const warnings = skipped.map(({ sheet, issue }) => messages.skippedSheet(sheet, issueFormatIn(language)({ ...issue, path: "" })));
  const ignored =
    source.ignored.length === 0 ? "" : html`<p>${messages.ignored(source.ignored.join({ zh: "、", en: ", " }[language]))}</p>`;
  return html`<p class="soft">${readAs}</p>${ignored}${warnings.map((warning) => html`<p class="tone warning">${warning}</p>`)}`;
}

interface UploadForm {
  readonly id: string;
  /** What is to be uploaded, and what has to stand in it. */
  readonly file: string;
  readonly fileHint: string;
  readonly accept?: string;
  /** What is wrong with the last one, one by one. */
  readonly reasons?: readonly string[];
}

/** The form that takes a file, with the way to a template. */
export function uploadForm(
  { id, file, fileHint, accept = UPLOAD_ACCEPT, reasons = [] }: UploadForm,
  problem: UploadProblem,
  language: Language,
): Html {
  const { upload: messages } = messagesIn(language);
  const { error } = problem;
  const field = fileField({ name: "file", label: file, hint: fileHint, error, isFocused: error !== undefined }, accept);
  const found = reasons.length === 0 ? "" : html`<ul class="found">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`;
  return html`<form class="sheet" id="${id}-form" method="post" action="?" enctype="multipart/form-data">${field}${found}${encodingField(problem, language)}<div class="buttons">${button({ op: "upload", text: messages.look })}<a href="?file=template" download>${messages.template}</a></div></form>`;
}
