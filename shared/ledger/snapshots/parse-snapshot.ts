import { addMonths, januaryOf, type Month } from "../../base/calendar/month.ts";
import { type Decimal, parseDecimal } from "../../base/money/money.ts";
import { type AttributeValue, attributeFor } from "../../engine/earnings/attribute-lookup.ts";
import type { EarningsInputs, Terms } from "../../engine/earnings/inputs.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { AttributeHistory } from "../../engine/facts/attributes.ts";
import { readsYear } from "../../engine/plan/components/index.ts";
import type { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { EarnedPart } from "./component-earnings.ts";
import { type AdvisorCells, FORMAT, type Heading, type KnownValues, type PartCells, type RowCells, type Whole } from "./format.ts";

/** Lists that stand in many snapshots: each is one object for all of them, so that what is remembered of it serves all. */
export class SharedLists {
  readonly #lists = new Map<string, readonly string[]>();

  of(list: readonly string[]): readonly string[] {
    const key = JSON.stringify(list);
    const known = this.#lists.get(key);
    if (known === undefined) this.#lists.set(key, list);
    return known ?? list;
  }
}

/** The books of a month as they lie in the archive. */
export class Snapshot {
  readonly month: Month;
  readonly ratedFacets: readonly string[];
  /** All plan versions that were known, where the snapshot tells. */
  readonly plans: readonly Plan[] | undefined;
  readonly advisors: readonly AdvisorSnapshot[];
  readonly #terms = new Map<PlanBook, Terms>();
  readonly #heading: Heading;
  readonly #facets: readonly (readonly string[])[];
  readonly #stores: ReadonlyMap<string, AttributeHistory>;
  readonly #looksBack = new Map<PlanBook, boolean>();

  /** @throws where the text is no snapshot of this form. */
  constructor(text: string, lists: SharedLists) {
    const [first = "", ...lines] = text.split("\n");
    const heading = JSON.parse(first) as Heading;
    if (heading.format !== FORMAT) throw new Error(`the snapshot is of another form than ${FORMAT}`);
    this.#heading = heading;
    this.#stores = new Map(Object.entries(heading.stores).map(([storeId, values]) => [storeId, historyOf(values)]));
    this.#facets = heading.facets.map((facets) => lists.of(facets));
    this.month = heading.month;
    this.ratedFacets = lists.of(heading.ratedFacets);
    this.plans = heading.plans;
    this.advisors = lines.filter((line) => line !== "").map((line) => new AdvisorSnapshot(JSON.parse(line) as AdvisorCells, this));
  }

  /** What is the same for all its advisors, under a book of plans. */
  termsUnder(plans: PlanBook): Terms {
    const known = this.#terms.get(plans);
    if (known !== undefined) return known;
    const terms: Terms = { plans, ratedFacets: this.ratedFacets, storeHistory: (storeId) => this.store(storeId) };
    this.#terms.set(plans, terms);
    return terms;
  }

  /** What was known of a store where an advisor was on the month's last day. */
  store(storeId: string): AttributeHistory | undefined {
    return this.#stores.get(storeId);
  }

  /** Whether of a plan no other version than this one pays any row. */
  paysOnly(planId: string, version: number | undefined): boolean {
    return this.#heading.versions.every(([of, number]) => of !== planId || number === version);
  }

  /** Whether any of its versions climbs over the year under a book of plans: only then the earlier months count. */
  looksBack(plans: PlanBook): boolean {
    let known = this.#looksBack.get(plans);
    if (known === undefined) {
      known = this.#heading.versions.some(([planId, version]) => plans.version(planId, version)?.components.some(readsYear) ?? true);
      this.#looksBack.set(plans, known);
    }
    return known;
  }

  row(cells: RowCells): TallyRow {
    const [planId, version] = placed(this.#heading.versions, cells[0]);
    let discounts = NO_DISCOUNTS;
    for (let at = 7; at < cells.length; at += 2) {
      const name = placed(this.#heading.discounts, cells[at]);
      const amount = integer(cells[at + 1]);
      discounts = at === 7 ? { [name]: amount } : { ...discounts, [name]: amount };
    }
    return {
      planId,
      version,
      facets: placed(this.#facets, cells[1]),
      count: integer(cells[2]),
      units: integer(cells[3]),
      price: integer(cells[4]),
      refunded: integer(cells[5]),
      cost: integer(cells[6]),
      discounts,
    };
  }

  part(cells: PartCells): EarnedPart {
    const [kind, id, at] = placed(this.#heading.parts, cells[0]);
    const [planId, version] = placed(this.#heading.versions, at);
    const products: [string, bigint][] = [];
    let amount = 0n;
    for (let at = 1; at < cells.length; at += 2) {
      const ofProduct = integer(cells[at + 1]);
      products.push([placed(this.#heading.products, cells[at]), ofProduct]);
      amount += ofProduct;
    }
    return { kind, id, planId, version, amount, products };
  }

  planIdOf(cells: RowCells): string {
    return placed(this.#heading.versions, cells[0])[0];
  }
}

/** An advisor's books of a month. What is not asked for is not made ready. */
export class AdvisorSnapshot {
  readonly advisor: Advisor;
  readonly equityEligible: boolean;
  readonly snapshot: Snapshot;
  readonly #cells: AdvisorCells;
  #history: AttributeHistory | undefined;

  constructor(cells: AdvisorCells, snapshot: Snapshot) {
    this.advisor = cells.advisor;
    this.equityEligible = cells.equity;
    this.snapshot = snapshot;
    this.#cells = cells;
  }

  /** Whether any row of the month or of the year's earlier ones is paid by a plan. */
  hasRowsOf(planId: string): boolean {
    const isOf = (row: RowCells) => this.snapshot.planIdOf(row) === planId;
    return this.#cells.rows.some(isOf) || this.#cells.earlier.some(isOf);
  }

  /** Whether the month has any credit. */
  get hasCredits(): boolean {
    return this.#cells.rows.length > 0;
  }

  /** What the month earns without the assumption that its parts are under, minor units; none where they are under none. */
  get inForce(): bigint | undefined {
    return this.#cells.inForce === undefined ? undefined : BigInt(this.#cells.inForce);
  }

  /** What the parts come to before rounding, millionths of a minor unit, where that was kept. */
  get unrounded(): bigint | undefined {
    return this.#cells.unrounded === undefined ? undefined : BigInt(this.#cells.unrounded);
  }

  /** What the month earned the advisor, in the order of a statement. */
  parts(): EarnedPart[] {
    return this.#cells.parts.map((part) => this.snapshot.part(part));
  }

  /** Settled earnings by month, minor units. */
  settled(): Map<Month, bigint> {
    const [first, ...amounts] = this.#cells.settled;
    return new Map(first === undefined ? [] : amounts.map((amount, index) => [addMonths(first, index), BigInt(amount)]));
  }

  /** The advisor's attribute for the month. */
  attribute(key: string): AttributeValue | undefined {
    return attributeFor(key, this.snapshot.month, this.advisor, this.#attributes(), (storeId) => this.snapshot.store(storeId));
  }

  /**
   * The advisor's books under a book of plans: good for this month alone, as the year's earlier months are one sum.
   * @param withEarlier whether they are among them; where no ladder looks back, nobody asks for them.
   */
  books(plans: PlanBook, withEarlier = true): EarningsInputs {
    const { month } = this.snapshot;
    const rows = new Map<Month, TallyRow[]>();
    const { earlier, rows: ofMonth } = this.#cells;
    const read = (cells: readonly RowCells[]) => cells.map((row) => this.snapshot.row(row));
    // Whichever earlier month they stand under: an annual ladder asks for all of them together.
    if (withEarlier && earlier.length > 0) rows.set(januaryOf(month), read(earlier));
    if (ofMonth.length > 0) rows.set(month, read(ofMonth));
    return { advisor: this.advisor, terms: this.snapshot.termsUnder(plans), attributes: this.#attributes(), rows };
  }

  #attributes(): AttributeHistory {
    this.#history ??= historyOf(this.#cells.attributes);
    return this.#history;
  }
}

const NO_DISCOUNTS: TallyRow["discounts"] = {};

function historyOf(values: KnownValues): AttributeHistory {
  return new Map(Object.entries(values).map(([key, [month, value]]) => [key, [{ month, value: decimalOf(value) }]]));
}

const decimals = new Map<string, Decimal>();

/** Scores are mostly the same few. */
function decimalOf(text: string): Decimal {
  const known = decimals.get(text) ?? parseDecimal(text);
  if (decimals.size < 10_000) decimals.set(text, known);
  return known;
}

function placed<Value>(values: readonly Value[], place: Whole | undefined): Value {
  const value = values[place as number];
  if (value === undefined) throw new Error(`the snapshot names place ${place} of a list that ends before it`);
  return value;
}

/** Most amounts of refunds and costs are 0. */
const integer = (cell: Whole | undefined): bigint => (cell === 0 ? 0n : BigInt(cell ?? 0));
