import type { Messages } from "../../../shared/base/issues/issue.ts";
import type { apiIssuesZh } from "./messages.zh.ts";

/** What is wrong with requests, by code. */
export const apiIssuesEn: Messages<keyof typeof apiIssuesZh> = {
  "cursor-expected": () => "expected the nextCursor of the previous page",
  "etag-expected": () => "expected the ETag of the proposal",
  "lock-version-missing": () => "missing; send the lock version that you read, here or as its ETag in If-Match",
  "lock-version-differs": () => "differs from that of If-Match",
  "file-expected": () => "expected a file",
  "encoding-choice-needed": ({ choices = "" }) => `the file can be read in two encodings; send it again with ${choices}`,
  "upload-invalid": () => "it could not be read after several attempts; send it again, or save it as CSV UTF-8 and send that",
  "upload-unfinished": () => "the workbook is still being read; send this again",
  "workbook-in-background": ({ url = "" }) => `a workbook is read in the background; send it to ${url}, then its uploadId here`,
  "differs-from-address": () => "differs from that of the address",
  "result-hash-expected": () => "expected the resultHash that the preview showed",
  "price-expected": () => "expected the price in minor units: at most 15 digits",
  "reason-code-expected": () => "expected the bank's reason code: up to 35 letters, digits, . and -",
  "start-version-expected": () => 'expected a version, from 1, or "blank"',
  "rollback-version-expected": () => "expected the version whose terms to restore",
  "record-id-expected": () => "expected the id of a quarantined record, 64 hexadecimal digits",
  "half-characters": () => "contains incomplete characters; enter it again",
  "known-without-by": () => "expected known and by together: the reason, and who gives it",
  "known-with-body": () => "expected either known or body: to dismiss the record, or to reprocess it",
  "audit-request-expected": () => 'expected {"all":true}, {"advisorId":"…"}, {"runId":"…"} or {}',
};
