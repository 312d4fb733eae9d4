import { addMonths, januaryOf, type Month } from "../calendar/month.ts";
import { attributeFor, type FoundAttribute } from "../earnings/attribute-lookup.ts";
import type { Books, Terms } from "../earnings/books.ts";
import type { TallyRow } from "../earnings/tally.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { AttributeHistory } from "../facts/attributes.ts";
import { type Decimal, parseDecimal } from "../money/decimal.ts";
import { sum } from "../money/rounding.ts";
import type { PlanBook } from "../plan/plan-book.ts";
import type { Plan } from "../plan/schema.ts";
import type { EarnedPart } from "./earned-parts.ts";
import { type AdvisorCells, FORMAT, type Heading, type KnownValues, type PartCells, type RowCells } from "./snapshot.ts";

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

  row([version = 0, facets = 0, count = 0, units = 0, price = 0, refunded = 0, cost = 0, ...discounts]: RowCells): TallyRow {
    const [planId, number] = placed(this.#heading.versions, version);
    return {
      planId,
      version: number,
      facets: placed(this.#facets, facets),
      count: BigInt(count),
      units: BigInt(units),
      price: BigInt(price),
      refunded: BigInt(refunded),
      cost: BigInt(cost),
      discounts: discounts.length === 0 ? NO_DISCOUNTS : Object.fromEntries(pairs(discounts, this.#heading.discounts)),
    };
  }

  part([place = 0, ...amounts]: PartCells): EarnedPart {
    const [kind, id, at] = placed(this.#heading.parts, place);
    const [planId, version] = placed(this.#heading.versions, at);
    const products = pairs(amounts, this.#heading.products);
    return { kind, id, planId, version, amount: sum(products.map(([, amount]) => amount)), products };
  }

  planIdOf([version = 0]: RowCells): string {
    return placed(this.#heading.versions, version)[0];
  }
}

/** An advisor's books of a month. What is not asked for is not made ready. */
export class AdvisorSnapshot {
  readonly advisor: Advisor;
  readonly equityEligible: boolean;
  readonly snapshot: Snapshot;
  readonly #cells: AdvisorCells;

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

  /** What the month earned her, in the order of a statement. */
  parts(): EarnedPart[] {
    return this.#cells.parts.map((part) => this.snapshot.part(part));
  }

  /** Settled earnings by month, minor units. */
  settled(): Map<Month, bigint> {
    const [first, ...amounts] = this.#cells.settled;
    return new Map(first === undefined ? [] : amounts.map((amount, index) => [addMonths(first, index), BigInt(amount)]));
  }

  /** An attribute of hers for the month. */
  attribute(key: string): FoundAttribute | undefined {
    return attributeFor(key, this.snapshot.month, this.advisor, historyOf(this.#cells.attributes), (storeId) =>
      this.snapshot.store(storeId),
    );
  }

  /** Her books under a book of plans: good for this month alone, as the year's earlier months are one sum. */
  books(plans: PlanBook): Books {
    const { month } = this.snapshot;
    const rows = new Map<Month, TallyRow[]>();
    // Whichever earlier month they stand under: an annual ladder asks for all of them together.
    if (this.#cells.earlier.length > 0)
      rows.set(
        januaryOf(month),
        this.#cells.earlier.map((row) => this.snapshot.row(row)),
      );
    if (this.#cells.rows.length > 0)
      rows.set(
        month,
        this.#cells.rows.map((row) => this.snapshot.row(row)),
      );
    return { advisor: this.advisor, terms: this.snapshot.termsUnder(plans), attributes: historyOf(this.#cells.attributes), rows };
  }
}

const NO_DISCOUNTS: TallyRow["discounts"] = Object.freeze({});

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

function placed<Value>(values: readonly Value[], place: number | string): Value {
  const value = values[Number(place)];
  if (value === undefined) throw new Error(`the snapshot names place ${place} of a list that ends before it`);
  return value;
}

function pairs(cells: readonly (number | string)[], names: readonly string[]): [string, bigint][] {
  const found: [string, bigint][] = [];
  for (let at = 0; at < cells.length; at += 2) found.push([placed(names, cells[at] ?? 0), BigInt(cells[at + 1] ?? 0)]);
  return found;
}
