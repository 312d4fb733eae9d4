import { lastDayOf, type Month, monthOfDay } from "../../base/calendar/month.ts";
import type { Decimal } from "../../base/money/decimal.ts";
import { ONE } from "../../base/money/decimal.ts";
import { type Ratio, ratioOf, times } from "../../base/money/ratio.ts";
import { roundHalfAway } from "../../base/money/rounding.ts";
import { discountOf } from "../credits/credit.ts";
import { spellOfMonth } from "../facts/spells.ts";
import {
  type CompiledBonus,
  type CompiledCap,
  type CompiledFactor,
  type CompiledFlat,
  type CompiledGuarantee,
  type CompiledLadder,
  type CompiledPlan,
  type CompiledShare,
  compile,
  type Matcher,
  partsMatching,
} from "../plan/compile.ts";
import { type FoundAttribute, tenureMonths } from "./attribute-lookup.ts";
import { attributeOf, type Books, earlierRowsOfYear, rowsOf } from "./inputs.ts";
import type { TallyRow } from "./tally.ts";
import { climb, type LadderRate } from "./tiers.ts";

/** A factor as it was applied. */
export interface AppliedFactor {
  readonly factor: CompiledFactor;
  readonly found: FoundAttribute | undefined;
  readonly applied: Decimal;
}

/** What a share or flat pays for each minor unit of base, or for each unit, and how that came about. */
export interface Pay {
  /** Of the base (share), or minor units for a unit (flat), factors included. */
  readonly perUnit: Ratio;
  readonly ladder: LadderRate | undefined;
  readonly factors: readonly AppliedFactor[];
}

/** A share or flat of one plan version that has a credit to pay for, even where it comes to 0. */
export interface PaidPart extends Pay {
  readonly part: CompiledShare | CompiledFlat;
  readonly plan: CompiledPlan;
  /** The sum of its credits' bases, minor units. */
  readonly base: bigint;
  readonly units: bigint;
  readonly amount: bigint;
}

/** A bonus, cap or guarantee that changed what stood. */
export interface MonthPart {
  readonly part: CompiledBonus | CompiledCap | CompiledGuarantee;
  readonly plan: CompiledPlan;
  /** What was measured (bonus), or stood before (cap, guarantee). */
  readonly measured: bigint;
  /** Its effect; not 0. */
  readonly amount: bigint;
}

/** What the plans make of an advisor's facts in a month. */
export interface Earnings {
  readonly month: Month;
  /** Minor units: the sum of all parts. */
  readonly amount: bigint;
  readonly paid: readonly PaidPart[];
  readonly ofMonth: readonly MonthPart[];
  /** Whether the month has any credit, one that pays nothing included. */
  readonly hasCredits: boolean;
  /** The plan version in force on the month's last day. */
  readonly plan: CompiledPlan | undefined;
}

/** Computes an advisor's earnings of a month, with all that is needed to explain them. A pure function of the books. */
export function evaluate(books: Books, month: Month): Earnings {
  const { advisor, terms } = books;
  const rater = new Rater(books, month);
  const paid = rater.paidParts();
  const inForce = terms.plans.forAdvisor(advisor, lastDayOf(month));
  const plan = inForce && compile(inForce, terms.ratedFacets);
  let standing = 0n;
  for (const { amount } of paid) standing += amount;
  const ofMonth = plan === undefined ? [] : monthParts(plan, rater, standing);
  for (const { amount } of ofMonth) standing += amount;
  return { month, amount: standing, paid, ofMonth, hasCredits: rater.rows.length > 0, plan };
}

/**
 * What a share or flat would pay for a unit or a fen of base with the month's measures and attributes as they stand
 * in the books, whether or not it has a credit: the rate at which a changed fact is settled.
 */
export function payOf(books: Books, month: Month, part: CompiledShare | CompiledFlat): Pay {
  return new Rater(books, month).payOf(part);
}

/** A row's base under its own plan version, minor units. */
export function baseOf(
  { less }: CompiledPlan,
  { price, refunded, cost, discounts }: Pick<TallyRow, "price" | "refunded" | "cost" | "discounts">,
): bigint {
  let base = price;
  if (less.refunded) base -= refunded;
  if (less.cost) base -= cost;
  // Most credits have none or one, whatever the plan takes off.
  for (const name in discounts) if (less.discounts.includes(name)) base -= discountOf(discounts, name);
  return base;
}

interface RatedRow {
  readonly row: TallyRow;
  readonly plan: CompiledPlan;
  readonly base: bigint;
}

class Rater {
  readonly rows: readonly RatedRow[];
  readonly #books: Books;
  readonly #month: Month;
  #earlier: readonly RatedRow[] | undefined;

  constructor(books: Books, month: Month) {
    this.#books = books;
    this.#month = month;
    this.rows = rated(books, rowsOf(books, month));
  }

  /** Every share and flat for which any credit of its version matches. */
  paidParts(): PaidPart[] {
    const parts: PaidPart[] = [];
    for (const [plan, sums] of this.#sumsByPart()) {
      for (const [place, part] of plan.parts.entries()) {
        const sum = sums[place];
        if (sum === undefined) continue;
        const pay = this.payOf(part);
        const paidFor = part.kind === "share" ? sum.base : sum.units;
        const amount = roundHalfAway(paidFor * pay.perUnit.numerator, pay.perUnit.denominator);
        parts.push({
          perUnit: pay.perUnit,
          ladder: pay.ladder,
          factors: pay.factors,
          part,
          plan,
          base: sum.base,
          units: sum.units,
          amount,
        });
      }
    }
    return parts;
  }

  /** For each plan version the sums of base and units by the place of its parts; none where no credit matches. */
  #sumsByPart(): Map<CompiledPlan, ({ base: bigint; units: bigint } | undefined)[]> {
    const byPlan = new Map<CompiledPlan, ({ base: bigint; units: bigint } | undefined)[]>();
    for (const { row, plan, base } of this.rows) {
      let sums = byPlan.get(plan);
      if (sums === undefined) {
        sums = [];
        byPlan.set(plan, sums);
      }
      for (const place of partsMatching(plan, row.facets)) {
        const sum = sums[place];
        if (sum === undefined) sums[place] = { base, units: row.units };
        else {
          sum.base += base;
          sum.units += row.units;
        }
      }
    }
    return byPlan;
  }

  payOf(part: CompiledShare | CompiledFlat): Pay {
    const factors = part.factors.map((factor) => this.#apply(factor));
    const ladder = part.kind === "share" && "ladder" in part.pays ? this.#climb(part.pays.ladder) : undefined;
    let perUnit =
      part.kind === "flat"
        ? { numerator: part.amount, denominator: 1n }
        : (ladder?.rate ?? ratioOf("rate" in part.pays ? part.pays.rate : 0n));
    for (const { applied } of factors) if (applied !== ONE) perUnit = times(perUnit, applied);
    return { perUnit, ladder, factors };
  }

  /** The month's sales or units of the credits that match, of all plans and versions. */
  measure(measure: "sales" | "units", of: Matcher): bigint {
    return measured(this.rows, measure, of);
  }

  tenureMonths(): number {
    return tenureMonths(this.#books.advisor, this.#month);
  }

  /** Whether the month's spell had ended before the month. */
  hasLeft(): boolean {
    const { to } = spellOfMonth(this.#books.advisor, this.#month);
    return to !== undefined && this.#month > monthOfDay(to);
  }

  #climb(ladder: CompiledLadder): LadderRate {
    let earlier = 0n;
    if (ladder.period === "year") {
      this.#earlier ??= rated(this.#books, earlierRowsOfYear(this.#books, this.#month));
      earlier = measured(this.#earlier, ladder.measure, ladder.of);
    }
    return climb(ladder, earlier, this.measure(ladder.measure, ladder.of));
  }

  #apply(factor: CompiledFactor): AppliedFactor {
    const found = attributeOf(this.#books, factor.by, this.#month);
    const step = found && factor.steps.findLast(({ from }) => from <= found.value);
    return { factor, found, applied: step?.factor ?? factor.default };
  }
}

/** Bonuses first, on shares and flats; then caps on what stands so far; guarantees last. Each effect that is not 0. */
function monthParts(plan: CompiledPlan, rater: Rater, sharesAndFlats: bigint): MonthPart[] {
  const parts: MonthPart[] = [];
  let standing = sharesAndFlats;
  const apply = (part: MonthPart["part"], measured: bigint, amount: bigint) => {
    if (amount === 0n) return;
    parts.push({ part, plan, measured, amount });
    standing += amount;
  };
  for (const bonus of plan.bonuses) {
    const measured = bonus.measure === "earnings" ? sharesAndFlats : rater.measure(bonus.measure, bonus.of);
    if (measured >= bonus.atLeast) apply(bonus, measured, bonus.amount);
  }
  for (const cap of plan.caps) if (standing > cap.amount) apply(cap, standing, cap.amount - standing);
  for (const guarantee of plan.guarantees) {
    const tenure = rater.tenureMonths();
    const holds = tenure >= 0 && tenure < guarantee.months && !rater.hasLeft();
    if (holds && standing < guarantee.amount) apply(guarantee, standing, guarantee.amount - standing);
  }
  return parts;
}

function rated({ terms }: Books, rows: readonly TallyRow[]): RatedRow[] {
  let plan: CompiledPlan | undefined;
  return rows.map((row) => {
    // Neighbours are mostly paid by one version.
    if (plan === undefined || plan.plan.version !== row.version || plan.plan.planId !== row.planId) {
      const version = terms.plans.version(row.planId, row.version);
      if (version === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
      plan = compile(version, terms.ratedFacets);
    }
    return { row, plan, base: baseOf(plan, row) };
  });
}

function measured(rows: readonly RatedRow[], measure: "sales" | "units", of: Matcher): bigint {
  let total = 0n;
  for (const rated of rows) if (of(rated.row.facets)) total += measure === "sales" ? rated.base : rated.row.units;
  return total;
}
