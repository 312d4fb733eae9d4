import { stringify } from "csv-stringify/sync";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { nameOfEncoding } from "../../../shared/base/csv/decode-text.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { decimal, id, month, name } from "../../../shared/engine/facts/fields.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { readScoresFile, type ScoresFile, scoresRows } from "../../../shared/scores/model/parse-file.ts";
import { decodeScoresUpload } from "../../../shared/scores/steps/uploaded-scores.ts";
import { keepUpload, startUpload } from "../../../shared/uploads/steps/keep-upload.ts";
import { ambiguousUpload, type UploadProblem } from "../../_platform/page/upload-fields.ts";
import { startChosenUpload } from "../../_platform/site/background-upload.ts";
import { type Sent, sentText, uploadedFile } from "../../_platform/site/form-data.ts";
import { newStoresOf } from "../new-stores.ts";
import type { PageContext } from "../page-context.ts";

/** Scores that were sent: as a file that was read, or what is wrong with what was typed. */
export type ScoresSent =
  | {
      readonly kind: "file";
      readonly file: ScoresFile;
      /** The file as text, to be sent again by the preview: nobody has to choose it twice. */
      readonly content: string;
      readonly isSaved: boolean;
      readonly why: string;
      readonly expectedResultHash: string;
      /** Which lines are to be shown, and which page of them: "changed:2". */
      readonly show: string;
      /** Stores that were said to be new, by their ids. */
      readonly newStores: readonly string[];
    }
  /** A job reads it. */
  | { readonly kind: "upload"; readonly uploadId: string }
  | { readonly kind: "wrong"; readonly problem?: UploadProblem; readonly single?: Single };

interface Single {
  readonly who: string;
  readonly subjectId: string;
  readonly month: string;
  readonly attribute: string;
  readonly value: string;
  readonly errors: Readonly<Record<string, string>>;
}

export async function readSent(sent: Sent, pageContext: PageContext): Promise<ScoresSent> {
  const op = sentText(sent, "op");
  if (op === "upload") return readUpload(sent, pageContext);
  if (op === "single") return readSingle(sent, pageContext.writer);
  const content = typeof sent.content === "string" ? sent.content : "";
  return {
    kind: "file",
    file: readScoresFile(new TextEncoder().encode(content), sentText(sent, "fileName")),
    content,
    isSaved: op === "save",
    why: sentText(sent, "why"),
    expectedResultHash: sentText(sent, "expectedResultHash"),
    show: sentText(sent, "show"),
    newStores: newStoresOf(sent),
  };
}

/** Takes a file: CSV is read at once, a workbook by a job. */
async function readUpload(sent: Sent, pageContext: PageContext): Promise<ScoresSent> {
  const { writer, person, p } = pageContext;
  const words = scoresWordsOf(writer.language);
  const upload = await uploadedFile(sent);
  if (upload === "none") {
    const uploadId = await startChosenUpload("scores", sent, pageContext);
    return uploadId === undefined ? { kind: "wrong", problem: { error: words.noFile } } : { kind: "upload", uploadId };
  }
  if (upload === "too-large") return { kind: "wrong", problem: { error: words.tooLarge } };
  const { bytes, name, encoding } = upload;
  const uploaded = { subject: "scores", bytes, fileName: name } as const;
  if (isWorkbook(bytes)) return { kind: "upload", uploadId: await startUpload(uploaded, person, p) };
  const file = readScoresFile(bytes, name, encoding);
  if (file.choices !== undefined)
    return { kind: "wrong", problem: ambiguousUpload(file.choices, writer.language, await keepUpload(uploaded, person, p)) };
  return named(file, file.encoding === "xlsx" ? "" : new TextDecoder(file.encoding).decode(bytes));
}

/** What a job has read of a file. */
export function readParsed(parsed: string): Extract<ScoresSent, { kind: "file" }> {
  const file = decodeScoresUpload(parsed);
  return named(file, stringify(scoresRows(file)));
}

/** The encoding stands with the file's name, for whoever approves it. */
const named = (file: ScoresFile, content: string) =>
  fresh({ ...file, fileName: `${file.fileName.slice(0, 180)} (${nameOfEncoding(file.encoding)})` }, content);

function readSingle(sent: Sent, writer: PeopleWriter): ScoresSent {
  const words = scoresWordsOf(writer.language);
  const [who, subjectId, ofMonth, attribute, value] = ["who", "subjectId", "month", "attribute", "value"].map((field) =>
    sentText(sent, field),
  );
  const typed = { who: who ?? "", subjectId: subjectId ?? "", month: ofMonth ?? "", attribute: attribute ?? "", value: value ?? "" };
  const errors = {
    ...(!id.safeParse(typed.subjectId).success && { subjectId: words.errors.subjectId }),
    ...(!month.safeParse(typed.month).success && { month: words.errors.month }),
    ...(!name.safeParse(typed.attribute).success && { attribute: words.errors.attribute }),
    ...(!decimal.safeParse(typed.value).success && { value: words.errors.value }),
  };
  if (Object.keys(errors).length > 0) return { kind: "wrong", single: { ...typed, errors } };
  const subject = typed.who === "store" ? "storeId" : "advisorId";
  const content = stringify([
    [subject, "month", typed.attribute],
    [typed.subjectId, typed.month, typed.value],
  ]);
  return fresh(readScoresFile(new TextEncoder().encode(content), words.typed), content);
}

const fresh = (file: ScoresFile, content: string): Extract<ScoresSent, { kind: "file" }> => ({
  kind: "file",
  file,
  content,
  isSaved: false,
  why: "",
  expectedResultHash: "",
  show: "",
  newStores: [],
});
