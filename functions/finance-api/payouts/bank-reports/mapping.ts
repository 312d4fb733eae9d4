import type { ParsedBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { type BankReport, type MatchedEntry, reportStatus } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import type { BankReportPreview } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { outcomeEffect } from "../../../../shared/payouts/model/reason-codes.ts";
import { formatReason } from "../../../../shared/payouts/reasons/messages.ts";
import { toIssues, toSource } from "../../../_platform/api/issues.ts";
import { payIn } from "../../../_platform/api/money.ts";
import { bankReportUrl } from "../../urls.ts";
import type {
  BankReportEntryResource,
  BankReportPreviewResource,
  BankReportResource,
  BankReportSummaryResource,
} from "./schema.response.ts";

export const toReportSummary = (report: BankReport): BankReportSummaryResource => ({
  ...report,
  status: reportStatus(report),
  issues: toIssues(report.issues),
  matches: { ...report.matches },
  futureDated: report.datedAhead,
  url: bankReportUrl(report.reportId),
});

/** A bank report with the entries that a person has to look at. */
export const toReport = (report: BankReport, open: readonly MatchedEntry[]): BankReportResource => ({
  ...toReportSummary(report),
  needsReview: open.map(toEntry),
});

/** How many entries a preview tells one by one. */
const ENTRIES_TOLD = 1000;

export function toReportPreview(
  { sources, ...report }: Omit<ParsedBankReport, "entries" | "sha256"> & { readonly uploadId?: string | undefined },
  { entries, counts, amounts, ...preview }: BankReportPreview,
): BankReportPreviewResource {
  const matches = Object.entries(counts).map(
    ([match, count]) => [match, { count, amount: amounts[match as keyof typeof amounts] ?? 0n }] as const,
  );
  return {
    ...report,
    ...preview,
    ...toSource(sources),
    entries: entries.slice(0, ENTRIES_TOLD).map(toEntry),
    totalEntries: entries.length,
    matches: Object.fromEntries(matches),
    futureDated: preview.datedAhead,
  };
}

/** An entry says its amounts in the currency that it names, if it names one. */
function toEntry({ entry, match, ours, isAhead }: MatchedEntry): BankReportEntryResource {
  const { isWhole, kind, amount, charges, code, currency, isDuplicate } = entry;
  const isBack = kind === "rejected" || kind === "returned";
  const said = { code, ...((isWhole || entry.ofWhole === true) && { ofWhole: true as const }) };
  const inItsOwn = (minor: bigint | undefined) => (minor === undefined || currency === undefined ? minor : payIn(currency)(minor));
  return {
    ...entry,
    match,
    isWholePayout: isWhole,
    amount: inItsOwn(amount),
    invalidAmount: entry.wrongAmount,
    charges: inItsOwn(charges),
    expected: ours,
    bankDate: entry.on,
    invalidDate: entry.wrongDate,
    isFutureDated: isAhead === true,
    reason: isBack && code !== undefined ? formatReason(code, "en") : undefined,
    effect: !isBack ? undefined : isDuplicate === true ? "says-nothing" : outcomeEffect(said),
  };
}
