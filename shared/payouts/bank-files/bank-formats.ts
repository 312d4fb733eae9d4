import type { CountAndAmount } from "../../base/money/money.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import type { Template } from "../../settings/model/template.ts";
import type { PayoutFormat } from "../model/payout.ts";
import type { BankFileIssue } from "./bank-file-issue.ts";
import type { Encode } from "./line-writer.ts";
import { PAIN_001, pain001Issue } from "./pain001.ts";
import type { PaidLine } from "./payment-line.ts";
import { textFileIssue, textFrameIssue } from "./text-file.ts";

export interface BankFormatDeps {
  readonly finance: Pick<FinanceSettings, "templates" | "pain001">;
  readonly agency: { readonly currency: string };
  readonly encoderOf: (encoding: Template["encoding"]) => Encode;
}

/** The formats by which a payout can go out: pain.001 where the agency uses it, its banks' templates and its payroll's. */
export function exportFormats({ templates, pain001 }: Pick<FinanceSettings, "templates" | "pain001">): string[] {
  return [...(pain001 ? [PAIN_001] : []), ...templates.map(({ id }) => id)];
}

/** Why a payment can't be told by one of the agency's banks; undefined where each could. */
export function paymentIssue(line: PaidLine, month: string, { finance, agency, encoderOf }: BankFormatDeps): BankFileIssue | undefined {
  const { currency } = agency;
  const inPain = finance.pain001 ? pain001Issue(line, currency) : undefined;
  if (inPain !== undefined) return inPain;
  for (const template of finance.templates.filter(({ kind }) => kind === "bank")) {
    const issue = textFileIssue(template, line, { payoutId: line.payoutId, month, currency, encode: encoderOf(template.encoding) });
    if (issue !== undefined) return issue;
  }
  return undefined;
}

/** Each format by which a payout can go out, and why it can't by that one whoever is in it. */
export function checkFormats(
  of: { readonly payoutId: string; readonly month: string; readonly payments: CountAndAmount },
  { finance, agency: { currency }, encoderOf }: BankFormatDeps,
): PayoutFormat[] {
  return exportFormats(finance).map((format) => {
    const template = finance.templates.find(({ id }) => id === format);
    const trial = template && { ...of, currency, encode: encoderOf(template.encoding) };
    const issue = trial && textFrameIssue(template, of.payments, trial);
    if (issue === undefined) return { format };
    const { code, column } = issue;
    return { format, issue: code, ...(column !== undefined && { column }) };
  });
}
