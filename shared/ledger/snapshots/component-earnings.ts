import { apportion } from "../../base/money/largest-remainder.ts";
import { compare } from "../../base/text/compare.ts";
import type { Earnings } from "../../engine/earnings/evaluate.ts";
import { byComponent } from "../../engine/earnings/explain.ts";
import { type EarningsInputs, rowsOf } from "../../engine/earnings/inputs.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import { type PaidPart, weighed } from "../../engine/earnings/pay.ts";
import { type CompiledPlan, compile, rowsMatching } from "../../engine/plan/compile.ts";
import type { Component } from "../../engine/plan/schema.ts";

/** What one component of one plan version earned an advisor in a month, and for which products. Minor units. */
export interface EarnedPart {
  readonly kind: Component["kind"];
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly amount: bigint;
  /** By product, sorted; they sum to the amount. Of what no credit caused, all is of product "". */
  readonly products: readonly ProductAmount[];
}

export type ProductAmount = readonly [product: string, amount: bigint];

/** The components of a month's earnings in the order of a statement, each split over the products of its credits. */
export function earnedParts(books: EarningsInputs, { month, paid, ofMonth }: Earnings): EarnedPart[] {
  const sums = paid.length === 0 ? undefined : sumsByProduct(books, month);
  const parts: EarnedPart[] = [];
  for (const each of paid) parts.push(partOf(each, productsOf(each, sums?.get(each.plan)?.get(each.part))));
  for (const each of ofMonth) parts.push(partOf(each, [["", each.amount]]));
  return parts.length > 1 ? parts.sort(byComponent) : parts;
}

function partOf(
  { part, plan, amount }: Pick<PaidPart, "amount" | "plan"> & { part: { kind: Component["kind"]; id: string } },
  products: readonly ProductAmount[],
): EarnedPart {
  return { kind: part.kind, id: part.id, planId: plan.plan.planId, version: plan.plan.version, amount, products };
}

/** What a part's rate is multiplied with, by product. */
type Sums = Map<PaidPart["part"], Map<string, bigint>>;

function sumsByProduct(books: EarningsInputs, month: string): Map<CompiledPlan, Sums> {
  const { plans, ratedFacets } = books.terms;
  const place = ratedFacets.indexOf("product");
  const byPlan = new Map<CompiledPlan, Sums>();
  for (const row of rowsOf(books, month)) {
    const version = plans.version(row.planId, row.version);
    if (version === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
    const plan = compile(version, ratedFacets);
    const product = row.facets[place] ?? "";
    const sums: Sums = byPlan.get(plan) ?? new Map();
    byPlan.set(plan, sums);
    let base: bigint | undefined;
    for (const at of rowsMatching(plan, row.facets)) {
      const paid = plan.rows[at];
      if (paid === undefined) continue;
      base ??= baseOf(plan, row);
      add(sums, paid.part, product, weighed(paid.part, paid.row, { base, units: row.units }));
    }
  }
  return byPlan;
}

function add(sums: Sums, part: PaidPart["part"], product: string, measure: bigint): void {
  const known = sums.get(part);
  if (known === undefined) sums.set(part, new Map([[product, measure]]));
  else known.set(product, (known.get(product) ?? 0n) + measure);
}

/** The fen that rounding leaves over go to the largest remainders, of equal ones to the product that sorts first. */
function productsOf({ amount, perUnit }: PaidPart, sums: ReadonlyMap<string, bigint> | undefined): ProductAmount[] {
  if (sums === undefined) return [["", amount]];
  if (sums.size === 1) for (const product of sums.keys()) return [[product, amount]];
  const measures = [...sums].sort(([a], [b]) => compare(a, b));
  const amounts = apportion(
    measures.map(([, measure]) => measure * perUnit.numerator),
    perUnit.denominator,
    amount,
  );
  return measures.map(([product], index) => [product, amounts[index] ?? 0n]);
}
