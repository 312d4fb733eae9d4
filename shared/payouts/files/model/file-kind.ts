import { type Day, type Month, monthOfDay } from "../../../base/calendar/month.ts";
import { PAYEE_FIELDS } from "../../../payees/model/payee.ts";
import type { FinanceSettings } from "../../../settings/model/settings.ts";
import type { Template } from "../../../settings/model/template.ts";

/** What a file is of: a payout, a month's journal, or the positions of a day. */
export type FileOf =
  | { readonly kind: "payout"; readonly payoutId: string }
  | { readonly kind: "journal"; readonly month: Month }
  | { readonly kind: "positions"; readonly day: Day };

/** A format that there is of something. */
export interface FileFormat {
  readonly format: string;
  /** A bank or a payroll pays by it, so the payout must have gone out. */
  readonly isForPayment: boolean;
  /** A bank pays by it: whoever fetches it may have it paid. */
  readonly isForBank: boolean;
  /** Whole account numbers stand in it. */
  readonly containsAccounts: boolean;
  /** What is sealed of payees stands in it, so it is for finance alone. */
  readonly containsPayees: boolean;
  readonly ending: string;
  readonly contentType: string;
  readonly template?: Template;
}

/** What a text such as `payout:2026-05-1` names; undefined where it names nothing that has files. */
export function readFileOf(of: string): FileOf | undefined {
  const [, kind, id = ""] = /^(payout|journal|positions):([0-9-]{7,15})$/.exec(of) ?? [];
  if (kind === "payout" && /^\d{4}-\d{2}-\d{1,4}$/.test(id)) return { kind, payoutId: id };
  if (kind === "journal" && /^\d{4}-(0[1-9]|1[0-2])$/.test(id)) return { kind, month: id };
  if (kind === "positions" && /^\d{4}-\d{2}-\d{2}$/.test(id)) return { kind, day: id };
  return undefined;
}

const CSV = { ending: "csv", contentType: "text/csv; charset=utf-8" };
const XLSX = { ending: "xlsx", contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
const XML = { ending: "xml", contentType: "application/xml; charset=utf-8" };

/** The formats that there are of something. */
export function formatsOf({ kind }: FileOf, { templates, pain001 }: Pick<FinanceSettings, "templates" | "pain001">): FileFormat[] {
  if (kind !== "payout") return [{ format: kind, ...OPEN, ...CSV }];
  return [
    { format: "csv", ...OPEN, ...CSV },
    { format: "xlsx", ...OPEN, ...XLSX },
    ...(pain001 ? [{ format: "pain.001", isForPayment: true, isForBank: true, containsAccounts: true, containsPayees: true, ...XML }] : []),
    ...templates.map((template) => ({ format: template.id, ...holdsOf(template), ...textOf(template), template })),
  ];
}

const OPEN = { isForPayment: false, isForBank: false, containsAccounts: false, containsPayees: false };

/** What is sealed of payees. */
const SEALED: ReadonlySet<string> = new Set(PAYEE_FIELDS);

/** What a template's file holds goes by its columns. */
function holdsOf({ kind, columns }: Template) {
  return {
    isForPayment: true,
    isForBank: kind === "bank",
    containsAccounts: columns.some(({ value }) => value === "account"),
    containsPayees: kind === "bank" || columns.some(({ value }) => SEALED.has(value)),
  };
}

/** A comma makes it a CSV; bytes are given as they are, whatever their encoding. */
function textOf({ form, separator }: Template): Pick<FileFormat, "ending" | "contentType"> {
  return { ending: form === "separated" && separator === "," ? "csv" : "txt", contentType: "application/octet-stream" };
}

/** What a file is called where it is saved. */
export function fileName(of: FileOf, { format, ending }: FileFormat): string {
  switch (of.kind) {
    case "payout":
      return `payout-${of.payoutId}${format === ending ? "" : `-${format.replace(".", "-")}`}.${ending}`;
    case "journal":
      return `journal-${of.month}.${ending}`;
    case "positions":
      return `positions-${of.day}.${ending}`;
  }
}

/** Whether a file that was made on a day says the same for ever: a journal does once its month is over, positions never. */
export function isFinal(of: FileOf, madeOn: Day): boolean {
  return of.kind === "payout" || (of.kind === "journal" && monthOfDay(madeOn) > of.month);
}

/** Where files lie that no whole account number stands in: lists, workbooks, journals, positions. */
export const FILES = "files/";

/** Where files for banks and payroll lie: apart from the others, and encrypted under the payees' key. */
export const BANK_FILES = "bank-files/";

/** Whether what lies under a key has whole account numbers in it. */
export const isBankFileKey = (key: string): boolean => key.startsWith(BANK_FILES);
