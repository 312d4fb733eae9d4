import type { Day, Month } from "../../base/calendar/month.ts";
import { plainAmount } from "../../base/money/money.ts";
import type { Template, TemplateValue } from "../../settings/model/template.ts";
import type { PaidLine } from "./payment-line.ts";

/** What is alike in all lines of a file. */
interface FileValues {
  readonly payoutId: string;
  readonly month: Month;
  /** The day on which the bank is asked to pay. */
  readonly executeOn: Day;
  readonly currency: string;
}

/** What a line of a template's file is made of. */
export interface ValueSource extends FileValues {
  readonly line: PaidLine;
  /** Of the file, from 1. */
  readonly number: number;
  readonly decimals: number;
}

/** What a column holds that is alike in all lines, beside a constant, as text. */
const VALUES_FOR_ALL = {
  currency: ({ currency }) => currency,
  payoutId: ({ payoutId }) => payoutId,
  month: ({ month }) => month,
  executeOn: ({ executeOn }) => executeOn,
} as const satisfies Partial<Record<TemplateValue, (source: FileValues) => string>>;

/** The columns that hold the same for everybody, each with its text: they keep nobody out of a payout, but make a format impossible. */
export function columnsForAll({ columns }: Pick<Template, "columns">, source: FileValues) {
  return columns.flatMap((column) => {
    const { value, text = "" } = column;
    if (value === "constant") return [{ column, text }];
    return isForAll(value) ? [{ column, text: VALUES_FOR_ALL[value](source) }] : [];
  });
}

const isForAll = (value: TemplateValue): value is keyof typeof VALUES_FOR_ALL => Object.hasOwn(VALUES_FOR_ALL, value);

/** The other columns. */
export const columnsOfPayment = ({ columns }: Pick<Template, "columns">): Template["columns"] =>
  columns.filter(({ value }) => value !== "constant" && !isForAll(value));

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
  ...VALUES_FOR_ALL,
};

/** What people may have typed: a spreadsheet could take it for a formula. */
export const TYPED: ReadonlySet<TemplateValue> = new Set(["advisorId", "name", "storeId", "holder", "bankName"]);
