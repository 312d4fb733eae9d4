import type { Day } from "../../../base/calendar/month.ts";
import type { EncodingChoice } from "../../../base/csv/decode-text.ts";
import { describeIssue, type Issue, type IssueCode, issue, type Params } from "../../../base/issues/issue.ts";
import { decimalsOf } from "../../../base/money/money.ts";
import { isDuplicateReason } from "../../model/reason-codes.ts";
import { messageIdsIn, paymentReferencesIn } from "../../model/reference.ts";
import type { BankReportEntry } from "../model/bank-report.ts";
import { toldText } from "./masked-text.ts";
import { readIsoAmount, textAt, type XmlElement } from "./parse-xml.ts";

/** Why a report can't be read as a whole. No issue holds a long number of the report. */
export class BankReportError extends Error {
  override readonly name = "BankReportError";
  readonly issues: readonly Issue[];
  /** Where it can be read in two encodings, both. */
  readonly choices: readonly EncodingChoice[] | undefined;

  constructor(issues: readonly Issue[], choices?: readonly EncodingChoice[]) {
    super(issues.map(describeIssue).join("; "));
    this.issues = issues;
    this.choices = choices;
  }
}

/** What ends the reading of a whole report. */
export const reportError = (code: IssueCode, params: Params = {}): BankReportError => new BankReportError([issue("", code, params)]);

/** An entry before it has its number: texts as the bank wrote them. */
export interface RawEntry extends Omit<BankReportEntry, "number" | "reference" | "code" | "note"> {
  readonly reference: string | undefined;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
}

/** What reads one message of a bank's while its file is read. */
export interface MessageReader {
  /** Elements that are handed over whole. */
  readonly names: ReadonlySet<string>;
  take(element: XmlElement, around: readonly XmlElement[]): void;
  /** The message has ended. */
  finish(): void;
}

/** More entries are no report about payouts. */
const MAX_ENTRIES = 200_000;

/** Entries as they may be kept: numbered, each text cut and masked; references of ours stay, see `toldText`. */
export class EntryList {
  readonly entries: BankReportEntry[] = [];
  readonly #maximum: number;
  #documents = 0;

  constructor(maximum = MAX_ENTRIES) {
    this.#maximum = maximum;
  }

  /** @throws BankReportError where there are too many: it is asked while a file is read, not when it has filled the memory. */
  checkCount(entries: number): void {
    if (entries > this.#maximum) throw reportError("report-too-many-entries", { maximum: this.#maximum });
  }

  /** @returns the number of the next document of the file, from 1. */
  nextDocument(): number {
    this.#documents += 1;
    return this.#documents;
  }

  /** @throws BankReportError where there are too many. */
  add({ reference = "", code = "", note = "", ...rest }: RawEntry): void {
    this.checkCount(this.entries.length + 1);
    const [describeCode, describeNote] = [toldText(code, 35), toldText(note, 200)];
    this.entries.push({
      number: this.entries.length + 1,
      reference: toldText(reference, 70),
      ...rest,
      ...(describeCode !== "" && { code: describeCode }),
      ...(describeNote !== "" && { note: describeNote }),
    });
  }
}

/** What an entry is about: a payment of ours, a whole payout, or what isn't ours. */
export type Referred = Pick<RawEntry, "reference" | "isWhole" | "isGainsaid">;

const NOTHING_PROVIDED = /^\s*NOT\s?PROVIDED\s*$/i;

/** What a bank puts where a reference should be and there is none. */
export const isProvided = (text: string | undefined): text is string => text !== undefined && !NOTHING_PROVIDED.test(text);

/**
 * Finds our reference where banks put it: in the fields for references first, then in free texts; a payment's before a
 * payout's. A text that a bank has broken into several is read joined where no part names one. Two different ones in one
 * place contradict each other.
 * @returns undefined where none of ours is there.
 */
export function findReference(fields: readonly (string | undefined)[], texts: readonly (string | undefined)[]): Referred | undefined {
  for (const [find, isWhole] of [[paymentReferencesIn, false] as const, [messageIdsIn, true] as const])
    for (const place of [fields, texts]) {
      const given = place.filter((text) => text !== undefined);
      const apart = given.flatMap(find);
      const [reference, other] = new Set(apart.length === 0 && place === texts ? find(given.join("\n")) : apart);
      if (reference !== undefined) return { reference, isWhole, ...(other !== undefined && { isGainsaid: true as const }) };
    }
  return undefined;
}

/** An amount with its currency. Nothing where there is none; what can't be read is told, and never refuses the file. */
export function amountOf(element: XmlElement | undefined): AmountRead {
  return element === undefined ? {} : readAmountIn(element.text, element.attributes.Ccy ?? "");
}

export type AmountRead = Pick<BankReportEntry, "amount" | "currency" | "wrongAmount" | "hasFraction">;

/** An amount as ISO 20022 writes it, in a currency. */
export function readAmountIn(text: string, currency: string): AmountRead {
  const isCurrency = /^[A-Z]{3}$/.test(currency);
  const amount = isCurrency ? readIsoAmount(text, decimalsOf(currency)) : undefined;
  if (typeof amount === "bigint") return { amount, currency };
  // A number with decimals is an amount, and no account.
  const told = /^[+-]?\d{1,12}\.\d{1,18}$/.test(text) ? text : toldText(text, 30);
  return {
    ...(isCurrency && { currency }),
    wrongAmount: isCurrency ? told : `${told} ${toldText(currency, 10)}`.trim(),
    ...(amount === "fraction" && { hasFraction: true as const }),
  };
}

/** The day of a date or of a moment, as the bank wrote it, in its own zone. */
export function dayAt(element: XmlElement | undefined): { readonly on?: Day } {
  const text = textAt(element, "Dt") ?? textAt(element, "DtTm") ?? (element?.text || undefined);
  const on = text === undefined ? undefined : /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/.exec(text)?.[0];
  return on === undefined || Number.isNaN(Date.parse(`${on}T00:00:00Z`)) ? {} : { on };
}

export type Reason = Pick<RawEntry, "code" | "note" | "isDuplicate">;

/** The names of the same things in the oldest versions stand last. */
const REASON_NAMES = ["Rsn", "StsRsn", "RtrRsn"];
const NOTE_NAMES: ReadonlySet<string> = new Set(["AddtlInf", "AddtlStsRsnInf", "AddtlRtrRsnInf"]);

/** The reason of a status or a return: its code, what is said beside it, and whether that is that the bank has it already. */
export function reasonOf(element: XmlElement, name: "StsRsnInf" | "RtrInf", kind: BankReportEntry["kind"]): Reason {
  const given = element.children.filter((child) => child.name === name);
  const codes = given.flatMap((each) => REASON_NAMES.flatMap((rsn) => textAt(each, rsn, "Cd") ?? textAt(each, rsn, "Prtry") ?? []));
  const notes = given.flatMap((each) => each.children.filter((child) => NOTE_NAMES.has(child.name)).map(({ text }) => text));
  const [code, note] = [codes.join(" "), notes.filter(Boolean).join(" ")];
  return {
    ...(code !== "" && { code }),
    ...(note !== "" && { note }),
    // Looked at here, before long texts are cut.
    ...(isDuplicateReason(kind, code, note) && { isDuplicate: true as const }),
  };
}
