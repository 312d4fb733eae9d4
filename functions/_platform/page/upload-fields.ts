import { html } from "hono/html";
import { type EncodingChoice, nameOfEncoding, TEXT_ENCODINGS } from "../../../shared/base/csv/decode-text.ts";
import type { FileSource } from "../../../shared/base/csv/parse-columns.ts";
import type { Language } from "../../../shared/base/language.ts";
import { button, choiceField, fileField, hiddenField } from "./form-fields.ts";
import type { Html } from "./frame.ts";
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

/** What a form says of a file that can be read in two encodings. */
export const ambiguousUpload = (choices: readonly EncodingChoice[], language: Language, uploadId?: string): UploadProblem => ({
  error: uploadId === undefined ? messagesIn(language).upload.choose : messagesIn(language).upload.chooseKept,
  choices,
  uploadId,
});

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

/** How a file was read: its encoding, and the columns that were ignored. */
export function sourceNote(source: Pick<FileSource, "encoding" | "ignored"> | undefined, language: Language): Html | "" {
  if (source === undefined) return "";
  const { upload: messages } = messagesIn(language);
  const ignored =
    source.ignored.length === 0 ? "" : html`<p>${messages.ignored(source.ignored.join({ zh: "、", en: ", " }[language]))}</p>`;
  return html`<p class="soft">${messages.readAs(nameOfEncoding(source.encoding))}</p>${ignored}`;
}

/** What a form that takes a file says. */
interface UploadWords {
  readonly file: string;
  readonly fileHint: string;
  readonly look: string;
  readonly template: string;
}

/** The form that takes a file, with the way to a template. */
export function uploadForm(problem: UploadProblem, words: UploadWords, language: Language, id?: string): Html {
  const { error } = problem;
  const field = fileField(
    { name: "file", label: words.file, hint: words.fileHint, ...(error !== undefined && { error, isFocused: true }) },
    UPLOAD_ACCEPT,
  );
  const idAttribute = id === undefined ? "" : html` id="${id}"`;
  return html`<form class="sheet"${idAttribute} method="post" enctype="multipart/form-data">${field}${encodingField(problem, language)}<div class="buttons">${button("upload", words.look)}<a href="?file=template" download>${words.template}</a></div></form>`;
}
