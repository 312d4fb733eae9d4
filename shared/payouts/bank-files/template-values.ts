import type { Day, Month } from "../../base/calendar/month.ts";
import { plainAmount } from "../../base/money/money.ts";
import type { TemplateValue } from "../../settings/model/template.ts";
import type { PaidLine } from "./payment-line.ts";

/** What a line of a template's file is made of. */
export interface ValueSource {
  readonly payoutId: string;
  readonly month: Month;
  /** The day on which the bank is asked to pay. */
  readonly executeOn: Day;
  readonly line: PaidLine;
  /** Of the file, from 1. */
  readonly number: number;
  readonly currency: string;
  readonly decimals: number;
}

/** What a column holds, as text; a constant is the column's own. */
export const VALUES: Readonly<Record<Exclude<TemplateValue, "constant">, (source: ValueSource) => string>> = {
  number: ({ number }) => String(number),
  reference: ({ line }) => line.reference,
  advisorId: ({ line }) => line.advisorId,
  name: ({ line }) => line.name,
  storeId: ({ line }) => line.storeId ?? "",
  holder: ({ line }) => line.details.holder,
  account: ({ line }) => line.details.account,
  accountLast4: ({ line }) => line.accountLast4,
  bankCode: ({ line }) => line.details.bankCode,
  bankName: ({ line }) => line.details.bankName,
  amount: ({ line, decimals }) => plainAmount(line.amount, decimals),
  amountMinor: ({ line }) => line.amount.toString(),
  currency: ({ currency }) => currency,
  payoutId: ({ payoutId }) => payoutId,
  month: ({ month }) => month,
  executeOn: ({ executeOn }) => executeOn,
};

/** What people may have typed: a spreadsheet could take it for a formula. */
export const TYPED: ReadonlySet<TemplateValue> = new Set(["advisorId", "name", "storeId", "holder", "bankName"]);
