import type { Day, Month } from "../base/calendar/month.ts";
import type { FormatIssue, Refusal } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import { sum } from "../base/money/money.ts";
import * as format from "./format.ts";
import { formatMoment } from "./format.ts";
import { uiEn } from "./messages.en.ts";
import { type UiWords, uiZh, type WithUi } from "./messages.zh.ts";
import { isNamed, nameOf } from "./names.ts";
import type { Cell, Column, Figure, Row, TableBlock } from "./view.ts";

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

/** A column of a table: its title, where it stands, and what stands in it. */
export interface TableColumn<Item> extends Column {
  cellOf(item: Item, index: number): Cell;
  /** What stands in it in the row of sums. */
  readonly total?: Cell | undefined;
  /** The same, of all items. */
  totalOf?(items: readonly Item[]): Cell;
}

type ColumnOptions = Partial<Pick<TableColumn<unknown>, "optional" | "total">>;

/** A column of texts. */
export const col = <Item>(title: string, cellOf: TableColumn<Item>["cellOf"], more: ColumnOptions = {}): TableColumn<Item> => ({
  title,
  align: "start",
  cellOf,
  ...more,
});

/** A column of figures. */
export const num = <Item>(title: string, cellOf: TableColumn<Item>["cellOf"], more: ColumnOptions = {}): TableColumn<Item> => ({
  title,
  align: "end",
  cellOf,
  ...more,
});

/** A column of figures that ends in their sum. @param write makes a cell of a figure: an amount, a change or a count. */
export const summed = <Item>(
  title: string,
  figureOf: (item: Item) => bigint,
  write: (value: bigint, more?: { readonly to?: string | undefined }) => Cell,
  { toOf, ...more }: Pick<ColumnOptions, "optional"> & { toOf?(item: Item): string | undefined } = {},
): TableColumn<Item> => ({
  ...num(title, (item) => write(figureOf(item), { to: toOf?.(item) }), more),
  totalOf: (items) => write(sum(items.map(figureOf))),
});

/** A column that may be left out where there is little room. */
export const OPTIONAL = { optional: true } as const;

/** What a table is called, and the rows that are no items of it. */
type TableFrame<Item> = Pick<TableBlock, "id" | "caption" | "sideBySide" | "paging"> & {
  /** What kind of row an item is, where they differ. */
  readonly kindOf?: (item: Item) => Row["kind"];
  /** Between the items and the sums: what is left out, or brought from another page. */
  readonly rest?: readonly Row[];
};

/**
 * A table, a row for each item: one definition of each column, from which page, CSV and PDF are made. It ends in a row of
 * sums where a column has one.
 */
export function table<Item>(
  { rest = [], kindOf, ...frame }: TableFrame<Item>,
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
): TableBlock {
  const rows = items.map((item, index): Row => {
    const kind = kindOf?.(item);
    return { ...(kind === undefined ? {} : { kind }), cells: columns.map(({ cellOf }) => cellOf(item, index)) };
  });
  const totals = columns.map(({ total, totalOf }) => total ?? totalOf?.(items));
  const total: Row[] = totals.some((each) => each !== undefined) ? [{ kind: "total", cells: totals.map((each) => each ?? EMPTY) }] : [];
  return {
    kind: "table",
    ...frame,
    columns: columns.map(({ title, align, optional }) => ({ title, align, ...(optional ? { optional } : {}) })),
    rows: [...rows, ...rest, ...total],
  };
}
