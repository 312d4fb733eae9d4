import type { FileFormat } from "../../../../shared/payouts/files/model/file-kind.ts";
import type { MadeFile } from "../../../../shared/payouts/files/store.ts";
import { toIssues } from "../../../_platform/api/issues.ts";
import { fileUrl } from "../../urls.ts";
import type { FileSummaryResource } from "./schema.response.ts";

/** A file that there can be, as it stands. */
export function toFileSummary(
  of: string,
  format: Pick<FileFormat, "format" | "isForBank" | "containsAccounts">,
  { file, needsAnew }: { readonly file: MadeFile | undefined; readonly needsAnew: boolean },
): FileSummaryResource {
  return {
    ...format,
    of,
    status: file === undefined ? "not-generated" : file.made ? "generated" : file.issues ? "failed" : "requested",
    name: file?.name,
    requested: file?.wanted,
    generated: file?.made,
    issues: toIssues(file?.issues),
    isOutdated: needsAnew,
    url: fileUrl(of, format.format),
  };
}
