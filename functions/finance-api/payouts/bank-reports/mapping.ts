import type { CountAndAmount } from "../../../../shared/base/money/count-and-amount.ts";
import type { ParsedBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { Answer, MatchedEntry } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import type { BankReportPreview } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { outcomeEffect } from "../../../../shared/payouts/model/reason-codes.ts";
import { formatReason } from "../../../../shared/payouts/reasons/messages.ts";
import type { Pay } from "../../../_platform/api/money.ts";
import { bankReportUrl } from "../../urls.ts";
import type {
  BankReportEntryResource,
  BankReportPreviewResource,
  BankReportResource,
  BankReportSummaryResource,
} from "./schema.response.ts";

export function toReportSummary(answer: Answer): BankReportSummaryResource {
  const { reportId, format, name, sha256, by, at, status, entries, matches, datedAhead, appliedAt } = answer;
  return {
    object: "bank_report_summary",
    reportId,
    format,
    name,
    sha256,
    by,
    at,
    status,
    entries,
    matches: { ...matches },
    futureDated: datedAhead ?? null,
    appliedAt: appliedAt ?? null,
    url: bankReportUrl(reportId),
  };
}

/** A bank report with the entries that a person has to look at. */
export function toReport(
  answer: Answer,
  open: readonly MatchedEntry[],
  currency: string,
  payIn: (currency: string) => Pay,
): BankReportResource {
  return { ...toReportSummary(answer), object: "bank_report", needsReview: open.map((entry) => toEntry(entry, currency, payIn)) };
}

/** How many entries a preview tells one by one. */
const ENTRIES_TOLD = 1000;

export function toReportPreview(
  { reportId, format, name, sources, uploadId }: Omit<ParsedBankReport, "entries" | "sha256"> & { readonly uploadId?: string | undefined },
  { entries, counts, amounts, recorded, datedAhead, outcomes }: BankReportPreview,
  currency: string,
  payIn: (currency: string) => Pay,
): BankReportPreviewResource {
  const matches = Object.entries(counts).map(([match, count]) => {
    const amount = amounts[match as keyof typeof amounts] ?? 0n;
    return [match, { count, amount: payIn(currency)(amount) }] as const;
  });
  const told = ({ count, amount }: CountAndAmount) => ({ count, amount: payIn(currency)(amount) });
  return {
    object: "bank_report_preview",
    uploadId: uploadId ?? null,
    reportId,
    format,
    name,
    encoding: sources[0]?.encoding ?? null,
    ignoredColumns: [...new Set(sources.flatMap(({ ignored }) => ignored))],
    entries: entries.slice(0, ENTRIES_TOLD).map((entry) => toEntry(entry, currency, payIn)),
    totalEntries: entries.length,
    matches: Object.fromEntries(matches),
    futureDated: datedAhead,
    outcomes,
    recorded: { paid: told(recorded.paid), rejected: told(recorded.rejected), returned: told(recorded.returned) },
  };
}

/** An entry says its amount in the currency that it names. */
function toEntry(
  { entry, match, ours, isAhead }: MatchedEntry,
  currency: string,
  payIn: (currency: string) => Pay,
): BankReportEntryResource {
  const { number, reference, isWhole, kind, level, amount, wrongAmount, count, charges, on, wrongDate, code, note, isDuplicate } = entry;
  const pay = payIn(entry.currency ?? currency);
  const isBack = kind === "rejected" || kind === "returned";
  const said = { code, ...((isWhole || entry.ofWhole === true) && { ofWhole: true as const }) };
  return {
    number,
    reference,
    isWholePayout: isWhole,
    kind,
    match,
    level: level ?? null,
    amount: amount === undefined ? null : pay(amount),
    invalidAmount: wrongAmount ?? null,
    count: count ?? null,
    charges: charges === undefined ? null : pay(charges),
    expected: ours === undefined ? null : { count: ours.count, amount: payIn(currency)(ours.amount) },
    bankDate: on ?? null,
    invalidDate: wrongDate ?? null,
    isFutureDated: isAhead === true,
    code: code ?? null,
    reason: isBack && code !== undefined ? formatReason(code, "en") : null,
    effect: !isBack ? null : isDuplicate === true ? "says-nothing" : outcomeEffect(said),
    note: note ?? null,
  };
}
