import type { Messages } from "../base/issues/issue.ts";
import type { auditIssuesZh } from "./messages.zh.ts";

/** What is wrong or refused in this room, by code. */
export const auditIssuesEn: Messages<keyof typeof auditIssuesZh> = {
  "audit-run-unknown": ({ runId = "" }) => `There is no audit run ${runId} to resume: start a new one.`,
};
