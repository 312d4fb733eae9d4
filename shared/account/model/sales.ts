import type { Books } from "../../engine/earnings/inputs.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import { compile } from "../../engine/plan/compile.ts";

/** The sum of rows' bases, each by its own plan version, and how many credits they hold. Of all roles. Minor units. */
export function salesOf({ terms }: Books, rows: readonly TallyRow[]): { readonly sales: bigint; readonly credits: bigint } {
  let [sales, credits] = [0n, 0n];
  for (const row of rows) {
    const plan = terms.plans.version(row.planId, row.version);
    if (plan === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
    sales += baseOf(compile(plan, terms.ratedFacets), row);
    credits += row.count;
  }
  return { sales, credits };
}
