import { html } from "hono/html";
import { type EncodingChoice, TEXT_ENCODINGS, type TextEncoding } from "../../../shared/base/csv/decode-text.ts";
import type { UploadSubject } from "../../../shared/base/runtime/jobs.ts";
import { keepUpload, readUpload, startUpload, startUploadAs } from "../../../shared/uploads/steps/keep-upload.ts";
import { linkTo } from "../page/layout.ts";
import { messagesIn } from "../page/messages.ts";
import { section } from "../page/staff-page.ts";
import type { UploadProblem } from "../page/upload-form.ts";
import { type Sent, sentText } from "./form-data.ts";
import { type AnyPageContext, found, pathPart, showPage } from "./page-context.ts";
import { goTo } from "./take.ts";

type Answer = Response | Promise<Response>;

/** What a function can be sent, less what the form needs beside it. */
const MAX_BYTES = 4_000_000;

/** A file that was chosen in a form, whole in memory, and the encoding that was chosen for it. */
export interface UploadedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly encoding: TextEncoding | undefined;
}

/** Files of one kind that people upload: how one is read, and what is shown of it before anything is saved. */
export interface UploadKind<Context extends AnyPageContext> {
  /** The page on which it is uploaded, from the area's root; what a job has read stands below it. */
  readonly list: string;
  /** What a job reads of it; none where it is always read at once. */
  readonly job?: { readonly subject: UploadSubject; isNeeded(file: UploadedFile): boolean | Promise<boolean> };
  readonly tooLarge?: (context: Context) => string;
  /** Reads a file and previews it; the encodings to choose from where there are several in which it can be read. */
  preview(file: UploadedFile, context: Context): Promise<Response | readonly EncodingChoice[]>;
  /** Previews what a job has read. */
  previewParsed?(parsed: string, context: Context): Answer;
  /** Shows the page on which it is uploaded once more, with what is wrong. */
  again(problem: UploadProblem, context: Context): Answer;
}

/** Takes a file that was chosen in a form: read at once, or left to a job. */
export async function takeUpload<Context extends AnyPageContext>(
  sent: Sent,
  kind: UploadKind<Context>,
  context: Context,
): Promise<Response> {
  const { upload: messages } = messagesIn(context.language);
  const { job, list } = kind;
  const toUpload = (uploadId: string) => goTo(context, `${list}/uploads/${encodeURIComponent(uploadId)}`);
  const encoding = TEXT_ENCODINGS.find((each) => each === sent.encoding);
  const { file: chosen } = sent;
  if (!(chosen instanceof File) || chosen.size === 0) {
    const keptId = sentText(sent, "uploadId");
    const canStart = job !== undefined && encoding !== undefined && keptId !== "";
    const started = canStart
      ? await startUploadAs({ subject: job.subject, uploadId: keptId, encoding }, context.person, context.deps)
      : undefined;
    return started === undefined ? kind.again({ error: messages.noFile }, context) : toUpload(started);
  }
  if (chosen.size > MAX_BYTES) return kind.again({ error: kind.tooLarge?.(context) ?? messages.tooLarge }, context);
  const file = { bytes: new Uint8Array(await chosen.arrayBuffer()), name: chosen.name, encoding };
  const uploaded = job && { subject: job.subject, bytes: file.bytes, fileName: file.name };
  if (uploaded !== undefined && (await job?.isNeeded(file))) {
    return toUpload(await startUpload({ ...uploaded, encoding }, context.person, context.deps));
  }
  const read = await kind.preview(file, context);
  if (read instanceof Response) return read;
  const uploadId = uploaded && (await keepUpload(uploaded, context.person, context.deps));
  const error = uploadId === undefined ? messages.choose : messages.chooseKept;
  return kind.again({ error, choices: read, uploadId }, context);
}

/** What a job has read of the upload that a preview's form names; undefined where it names none: the form carries the file's text. */
export async function sentUpload(subject: UploadSubject, sent: Sent, { person, deps }: AnyPageContext): Promise<string | undefined> {
  const uploadId = sentText(sent, "uploadId");
  return uploadId === "" ? undefined : found((await readUpload(subject, uploadId, person, deps))?.parsed, "upload of yours");
}

/** The page of an upload that a job reads: that it is being read, its preview, or that it could not be read and what to do. */
export async function showUpload<Context extends AnyPageContext>(kind: UploadKind<Context>, context: Context): Promise<Response> {
  const { language, person, deps } = context;
  const state = found(kind.job && (await readUpload(kind.job.subject, pathPart(context, "uploadId"), person, deps)), "upload of yours");
  const { parsed, hasFailed } = state;
  if (parsed !== undefined && kind.previewParsed !== undefined) return kind.previewParsed(parsed, context);
  const { upload: messages } = messagesIn(language);
  const subtitle = state.upload.fileName;
  if (!hasFailed) {
    const reading = section("state", messages.readingTitle, messages.reading);
    return showPage(context, { title: messages.readingTitle, subtitle, parts: [reading], live: ["state"] });
  }
  const again = html`<ul class="links"><li><a href="${linkTo(context.frame, kind.list)}">${messages.uploadAgain}</a></li></ul>`;
  const parts = [section("state", messages.failedTitle, messages.failed, again)];
  return showPage(context, { title: messages.failedTitle, subtitle, parts, status: 422 });
}
