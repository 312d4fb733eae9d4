import type { Messages } from "../base/issues/issue.ts";
import type { uploadIssuesZh } from "./messages.zh.ts";

/** What is wrong or refused in this room, by code. */
export const uploadIssuesEn: Messages<keyof typeof uploadIssuesZh> = {
  "upload-unknown": ({ uploadId = "" }) => `There is no upload ${uploadId}: upload the file again.`,
  "upload-expired": ({ uploadId = "" }) => `The file of upload ${uploadId} is no longer kept: upload it again.`,
};
