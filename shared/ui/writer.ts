import type { Day, Month } from "../base/calendar/month.ts";
import type { FormatIssue, Refusal } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import * as format from "./format.ts";
import { formatMoment } from "./format.ts";
import { uiEn } from "./messages.en.ts";
import { type UiWords, uiZh, type WithUi } from "./messages.zh.ts";
import { isNamed, nameOf } from "./names.ts";
import type { Cell, Figure } from "./view.ts";

/** A name in each language. */
export type OwnName = Readonly<Record<Language, string>>;

type CellOptions = { readonly to?: string | undefined; readonly note?: string | undefined };

/** Writes values and words in one language and currency. Amounts are in minor units. */
export interface Writer {
  readonly language: Language;
  readonly words: UiWords;
  readonly currency: string;
  /** With the currency's sign: for sentences and headlines. */
  money(minor: bigint): string;
  /** The same with a plus where above 0. */
  changeOf(minor: bigint): string;
  /** Without the sign: for columns and arithmetic. */
  amount(minor: bigint, more?: CellOptions): Cell;
  change(minor: bigint, more?: CellOptions): Cell;
  text(text: string, more?: CellOptions): Cell;
  count(count: bigint | number, more?: CellOptions): Cell;
  /** A rate as percent; "n/d" where only a fraction is exact. */
  percent(rate: string, more?: CellOptions): Cell;
  number(value: string, more?: CellOptions): Cell;
  month(month: Month): string;
  day(day: Day): string;
  /** @param own what people call it, where it has a name of its own. */
  name(id: string, own?: OwnName): string;
  /** A name as it begins a line; an id without one stays as it is. */
  title(id: string, own?: OwnName): string;
  /** The same with the id beside the name: where it has to be told which of the plan's lines it is. */
  label(id: string, own?: OwnName): string;
}

export function writerFor(currency: string, language: Language): Writer {
  const cell = (given: Cell, { to, note }: CellOptions = {}): Cell => ({
    ...given,
    ...(to === undefined ? {} : { to }),
    ...(note === undefined || note === "" ? {} : { note }),
  });
  return {
    language,
    words: uiWordsOf(language),
    currency,
    money: (minor) => format.formatMoney(minor, currency),
    changeOf: (minor) => `${minor > 0n ? "+" : ""}${format.formatMoney(minor, currency)}`,
    amount: (minor, more) => cell({ kind: "money", minor, text: format.formatMinor(minor, currency) }, more),
    change: (minor, more) => cell({ kind: "money", minor, text: format.formatChange(minor, currency) }, more),
    text: (text, more) => cell({ kind: "text", text }, more),
    count: (count, more) => cell({ kind: "number", value: `${count}`, text: format.formatCount(count) }, more),
    percent: (rate, more) => cell({ kind: "number", value: rate, text: format.formatPercent(rate) }, more),
    number: (value, more) => cell({ kind: "number", value, text: format.formatNumber(value) }, more),
    month: (month) => format.formatMonth(month, language),
    day: (day) => format.formatDay(day, language),
    name: (id, own) => own?.[language] ?? nameOf(id, language),
    label: (id, own) => (own !== undefined || isNamed(id) ? `${own?.[language] ?? capital(nameOf(id, language))} (${id})` : id),
    title: (id, own) => own?.[language] ?? (isNamed(id) ? capital(nameOf(id, language)) : nameOf(id, language)),
  };
}

export const uiWordsOf = (language: Language): UiWords => ({ zh: uiZh, en: uiEn })[language];

/** Gives a room's words in a language, with those of every page. */
export function wordsOf<Words extends object>({ zh, en }: Readonly<Record<Language, Words>>): (language: Language) => WithUi<Words> {
  const all = { zh: { ...uiZh, ...zh }, en: { ...uiEn, ...en } };
  return (language) => all[language];
}

/** With a capital letter, where the language has them. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const figure = (label: string, value: Cell): Figure => ({ label, value });

/** A cell with nothing in it. */
export const EMPTY: Cell = { kind: "text", text: "" };

/** Formats issues and refusals of any room. */
export interface IssueWriter {
  readonly formatIssue: FormatIssue;
}

/** A writer of the staff's pages: it writes instants and issues too. */
export interface MomentWriter extends Writer, IssueWriter {
  /** An instant in the agency's time zone. */
  moment(instant: string): string;
  /** Issues one after another, as sentences. */
  formatIssues(issues: readonly Refusal[]): string;
}

/** A writer for finance's pages. */
export type FinanceWriter = MomentWriter;

export function momentWriterFor(
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
  language: Language,
  formatIssue: FormatIssue,
): MomentWriter {
  const writer = writerFor(currency, language);
  const formatIssues = (issues: readonly Refusal[]) => issues.map((each) => formatIssue(each)).join(writer.words.joins.sentence);
  return { ...writer, moment: (instant) => formatMoment(instant, timeZone), formatIssue, formatIssues };
}
