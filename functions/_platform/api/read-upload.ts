import * as z from "zod";
import { type EncodingChoice, TEXT_ENCODINGS, type TextEncoding } from "../../../shared/base/csv/decode-text.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { HttpContext } from "../http/context.ts";
import { unprocessable } from "../http/problem.ts";
import { mediaTypeOf, readBytes, unsupported } from "./parse-body.ts";

/** As what a file may be sent. HTTP API hands bodies of `text/*` over as UTF-8 text: what isn't UTF-8 has to come as bytes. */
const UPLOAD_TYPES = ["application/octet-stream", "text/csv", "multipart/form-data"] as const;

const encodingSchema = z.enum(TEXT_ENCODINGS);

/** What is told of a file beside its bytes. @param name what it is called where nothing is said. */
export const uploadQuery = (name: string) =>
  z.strictObject({
    fileName: z.string().max(200).default(name).describe("What the file is called."),
    encoding: encodingSchema
      .optional()
      .describe("Of a text file: left out, it is detected. Where a file can be read in two encodings, the answer lists both: send one."),
  });

/** The body of a resource that takes a file, for its description. */
export const uploadBody = (columns: string): Readonly<Record<string, z.ZodType>> => ({
  "application/octet-stream": z
    .string()
    .describe(
      `The file's bytes: an XLSX workbook, or CSV in UTF-8, UTF-16 or GB18030; columns in any order, in English or Chinese: ${columns}.`,
    ),
  "text/csv": z.string().describe(`The same in UTF-8 alone: ${columns}.`),
  "multipart/form-data": z
    .object({ file: z.string().describe("The file's bytes."), encoding: encodingSchema.optional() })
    .describe("A form with the file, as a browser sends it."),
});

/** A file as it was sent: its bytes, what it is called, and the encoding that was chosen. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly encoding: TextEncoding | undefined;
}

/** Reads a file that was sent as bytes or in a form. @throws HttpProblem where it was sent as anything else, or is too large. */
export async function readUpload(
  context: HttpContext,
  { fileName, encoding }: z.output<ReturnType<typeof uploadQuery>>,
  types: readonly string[] = UPLOAD_TYPES,
): Promise<Upload> {
  const type = mediaTypeOf(context);
  if (!types.includes(type)) throw unsupported(`Send the file's bytes, with Content-Type ${types.join(", ")}.`);
  if (type !== "multipart/form-data") return { bytes: await readBytes(context), fileName, encoding };
  const form = await context.req.parseBody();
  if (!(form.file instanceof File)) throw unprocessable([issue("file", "file-expected")]);
  const chosen = form.encoding === undefined || form.encoding === "" ? encoding : encodingSchema.safeParse(form.encoding).data;
  if (form.encoding !== undefined && form.encoding !== "" && chosen === undefined)
    throw unprocessable([issue("encoding", "not-a-choice", { values: TEXT_ENCODINGS.join(", ") })]);
  return { bytes: new Uint8Array(await form.file.arrayBuffer()), fileName: form.file.name || fileName, encoding: chosen };
}

/** Returns a file that was read. @throws HttpProblem that lists both encodings, where it can be read in two and none was chosen. */
export function assertReadable<File extends { readonly choices?: readonly EncodingChoice[] | undefined }>(file: File): File {
  if (file.choices === undefined) return file;
  const listed = file.choices.map(({ encoding, samples }) => `encoding=${encoding} (${samples.join(", ")})`).join(" or ");
  throw unprocessable([issue("encoding", "encoding-choice-needed", { choices: listed })]);
}
