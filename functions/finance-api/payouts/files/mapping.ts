import type { FileFormat } from "../../../../shared/payouts/files/model/file-kind.ts";
import type { MadeFile } from "../../../../shared/payouts/files/store.ts";
import { toIssues } from "../../../_platform/api/issues.ts";
import type { Pay } from "../../../_platform/api/money.ts";
import { fileUrl } from "../../urls.ts";
import type { FileSummaryResource } from "./schema.response.ts";

/** A file that there can be, as it stands. */
export function toFileSummary(
  of: string,
  { format, isForBank, containsAccounts }: Pick<FileFormat, "format" | "isForBank" | "containsAccounts">,
  { file, needsAnew }: { readonly file: MadeFile | undefined; readonly needsAnew: boolean },
  pay: Pay,
): FileSummaryResource {
  const made = file?.made;
  return {
    object: "file_summary",
    of,
    format,
    isForBank,
    containsAccounts,
    status: file === undefined ? "not-generated" : made !== undefined ? "generated" : file.issues !== undefined ? "failed" : "requested",
    name: file?.name ?? null,
    requested: file === undefined ? null : { by: file.wanted.by, at: file.wanted.at },
    generated:
      made === undefined
        ? null
        : { at: made.at, sha256: made.sha256, bytes: made.bytes, count: made.count, controlSum: pay(made.controlSum) },
    issues: toIssues(file?.issues),
    isOutdated: needsAnew,
    url: fileUrl(of, format),
  };
}
