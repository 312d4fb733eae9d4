import type { Earnings } from "../../engine/earnings/evaluate.ts";
import { type EarningsInputs, rowsOf } from "../../engine/earnings/inputs.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import { compile, rowsMatching } from "../../engine/plan/compile.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { ComponentEvidence } from "./simulation.ts";

/** What one component met in one advisor's month. */
export type Met = Omit<ComponentEvidence, "kind">;

/**
 * What a draft's components met in an advisor's month, one that met nothing left out: a share or flat the credits that
 * the draft pays; a bonus the credits that count for it, where the draft is the advisor's plan; a cap or a guarantee none.
 */
export function evidenceOf(books: EarningsInputs, { month, plan: theirs, paid, ofMonth }: Earnings, draft: Plan): Met[] {
  const { plans, ratedFacets } = books.terms;
  const plan = compile(draft, ratedFacets);
  const met = new Map<string, Mutable>();
  const meet = (id: string): Mutable => {
    const known = met.get(id) ?? { id, credits: 0n, base: 0n, margin: 0n, cost: 0n, after: 0n };
    met.set(id, known);
    return known;
  };
  for (const row of rowsOf(books, month)) {
    const places = plans.version(row.planId, row.version) === draft ? rowsMatching(plan, row.facets) : [];
    const counting = theirs === plan ? plan.ofMonth.filter(({ of }) => of?.(row.facets)) : [];
    if (places.length === 0 && counting.length === 0) continue;
    const [base, margin] = [baseOf(plan, row), marginOf(row)];
    for (const place of places) add(meet(plan.rows[place]?.part.id ?? ""), row, base, margin);
    for (const { id } of counting) add(meet(id), row, base, margin);
  }
  for (const { part, plan: by, amount } of paid) if (by === plan) meet(part.id).after += amount;
  for (const { part, plan: by, amount } of ofMonth) if (by === plan) meet(part.id).after += amount;
  return [...met.values()];
}

type Mutable = { -readonly [Key in keyof Met]: Met[Key] };

function add(met: Mutable, row: TallyRow, base: bigint, margin: bigint): void {
  met.credits += row.count;
  met.base += base;
  met.margin += margin;
  met.cost += row.cost;
}

/** What is left of the price after everything. */
function marginOf({ price, refunded, cost, discounts }: TallyRow): bigint {
  let margin = price - refunded - cost;
  for (const name of Object.keys(discounts)) margin -= discounts[name] ?? 0n;
  return margin;
}

/** Sums of what a draft's components met: of all of them, be it nothing. */
export class EvidenceSums {
  readonly #sums: ReadonlyMap<string, { kind: string; met: Mutable }>;

  constructor({ components }: Pick<Plan, "components">) {
    this.#sums = new Map(
      components.map(({ id, kind }) => [id, { kind, met: { id, credits: 0n, base: 0n, margin: 0n, cost: 0n, after: 0n } }]),
    );
  }

  add(evidence: Iterable<Met>): void {
    for (const { id, credits, base, margin, cost, after } of evidence) {
      const sum = this.#sums.get(id)?.met;
      if (sum === undefined) continue;
      sum.credits += credits;
      sum.base += base;
      sum.margin += margin;
      sum.cost += cost;
      sum.after += after;
    }
  }

  /** In the draft's order. */
  all(): ComponentEvidence[] {
    return [...this.#sums.values()].map(({ kind, met }) => ({ ...met, kind }));
  }
}
