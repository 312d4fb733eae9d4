import { TEXT_ENCODINGS, type TextEncoding } from "../../../shared/base/csv/decode-text.ts";
/** What a form sent. A name that was sent twice has its last value. */
export type Sent = Readonly<Record<string, string | File>>;

/** A text of a form, without the space around it. */
export function sentText(sent: Sent, name: string): string {
  const value = sent[name];
  return typeof value === "string" ? value.trim() : "";
}

/** What a function can be sent, less what the form needs beside it. */
const MAX_BYTES = 4_000_000;

/** A file that was chosen in a form, whole in memory, and the encoding that was chosen for it. */
export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly encoding: TextEncoding | undefined;
}

/** Reads the file of a form. "none": no file was chosen. "too-large": it has more bytes than can be sent. */
export async function uploadedFile({ file, encoding }: Sent): Promise<UploadedFile | "none" | "too-large"> {
  if (!(file instanceof File) || file.size === 0) return "none";
  if (file.size > MAX_BYTES) return "too-large";
  const chosen = TEXT_ENCODINGS.find((each) => each === encoding);
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, encoding: chosen };
}
