import { getArtifact } from "../../../base/runtime/artifacts.ts";
import { type BankReport, type MatchedEntry, matchedEntriesCodec } from "../model/bank-report.ts";
import type { ReadReportsDeps } from "../store.ts";

/** A report, and its entries that need a person. */
export interface BankReportWithOpen {
  readonly report: BankReport;
  readonly open: readonly MatchedEntry[];
}

/** The reports that were given to us, the latest first. */
export const listBankReports = ({ bankReports }: Pick<ReadReportsDeps, "bankReports">): Promise<readonly BankReport[]> =>
  bankReports.list();

/** A report with what is open of it; undefined where there is none. */
export async function readReport(reportId: string, { bankReports, archive }: ReadReportsDeps): Promise<BankReportWithOpen | undefined> {
  const report = await bankReports.find(reportId);
  if (report?.openKey === undefined) return report && { report, open: [] };
  return { report, open: matchedEntriesCodec.decode(await getArtifact({ key: report.openKey }, archive)) };
}
