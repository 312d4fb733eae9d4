import type { Messages, Params } from "../base/issues/issue.ts";

/** What is wrong or refused in this room, by code. */
export const uploadIssuesZh = {
  "upload-unknown": ({ uploadId = "" }: Params) => `没有编号为“${uploadId}”的上传，请重新上传文件。`,
  "upload-expired": ({ uploadId = "" }: Params) => `上传 ${uploadId} 的文件已不再保留，请重新上传。`,
} as const satisfies Messages;

type UploadIssues = typeof uploadIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends UploadIssues {}
}
