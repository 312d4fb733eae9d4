import { stringify } from "csv-stringify/sync";
import { decimal, id, month, name } from "../../../shared/engine/facts/fields.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.zh.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import type { PeopleWriter } from "../../../shared/views/hr/people-writer.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";

/** What a function can be sent, less what the form needs beside it. */
const MOST_BYTES = 4_000_000;

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
    }
  | { readonly kind: "wrong"; readonly fileError?: string; readonly single?: Single };

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
  if (op === "upload") return readUpload(sent.file, writer);
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
  };
}

async function readUpload(file: string | File | undefined, writer: PeopleWriter): Promise<ScoresSent> {
  const words = scoresWordsOf(writer.language);
  if (!(file instanceof File) || file.size === 0) return { kind: "wrong", fileError: words.noFile };
  if (file.size > MOST_BYTES) return { kind: "wrong", fileError: words.tooLarge };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = readScoresFile(bytes, file.name);
  return fresh(read, new TextDecoder(read.encoding).decode(bytes));
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
});
