import { sum } from "../base/money/money.ts";
import type { Cell, Column, Row, TableBlock } from "./view.ts";
import { EMPTY } from "./writer.ts";

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
