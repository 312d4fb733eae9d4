import * as z from "zod";
import { type EncodingChoice, TEXT_ENCODINGS, type TextEncoding } from "../../../shared/base/csv/decode-text.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { UploadSubject } from "../../../shared/base/runtime/jobs.ts";
import { readUpload as findUpload, startUpload } from "../../../shared/uploads/steps/keep-upload.ts";
import { pathSegment } from "../http/own-path.ts";
import { notFound, unprocessable } from "../http/problem.ts";
import type { HttpContext } from "../http/route.ts";
import type { Wiring } from "../wiring.ts";
import { urlSchema } from "./common-schemas.ts";
import { mediaTypeOf, pathPart, personOf, readBytes, unsupported } from "./request-context.ts";

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

/** A file that a job reads: the response to its upload, and of its preview until that is there. */
export const uploadSchema = z
  .object({
    object: z.literal("upload"),
    uploadId: z.string(),
    fileName: z.string(),
    url: urlSchema.describe("Its preview, once it is there."),
  })
  .meta({ id: "Upload", description: "A workbook that is being read: get its `url` until the response is 200." });

/** What is said of resources that have a job read workbooks. */
export const BACKGROUND_NOTE =
  "A workbook is read in the background: the response is 202 then, and `Location` says where its preview will be.";

/** Has a job read a file, and says where its preview will be. */
export async function sendUpload(
  context: HttpContext,
  subject: UploadSubject,
  { bytes, fileName, encoding }: Upload,
  wiring: Wiring,
): Promise<Response> {
  return sendReading(context, await startUpload({ subject, bytes, fileName, encoding }, personOf(context), wiring), fileName);
}

function sendReading(context: HttpContext, uploadId: string, fileName: string): Response {
  const path = context.req.path.replace(/\/(preview|previews\/[^/]+)$/, "");
  const url = `${path}/previews/${pathSegment(uploadId)}`;
  context.header("location", url);
  context.header("retry-after", "2");
  return context.json({ object: "upload", uploadId, fileName, url }, 202);
}

/** Sends the preview of the upload that the path names, or that it is still being read. */
export async function sendUploadPreview<Preview>(
  context: HttpContext,
  subject: UploadSubject,
  wiring: Wiring,
  preview: (parsed: string, uploadId: string) => Promise<Preview>,
): Promise<Preview | Response> {
  const uploadId = pathPart(context, "uploadId");
  const { upload, parsed } = await uploadOf(context, subject, uploadId, wiring);
  return parsed === undefined ? sendReading(context, uploadId, upload.fileName) : preview(parsed, uploadId);
}

/** An upload of the person's. @throws HttpProblem where there is none, or it could not be read in all tries. */
export async function uploadOf(context: HttpContext, subject: UploadSubject, uploadId: string, wiring: Wiring) {
  const found = await findUpload(subject, uploadId, personOf(context), wiring);
  if (found === undefined) throw notFound("There is no such upload of yours: upload the file again.");
  if (found.hasFailed) throw unprocessable([issue("file", "upload-invalid")]);
  return found;
}
