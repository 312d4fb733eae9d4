import { TEXT_ENCODINGS } from "../../../shared/base/csv/decode-text.ts";
import type { UploadSubject } from "../../../shared/base/runtime/jobs.ts";
import { startUploadAs } from "../../../shared/uploads/steps/keep-upload.ts";
import { readUpload, type UploadState } from "../../../shared/uploads/steps/read-upload.ts";
import type { HttpContext } from "../http/context.ts";
import { notFound } from "../http/problem.ts";
import { linkTo } from "../page/frame.ts";
import { failedUploadPage, readingPage } from "../page/reading-page.ts";
import { liveForms } from "./assets.ts";
import { type Sent, sentText } from "./form-data.ts";
import type { PageContext } from "./page-context.ts";
import { reloadWhenDone } from "./reload-when-done.ts";
import { answerPage } from "./respond.ts";

/** Leads to the page of a file that a job reads. @param list the page where such files are uploaded. */
export const toUpload = ({ c, frame }: PageContext<unknown>, list: string, uploadId: string): Response =>
  c.redirect(linkTo(frame, `${list}/uploads/${encodeURIComponent(uploadId)}`), 303);

/** Has the file that was uploaded before read in the encoding that was chosen for it. @returns undefined where none was. */
export async function startChosenUpload(
  subject: UploadSubject,
  sent: Sent,
  { person, p }: PageContext<unknown>,
): Promise<string | undefined> {
  const encoding = TEXT_ENCODINGS.find((each) => each === sent.encoding);
  const uploadId = sentText(sent, "uploadId");
  if (encoding === undefined || uploadId === "") return undefined;
  return startUploadAs({ subject, uploadId, encoding }, person, p);
}

/** The upload that an address names, as far as it is. @throws HttpProblem where there is none, or it is another person's. */
export async function uploadAt(context: HttpContext, subject: UploadSubject, { person, p }: PageContext<unknown>): Promise<UploadState> {
  const found = await readUpload(subject, context.req.param("uploadId") ?? "", person, p);
  if (found === undefined) throw notFound("There is no such upload of yours: upload the file again.");
  reloadWhenDone(context, "state", found.parsed === undefined && !found.hasFailed);
  return found;
}

/** Tells that a file is being read, and the page looks again by itself; or that it could not be read, and what to do. */
export function showReading(
  { c, frame }: PageContext<unknown>,
  { upload: { fileName }, hasFailed }: UploadState,
): Response | Promise<Response> {
  if (hasFailed) return answerPage(c, frame, failedUploadPage(frame, fileName), 422);
  const live = { ...frame, scripts: [liveForms().path], refreshSeconds: 5 };
  return answerPage(c, live, readingPage(live, fileName));
}
