import { expect } from "vitest";
import { adjustmentView } from "../../../shared/account/views/adjustment-view.ts";
import { componentView } from "../../../shared/account/views/component-view.ts";
import type { MonthSource } from "../../../shared/account/views/month-source.ts";
import { orderView } from "../../../shared/account/views/order-view.ts";
import { sum } from "../../../shared/base/money/money.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { Block, Cell, Row, TableBlock, View } from "../../../shared/ui/view.ts";

/** All blocks of a view. */
export const blocksOf = (view: View): Block[] => view.sections.flatMap(({ blocks }) => blocks);

export const tableOf = (view: View, id: string): TableBlock => {
  const table = blocksOf(view).find((block) => block.kind === "table" && block.id === id);
  if (table?.kind !== "table") throw new Error(`there is no table ${id}`);
  return table;
};

/** The amount of a cell, minor units; 0 for any other cell. */
export const minorOf = (cell: Cell | undefined): bigint => (cell?.kind === "money" ? cell.minor : 0n);

/** Every column of amounts sums to its total row; what is carried counts as the page before. */
export function expectSums(view: View): void {
  for (const block of blocksOf(view)) {
    if (block.kind !== "table" || block.id.endsWith("stretches")) continue;
    const last = block.rows.at(-1);
    if (last?.kind !== "total" && last?.kind !== "carried") continue;
    const lines = block.rows.slice(0, -1).filter(({ kind }) => kind !== "group");
    for (const [column, cell] of last.cells.entries()) {
      if (cell.kind !== "money") continue;
      expect(sum(lines.map(({ cells }) => minorOf(cells[column]))), `${view.title}: ${block.id}, column ${column}`).toBe(cell.minor);
    }
  }
}

/** The result of an equation: its last line. */
export function resultOf(block: Block | undefined): bigint {
  if (block?.kind !== "equation") throw new Error("expected an equation");
  return minorOf(block.lines.at(-1)?.value);
}

/** What the lines above an equation's result come to where each is added or taken away. */
export function signedSum(block: Block | undefined): bigint {
  if (block?.kind !== "equation") throw new Error("expected an equation");
  const signs: Record<string, bigint> = { "": 1n, "+": 1n, "−": -1n, "=": 0n };
  return sum(block.lines.slice(0, -1).map(({ sign, value }) => (signs[sign] ?? 0n) * minorOf(value)));
}

/** Amounts of a view that lead somewhere, and where to. */
export function linkedAmounts(view: View): { to: string; minor: bigint }[] {
  const cells = blocksOf(view).flatMap((block): readonly Cell[] =>
    block.kind === "table"
      ? block.rows.flatMap(({ cells }: Row) => cells)
      : block.kind === "equation"
        ? block.lines.map(({ value }) => value)
        : [],
  );
  return cells.flatMap((cell) => (cell.kind === "money" && cell.to !== undefined ? [{ to: cell.to, minor: cell.minor }] : []));
}

/**
 * Follows every amount of a statement down to the orders: what leads to one page sums to that page's headline, and that
 * page's own sums hold.
 * @param others pages that are read from elsewhere, by their paths.
 * @returns how many pages were reached.
 */
export function expectEveryAmountExplained(
  view: View,
  file: StatementFile,
  source: MonthSource,
  others: ReadonlyMap<string, View> = new Map(),
): number {
  const byPage = Map.groupBy(linkedAmounts(view), ({ to }) => to);
  for (const [to, amounts] of byPage) {
    const [kind = "", key = ""] = to.slice(source.base.length + 1).split("/");
    const below = others.get(to) ?? viewAt(kind, decodeURIComponent(key), file, source, view.language);
    // A group's heading repeats no line, so a page that is led to has each of its amounts once.
    expect(below.headline?.minor, to).toBe(sum(amounts.map(({ minor }) => minor)));
    expectSums(below);
    if (kind === "components") expectComponent(below, to, source);
  }
  return byPage.size;
}

function viewAt(kind: string, key: string, file: StatementFile, source: MonthSource, language: View["language"]): View {
  const views: Record<string, () => View | undefined> = {
    components: () => componentView(source, key, 1, language),
    orders: () => orderView(source, key, language),
    adjustments: () => adjustmentView(file, key, language),
  };
  const view = views[kind]?.();
  if (view === undefined) throw new Error(`no page explains ${kind}/${key}`);
  return view;
}

/** The arithmetic ends in the amount, and so do credits and sellers together; each credit's part stands as a result on its order's page. */
function expectComponent(component: View, path: string, source: MonthSource): void {
  expect(resultOf(component.sections[0]?.blocks[1])).toBe(component.headline?.minor);
  const tables = component.sections.filter(({ id }) => id === "credits" || id === "sellers").flatMap(({ blocks }) => blocks);
  if (tables.length === 0) return;
  const totals = tables.flatMap((block) => (block.kind === "table" ? [minorOf(block.rows.at(-1)?.cells.at(-1))] : []));
  expect(sum(totals)).toBe(component.headline?.minor);
  if (!component.sections.some(({ id }) => id === "credits")) return;
  const { rows } = tableOf(component, "credits");
  const lines = rows.filter(({ kind }) => kind === undefined);
  for (const [orderId, credits] of Map.groupBy(lines, ({ cells }) => cells[0]?.text ?? "")) {
    const order = orderView(source, orderId, component.language);
    if (order === undefined) throw new Error(`${orderId} has no page`);
    const results = linkedAmounts(order).filter(({ to }) => to === path);
    expect(results.map(({ minor }) => minor).toSorted(byValue)).toEqual(
      credits.map(({ cells }) => minorOf(cells.at(-1))).toSorted(byValue),
    );
  }
}

const byValue = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);
