import { type Amounts, type Credit, discountOf } from "../credits/credit.ts";

/** Sums over credits. Minor units; `units` and `count` are counts. */
export interface Sums extends Amounts {
  /** How many credits there are, refunded ones included: a row without any is no row. */
  readonly count: bigint;
}

/** Sums over credits that one plan version pays and whose rated facets are equal. */
export interface TallyRow extends Sums {
  readonly planId: string;
  readonly version: number;
  /** Values of the rated facets in their order; "" for none. */
  readonly facets: readonly string[];
}

/** Rows by their key. */
export type Tally = ReadonlyMap<string, TallyRow>;

/** What tells rows apart: plan version and rated facets. */
export function rowKey({ planId, version, facets }: Pick<TallyRow, "planId" | "version" | "facets">): string {
  return JSON.stringify([planId, version, ...facets]);
}

/** The row of a single credit; the credit must have a plan. */
export function rowOf({ recipient, facets, amounts }: Credit): TallyRow {
  const { planId, version } = recipient;
  if (planId === undefined || version === undefined) throw new Error(`a waiting credit of ${recipient.advisorId} has no row`);
  return { ...amounts, planId, version, facets, count: 1n };
}

export function tallyOf(credits: Iterable<Credit>): Tally {
  const tally = new Map<string, TallyRow>();
  for (const credit of credits) addRow(tally, rowOf(credit));
  return tally;
}

/** The sum of tallies. Rows without a count are left out, and discounts that sum to 0: only the facts' past tells of them. */
export function mergeRows(rows: Iterable<TallyRow>): TallyRow[] {
  return mergePart(rows).filter(({ count }) => count !== 0n);
}

/**
 * The same of a part, to which more is added later: the counts of different orders may cancel out in it while their
 * amounts don't, so only rows that hold nothing at all are left out.
 */
export function mergePart(rows: Iterable<TallyRow>): TallyRow[] {
  const tally = new Map<string, TallyRow>();
  for (const row of rows) addRow(tally, row);
  return [...tally.values()].filter((row) => !isNil(row)).map(withoutEmptyDiscounts);
}

/** Adds a row to a tally that is being built. */
export function addRow(tally: Map<string, TallyRow>, row: TallyRow): void {
  addUnder(tally, rowKey(row), row);
}

/** The same of rows of any kind, under the key that tells them apart. */
export function addUnder<Row extends Sums>(tally: Map<string, Row>, key: string, row: Row): void {
  const known = tally.get(key);
  tally.set(key, known === undefined ? row : addRows(known, row));
}

/** The row that takes another away when added. */
export function negate<Row extends Sums>(row: Row): Row {
  return {
    ...row,
    price: -row.price,
    refunded: -row.refunded,
    cost: -row.cost,
    units: -row.units,
    count: -row.count,
    discounts: Object.fromEntries(Object.entries(row.discounts).map(([name, amount]) => [name, -amount])),
  };
}

/** Whether adding the row changes nothing. */
export function isNil({ price, refunded, cost, units, count, discounts }: Sums): boolean {
  return (
    price === 0n &&
    refunded === 0n &&
    cost === 0n &&
    units === 0n &&
    count === 0n &&
    Object.values(discounts).every((amount) => amount === 0n)
  );
}

function withoutEmptyDiscounts(row: TallyRow): TallyRow {
  const named = Object.entries(row.discounts);
  const left = named.filter(([, amount]) => amount !== 0n);
  return left.length === named.length ? row : { ...row, discounts: Object.fromEntries(left) };
}

function addRows<Row extends Sums>(left: Row, right: Row): Row {
  const discounts: Record<string, bigint> = { ...left.discounts };
  for (const [name, amount] of Object.entries(right.discounts)) discounts[name] = discountOf(discounts, name) + amount;
  return {
    ...left,
    price: left.price + right.price,
    refunded: left.refunded + right.refunded,
    cost: left.cost + right.cost,
    units: left.units + right.units,
    count: left.count + right.count,
    discounts,
  };
}
