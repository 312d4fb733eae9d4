import * as z from "zod";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { UploadSubject } from "../../../shared/base/runtime/jobs.ts";
import { startUpload } from "../../../shared/uploads/steps/keep-upload.ts";
import { readUpload } from "../../../shared/uploads/steps/read-upload.ts";
import type { HttpContext } from "../http/context.ts";
import { pathSegment } from "../http/own-path.ts";
import { notFound, unprocessable } from "../http/problem.ts";
import type { Wiring } from "../wiring.ts";
import { urlSchema } from "./common-schemas.ts";
import type { Upload } from "./read-upload.ts";
import { pathPart, personOf } from "./request-context.ts";

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
  const found = await readUpload(subject, uploadId, personOf(context), wiring);
  if (found === undefined) throw notFound("There is no such upload of yours: upload the file again.");
  if (found.hasFailed) throw unprocessable([issue("file", "upload-invalid")]);
  return found;
}
