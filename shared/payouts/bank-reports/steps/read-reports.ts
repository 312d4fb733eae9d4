import { getArtifact } from "../../../base/runtime/artifacts.ts";
import { type Answer, type MatchedEntry, matchedEntriesCodec } from "../model/bank-report.ts";
import type { ReadReportsDeps } from "./deps.ts";

/** An answer, and its entries that need a person. */
export interface BankReportWithOpen {
  readonly answer: Answer;
  readonly open: readonly MatchedEntry[];
}

/** The answers that were given to us, the latest first. */
export const listBankReports = ({ answers }: Pick<ReadReportsDeps, "answers">): Promise<readonly Answer[]> => answers.list();

/** An answer with what is open of it; undefined where there is none. */
export async function previewReport(reportId: string, { answers, archive }: ReadReportsDeps): Promise<BankReportWithOpen | undefined> {
  const answer = await answers.find(reportId);
  if (answer?.openKey === undefined) return answer && { answer, open: [] };
  return { answer, open: matchedEntriesCodec.decode(await getArtifact({ key: answer.openKey }, archive)) };
}
