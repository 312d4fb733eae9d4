import { changesBetween } from "../../base/json/diff.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { kindOf } from "./components/index.ts";
import { diffSteps } from "./diff-steps.ts";
import { order, type PlanChange } from "./plan-change.ts";
import type { Component, Where } from "./schema.ts";

/** What differs between the components of two versions, matched by id: those that went, then those that are. */
export function diffComponents(before: readonly Component[], after: readonly Component[]): PlanChange[] {
  const [known, stay] = [new Map(before.map((part) => [part.id, part])), new Set(after.map(({ id }) => id))];
  return [
    ...before
      .filter(({ id }) => !stay.has(id))
      .map((part): PlanChange => ({ kind: "component-removed", component: part.id, content: part })),
    ...after.flatMap((part): PlanChange[] => {
      const was = known.get(part.id);
      return was === undefined ? [{ kind: "component-added", component: part.id, content: part }] : diffComponent(was, part);
    }),
    ...order("components", before, after),
  ];
}

function diffComponent(before: Component, after: Component): PlanChange[] {
  const component = after.id;
  if (before.kind !== after.kind) return [{ kind: "component-kind", component, before, after }];
  const [was, is] = [kindOf(before).takeApart(before), kindOf(after).takeApart(after)];
  return [
    ...(was.rate === is.rate ? [] : [{ kind: "rate" as const, component, before: was.rate, after: is.rate }]),
    ...(was.amount === is.amount || was.amount === undefined || is.amount === undefined
      ? []
      : [{ kind: "amount" as const, component, before: was.amount, after: is.amount }]),
    ...diffSteps(component, was.tiers, is.tiers),
    ...diffRows(component, was.rows, is.rows),
    ...diffWhere("where", component, was.where, is.where),
    ...diffWhere("of", component, was.of, is.of),
    ...changesBetween({ components: { [component]: was.rest } }, { components: { [component]: is.rest } }).map(
      (change): PlanChange => ({ kind: "field", ...change }),
    ),
  ];
}

function diffWhere(kind: "where" | "of", component: string, before: Where | undefined, after: Where | undefined): PlanChange[] {
  // Measuring nothing in particular is not the same as measuring what the component itself matches.
  if ((before === undefined) !== (after === undefined) && Object.keys(before ?? after ?? {}).length === 0) {
    return [{ kind: "field", path: `components.${component}.${kind}`, before, after }];
  }
  const facets = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return facets.flatMap((facet): PlanChange[] => {
    const [was, is] = [valuesOf(before, facet), valuesOf(after, facet)];
    return canonicalJson(was ?? null) === canonicalJson(is ?? null) ? [] : [{ kind, component, facet, before: was, after: is }];
  });
}

const valuesOf = (where: Where | undefined, facet: string): readonly string[] | undefined =>
  where !== undefined && Object.hasOwn(where, facet) ? where[facet] : undefined;

interface Row {
  readonly where: Where;
  readonly rate: string;
}

/** What differs between the rows of two tables. A row is known by its condition; of several with one condition, by its place among them. */
export function diffRows(component: string, before: readonly Row[] = [], after: readonly Row[] = []): PlanChange[] {
  const [was, is] = [byCondition(before), byCondition(after)];
  const changes: PlanChange[] = [];
  for (const [key, { where, rate }] of was) {
    const now = is.get(key);
    if (now === undefined) changes.push({ kind: "row-removed", component, where, rate });
    else if (now.rate !== rate) changes.push({ kind: "row-rate", component, where, before: rate, after: now.rate });
  }
  for (const [key, { where, rate }] of is) if (!was.has(key)) changes.push({ kind: "row-added", component, where, rate });
  const stay = (rows: ReadonlyMap<string, Row>, others: ReadonlyMap<string, Row>) => [...rows.keys()].filter((key) => others.has(key));
  if (canonicalJson(stay(was, is)) !== canonicalJson(stay(is, was))) changes.push({ kind: "rows-moved", component });
  return changes;
}

function byCondition(rows: readonly Row[]): Map<string, Row> {
  const known = new Map<string, Row>();
  for (const row of rows) {
    const condition = canonicalJson(row.where);
    let place = 0;
    while (known.has(`${place} ${condition}`)) place += 1;
    known.set(`${place} ${condition}`, row);
  }
  return known;
}
