import { addMonths, lastDayOf, type Month, monthsBetween } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { formatDecimal } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import { byComponent } from "../../engine/earnings/explain.ts";
import { type EarningsInputs, earlierRowsOfYear, rowsOf } from "../../engine/earnings/inputs.ts";
import { mergeRows, type TallyRow } from "../../engine/earnings/tally.ts";
import { storeOn } from "../../engine/facts/advisor.ts";
import { type AttributeHistory, lastKnown } from "../../engine/facts/attributes.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { EarnedPart } from "./component-earnings.ts";
import { Dictionary } from "./dictionary.ts";
import { type AdvisorCells, FORMAT, type Heading, type KnownValues, type PartCells, type RowCells, type Whole, whole } from "./format.ts";

/** An advisor as a snapshot keeps them. */
export interface SnapshotAdvisor {
  readonly books: EarningsInputs;
  /** What the month earned the advisor, in the order of a statement. */
  readonly parts: readonly EarnedPart[];
  /** Settled earnings by month, minor units. */
  readonly settled: ReadonlyMap<Month, bigint>;
  readonly equityEligible: boolean;
  /** Where the parts are those of an assumption: what the month earns without it, minor units. */
  readonly inForce?: bigint | undefined;
  /** What the parts come to before rounding, millionths of a minor unit. */
  readonly unrounded?: bigint | undefined;
}

/** No equity rule looks back further. */
const LONGEST_WINDOW = 120;

/**
 * The snapshot of a month.
 * @param plans all plan versions, where nothing else tells which were known.
 */
export function writeSnapshot(
  month: Month,
  advisors: readonly SnapshotAdvisor[],
  ratedFacets: readonly string[],
  plans?: readonly Plan[],
): string {
  const writer = new Writer(month);
  const all = [...advisors]
    .sort((left, right) => compare(left.books.advisor.advisorId, right.books.advisor.advisorId))
    .map((each) => ({ ...each, rows: rowsOf(each.books, month), earlier: mergeRows(earlierRowsOfYear(each.books, month)) }));
  for (const each of all) writer.meet(each);
  const lines = [writer.heading(ratedFacets, plans), ...all.map((each) => writer.cells(each))];
  return lines.map((line) => `${canonicalJson(line)}\n`).join("");
}

type Met = SnapshotAdvisor & { readonly rows: readonly TallyRow[]; readonly earlier: readonly TallyRow[] };
type Version = Pick<TallyRow, "planId" | "version">;

class Writer {
  readonly #month: Month;
  readonly #versions = new Dictionary<Version>(
    ({ planId, version }) => `${planId} ${version}`,
    (left, right) => compare(left.planId, right.planId) || left.version - right.version,
  );
  readonly #facets = new Dictionary<readonly string[]>((facets) => JSON.stringify(facets));
  readonly #discounts = new Dictionary<string>((name) => name);
  readonly #products = new Dictionary<string>((product) => product);
  readonly #parts = new Dictionary<EarnedPart>(({ id, planId, version }) => JSON.stringify([id, planId, version]), byComponent);
  readonly #stores = new Map<string, KnownValues>();

  constructor(month: Month) {
    this.#month = month;
  }

  /** Takes in what an advisor has in common with others. */
  meet({ books, parts, rows, earlier }: Met): void {
    for (const row of [...rows, ...earlier]) {
      this.#versions.add(row);
      this.#facets.add(row.facets);
      for (const name of Object.keys(row.discounts)) this.#discounts.add(name);
    }
    for (const part of parts) {
      this.#versions.add(part);
      this.#parts.add(part);
      for (const [product] of part.products) this.#products.add(product);
    }
    const storeId = storeOn(books.advisor, lastDayOf(this.#month));
    if (storeId === undefined || this.#stores.has(storeId)) return;
    this.#stores.set(storeId, knownValues(books.terms.storeHistory(storeId), this.#month));
  }

  heading(ratedFacets: readonly string[], plans: readonly Plan[] | undefined): Heading {
    return {
      format: FORMAT,
      month: this.#month,
      ratedFacets,
      versions: this.#versions.sorted().map(({ planId, version }) => [planId, version]),
      facets: this.#facets.sorted(),
      discounts: this.#discounts.sorted(),
      products: this.#products.sorted(),
      parts: this.#parts.sorted().map((part) => [part.kind, part.id, this.#versions.placeOf(part)]),
      stores: Object.fromEntries(this.#stores),
      plans,
    };
  }

  cells({ books, parts, settled, equityEligible, inForce, unrounded, rows, earlier }: Met): AdvisorCells {
    return {
      advisor: books.advisor,
      attributes: knownValues(books.attributes, this.#month),
      rows: this.#rowsCells(rows),
      earlier: this.#rowsCells(earlier),
      parts: parts.map((part) => this.#partCells(part)),
      settled: settledCells(settled, this.#month),
      equity: equityEligible,
      ...(inForce === undefined ? {} : { inForce: whole(inForce) }),
      ...(unrounded === undefined ? {} : { unrounded: whole(unrounded) }),
    };
  }

  #rowsCells(rows: readonly TallyRow[]): RowCells[] {
    const cells = rows.map((row): [number, number, ...Whole[]] => [
      this.#versions.placeOf(row),
      this.#facets.placeOf(row.facets),
      ...[row.count, row.units, row.price, row.refunded, row.cost].map(whole),
      ...Object.entries(row.discounts)
        .map(([name, amount]): [number, Whole] => [this.#discounts.placeOf(name), whole(amount)])
        .sort(([a], [b]) => a - b)
        .flat(),
    ]);
    return cells.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  }

  #partCells(part: EarnedPart): PartCells {
    return [this.#parts.placeOf(part), ...part.products.flatMap(([product, amount]) => [this.#products.placeOf(product), whole(amount)])];
  }
}

function knownValues(history: AttributeHistory | undefined, month: Month): KnownValues {
  const known = [...(history?.keys() ?? [])].flatMap((key) => {
    const last = lastKnown(history, key, month);
    return last === undefined ? [] : [[key, [last.month, formatDecimal(last.value)]] as const];
  });
  return Object.fromEntries(known);
}

function settledCells(settled: ReadonlyMap<Month, bigint>, month: Month): AdvisorCells["settled"] {
  const earliest = addMonths(month, 1 - LONGEST_WINDOW);
  const first = [...settled.keys()].filter((each) => each >= earliest && each <= month).sort()[0];
  if (first === undefined) return [];
  const months = Array.from({ length: monthsBetween(first, month) + 1 }, (_, index) => addMonths(first, index));
  return [first, ...months.map((each) => whole(settled.get(each) ?? 0n))];
}
