import { sum } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { ComponentBySeller, ExplainedComponent, ExplainedSeller } from "../../engine/earnings/explained.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { amountFrom } from "../../engine/statement/seller-parts.ts";
import { WHOLE_TEAM } from "../../ledger/sellers/whole-record.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, summed, type TableColumn, table } from "../../ui/table.ts";
import type { Cell, TableBlock } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import { compiledPlans, componentPath, type MonthSource, type PaidComponent } from "./month-source.ts";

/** Sellers that are listed by name, those that bring most; the others are summed up. */
const MAX_LISTED = 500;
/** Components that have a column of their own. */
const MAX_COLUMNS = 4;

/** The names of sellers, by their lines. */
export const namesOf = (sellers: readonly Pick<SellerRows, "sellerId" | "name">[] = []): ReadonlyMap<string, string> =>
  new Map(sellers.map(({ sellerId, name }) => [sellerId, name]));

/** A seller's name, which leads to their orders where these can be shown. */
export const sellerCell = (sellerId: string, names: ReadonlyMap<string, string>, to: string | undefined, writer: AccountWriter): Cell => {
  if (sellerId === WHOLE_TEAM) return writer.text(writer.words.sellers.wholeTeam);
  const name = names.get(sellerId) ?? sellerId;
  return writer.text(name, { to, note: name === sellerId ? undefined : sellerId });
};

/** What of a component comes from each seller. */
export function componentSellers(
  component: PaidComponent & { readonly sellers: readonly ExplainedSeller[] },
  names: ReadonlyMap<string, string>,
  toOf: (sellerId: string) => string | undefined,
  writer: AccountWriter,
): TableBlock {
  const { words } = writer;
  const isOfBase = paysFor(component.kind) === "base";
  return listedTable(`sellers-${component.id}`, component.sellers, ({ amount }) => amount, writer, [
    sellerColumn(names, toOf, writer),
    isOfBase ? summed(words.base, ({ base }) => base, writer.amount) : summed(words.units, ({ units }) => units, writer.count),
    summed(words.part, ({ amount }) => amount, writer.amount),
  ]);
}

/** What a month has from each seller, over all components. */
export function sellersTable(
  { agency, plans, sellers, ...month }: Pick<MonthSource, "agency" | "plans"> & TeamOfMonth,
  toOf: (sellerId: string) => string | undefined,
  writer: AccountWriter,
): TableBlock {
  const { words } = writer;
  const planOf = compiledPlans({ agency, plans });
  const components = month.components.filter((each) => each.sellers !== undefined);
  const lines = sellers.map(({ sellerId, rows }) => ({
    sellerId,
    base: sum(rows.map((row) => baseOf(planOf(row.planId, row.version), row))),
    units: sum(rows.map(({ units }) => units)),
    amount: sum(components.map((component) => amountFrom(sellerId, component))),
  }));
  // Of a component that two plan versions have there is one column.
  const titled = Map.groupBy(components, (component) => writer.title(component.id, labelOf(plans, component)));
  const hasColumns = titled.size > 1 && titled.size <= MAX_COLUMNS;
  const ofComponents = [...titled].map(([title, ofTitle]) =>
    summed(
      title,
      ({ sellerId }: (typeof lines)[number]) => sum(ofTitle.map((component) => amountFrom(sellerId, component))),
      writer.amount,
      OPTIONAL,
    ),
  );
  return listedTable("sellers", lines, ({ amount }) => amount, writer, [
    sellerColumn(namesOf(sellers), toOf, writer),
    summed(words.units, ({ units }) => units, writer.count, OPTIONAL),
    summed(words.base, (line) => line.base, writer.amount),
    ...(hasColumns ? ofComponents : []),
    summed(words.part, ({ amount }) => amount, writer.amount, { toOf: ({ sellerId }) => toOf(sellerId) }),
  ]);
}

/** What comes from sellers below, and the components that pay for it. */
interface TeamOfMonth {
  readonly sellers: readonly SellerRows[];
  readonly components: readonly ComponentBySeller[];
}

const sellerColumn = <Line extends { readonly sellerId: string }>(
  names: ReadonlyMap<string, string>,
  toOf: (sellerId: string) => string | undefined,
  writer: AccountWriter,
): TableColumn<Line> =>
  col(writer.words.sellers.seller, ({ sellerId }) => sellerCell(sellerId, names, toOf(sellerId), writer), {
    total: writer.text(writer.words.total),
  });

/** Sellers by what they bring, the most first; of very many the rest in one row. Sums are those of all. */
function listedTable<Line extends { readonly sellerId: string }>(
  id: string,
  lines: readonly Line[],
  amountOf: (line: Line) => bigint,
  writer: AccountWriter,
  columns: readonly TableColumn<Line>[],
): TableBlock {
  const { sellers } = writer.words;
  const weight = (line: Line) => (amountOf(line) < 0n ? -amountOf(line) : amountOf(line));
  const ordered = [...lines].sort((left, right) => Number(weight(right) - weight(left)) || compare(left.sellerId, right.sellerId));
  const [listed, others] = [ordered.slice(0, MAX_LISTED), ordered.slice(MAX_LISTED)];
  const ofAll = columns.map((column) => ({ ...column, total: column.total ?? column.totalOf?.(lines) }));
  const label = writer.text(sellers.more(formatCount(others.length)));
  const rest =
    others.length === 0 ? [] : [{ cells: columns.map(({ totalOf }, index) => (index === 0 ? label : (totalOf?.(others) ?? EMPTY))) }];
  return table({ id, caption: sellers.title, rest }, listed, ofAll);
}

/** A line of a month's earnings, minor units; base and units where it pays for credits. */
type ComponentRow = Pick<ExplainedComponent, "id" | "planId" | "version" | "amount"> & {
  readonly base?: bigint;
  readonly units?: bigint;
  readonly kind: ExplainedComponent["kind"];
};

/** Earnings by component, each leading to its reasons where there is a place for them; the last row is their sum. */
export function componentTable(
  rows: readonly ComponentRow[],
  plans: readonly Plan[],
  base: string | undefined,
  caption: string,
  writer: AccountWriter,
): TableBlock {
  const { words } = writer;
  const toOf = (row: ComponentRow) => (base === undefined ? undefined : componentPath(base, row));
  return table({ id: "components", caption }, rows, [
    col(
      words.component,
      (row) =>
        writer.text(writer.title(row.id, labelOf(plans, row)), {
          to: toOf(row),
          note: `${row.id} · ${words.plan(row.planId, row.version)}`,
        }),
      { total: writer.text(words.total) },
    ),
    num(words.base, (row) => paidForCell(row, writer), OPTIONAL),
    summed(words.amount, ({ amount }) => amount, writer.amount, { toOf }),
  ]);
}

function paidForCell({ kind, base, units }: ComponentRow, writer: AccountWriter): Cell {
  if (paysFor(kind) === "base" && base !== undefined) return writer.amount(base);
  return paysFor(kind) === "units" && units !== undefined ? writer.text(writer.words.unitCount(`${units}`)) : EMPTY;
}
