import type { Messages, Params } from "../base/issues/issue.ts";

/** What is wrong or refused in this room, by code. */
export const auditIssuesZh = {
  "audit-run-unknown": ({ runId = "" }: Params) => `没有编号为“${runId}”的核验，无法继续。`,
} as const satisfies Messages;

type AuditIssues = typeof auditIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends AuditIssues {}
}
