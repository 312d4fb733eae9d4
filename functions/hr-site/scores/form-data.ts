import { stringify } from "csv-stringify/sync";
import { nameOfFileEncoding } from "../../../shared/base/csv/parse-columns.ts";
import { decimal, id, month, name } from "../../../shared/engine/facts/fields.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.zh.ts";
import { readScoresFile, type ScoresFile, scoresRows } from "../../../shared/scores/model/parse-file.ts";
import type { PeopleWriter } from "../../../shared/views/hr/people-writer.ts";
import { ambiguousUpload, type UploadProblem } from "../../_platform/page/upload-fields.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { uploadedFile } from "../../_platform/site/uploaded-file.ts";
import { newStoresOf } from "../new-stores.ts";

/** Scores that were sent: as a file that was read, or what is wrong with what was typed. */
export type ScoresSent =
  | {
      readonly kind: "file";
      readonly file: ScoresFile;
      /** The file as text, to be sent again by the preview: nobody has to choose it twice. */
      readonly content: string;
      readonly isSaved: boolean;
      readonly why: string;
      readonly seenResultHash: string;
      /** Which lines are to be shown, and which page of them: "changed:2". */
      readonly show: string;
      /** Stores that were said to be new, by their ids. */
      readonly newStores: readonly string[];
    }
  | { readonly kind: "wrong"; readonly problem?: UploadProblem; readonly single?: Single };

interface Single {
  readonly who: string;
  readonly subjectId: string;
  readonly month: string;
  readonly attribute: string;
  readonly value: string;
  readonly errors: Readonly<Record<string, string>>;
}

export async function readSent(sent: Sent, writer: PeopleWriter): Promise<ScoresSent> {
  const op = sentText(sent, "op");
  if (op === "upload") return readUpload(sent, writer);
  if (op === "single") return readSingle(sent, writer);
  const content = typeof sent.content === "string" ? sent.content : "";
  return {
    kind: "file",
    file: readScoresFile(new TextEncoder().encode(content), sentText(sent, "fileName")),
    content,
    isSaved: op === "save",
    why: sentText(sent, "why"),
    seenResultHash: sentText(sent, "seenResultHash"),
    show: sentText(sent, "show"),
    newStores: newStoresOf(sent),
  };
}

async function readUpload(sent: Sent, writer: PeopleWriter): Promise<ScoresSent> {
  const words = scoresWordsOf(writer.language);
  const upload = await uploadedFile(sent);
  if (upload === "none") return { kind: "wrong", problem: { error: words.noFile } };
  if (upload === "too-large") return { kind: "wrong", problem: { error: words.tooLarge } };
  const { bytes, name, encoding } = upload;
  const file = readScoresFile(bytes, name, encoding);
  if (file.choices !== undefined) return { kind: "wrong", problem: ambiguousUpload(file.choices, writer.language) };
  const fileName = `${name.slice(0, 180)} (${nameOfFileEncoding(file.encoding)})`;
  const content = file.encoding === "xlsx" ? stringify(scoresRows(file)) : new TextDecoder(file.encoding).decode(bytes);
  return fresh({ ...file, fileName }, content);
}

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

const fresh = (file: ScoresFile, content: string): ScoresSent => ({
  kind: "file",
  file,
  content,
  isSaved: false,
  why: "",
  seenResultHash: "",
  show: "",
  newStores: [],
});
