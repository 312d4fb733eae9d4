import type { Messages, Params } from "../../../shared/base/issues/issue.ts";

/** What is wrong with requests, by code. */
export const apiIssuesZh = {
  "cursor-expected": () => "应为上一页的 nextCursor",
  "etag-expected": () => "应为该提案的 ETag",
  "lock-version-missing": () => "缺失；请填写您读到的 lockVersion，或以 If-Match 发送其 ETag",
  "lock-version-differs": () => "与 If-Match 中的不一致",
  "file-expected": () => "请附上文件",
  "encoding-choice-needed": ({ choices = "" }: Params) => `文件可按两种编码读取；请以 ${choices} 重新发送`,
  "upload-invalid": () => "多次尝试仍无法读取；请重新发送，或另存为 CSV UTF-8 后发送",
  "upload-unfinished": () => "工作簿仍在读取中；请稍后重新发送",
  "workbook-in-background": ({ url = "" }: Params) => `工作簿在后台读取；请先发送至 ${url}，再在此填写其 uploadId`,
  "differs-from-address": () => "与地址中的不一致",
  "result-hash-expected": () => "应为预览所示的 resultHash",
  "price-expected": () => "应为售价（单位：分），最多 15 位数字",
  "reason-code-expected": () => "应为银行的原因代码：最多 35 个字母、数字、“.”或“-”",
  "start-version-expected": () => '应为不小于 1 的版本号，或 "blank"',
  "rollback-version-expected": () => "请填写要恢复其内容的版本号",
  "record-id-expected": () => "应为异常数据的编号：64 位十六进制数字",
  "half-characters": () => "含有不完整的字符；请重新填写",
  "known-without-by": () => "known 与 by 应一并填写：原因，以及由谁说明",
  "known-with-body": () => "known 与 body 应填其一：暂不处理，或重新处理",
  "audit-request-expected": () => '应为 {"all":true}、{"advisorId":"…"}、{"runId":"…"} 或 {}',
} as const satisfies Messages;

type ApiIssues = typeof apiIssuesZh;

declare module "../../../shared/base/issues/issue.ts" {
  interface IssueMessages extends ApiIssues {}
}
