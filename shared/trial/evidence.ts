import type { Books } from "../earnings/books.ts";
import { rowsOf } from "../earnings/books.ts";
import { baseOf, type Earnings } from "../earnings/evaluate.ts";
import type { TallyRow } from "../earnings/tally.ts";
import { sum } from "../money/rounding.ts";
import { type CompiledPlan, compile, type Matcher } from "../plan/compile.ts";
import type { Plan } from "../plan/schema.ts";
import type { ComponentEvidence } from "./trial.ts";

/** What a draft's components met, by their ids. */
export type Evidence = ReadonlyMap<string, ComponentEvidence>;

/**
 * What each of a draft's components met in an advisor's month: a share or flat the credits that the draft pays; a bonus
 * the credits that count for it, where the draft is her plan; a cap or a guarantee none.
 */
export function evidenceOf(books: Books, earnings: Earnings, draft: Plan): Evidence | undefined {
  const { plans, ratedFacets } = books.terms;
  const all = rowsOf(books, earnings.month);
  const plan = compile(draft, ratedFacets);
  const paid = all.filter(({ planId, version }) => plans.version(planId, version) === draft);
  const isHers = earnings.plan === plan;
  if (paid.length === 0 && !isHers) return undefined;
  const evidence = new Map<string, ComponentEvidence>();
  for (const { id, kind, where } of plan.parts) evidence.set(id, { id, kind, ...metBy(where, paid, plan), after: 0n });
  for (const { id, kind, of } of plan.bonuses) evidence.set(id, { id, kind, ...metBy(of, isHers ? all : [], plan), after: 0n });
  for (const { id, kind } of [...plan.caps, ...plan.guarantees]) evidence.set(id, { id, kind, ...NOTHING, after: 0n });
  for (const { part, plan: by, amount } of [...earnings.paid, ...earnings.ofMonth]) {
    const known = by === plan ? evidence.get(part.id) : undefined;
    if (known !== undefined) evidence.set(part.id, { ...known, after: known.after + amount });
  }
  return evidence;
}

type Met = Pick<ComponentEvidence, "credits" | "base" | "margin" | "cost">;
const NOTHING: Met = { credits: 0n, base: 0n, margin: 0n, cost: 0n };

function metBy(matches: Matcher, rows: readonly TallyRow[], plan: CompiledPlan): Met {
  let { credits, base, margin, cost } = NOTHING;
  for (const row of rows) {
    if (!matches(row.facets)) continue;
    credits += row.count;
    base += baseOf(plan, row);
    margin += row.price - row.refunded - row.cost - sum(Object.values(row.discounts));
    cost += row.cost;
  }
  return { credits, base, margin, cost };
}

/** Two advisors' or two parts' evidence as one. */
export function addEvidence(a: ComponentEvidence, b: ComponentEvidence): ComponentEvidence {
  return {
    id: a.id,
    kind: a.kind,
    credits: a.credits + b.credits,
    base: a.base + b.base,
    margin: a.margin + b.margin,
    cost: a.cost + b.cost,
    after: a.after + b.after,
  };
}
