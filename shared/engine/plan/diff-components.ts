import { changesBetween } from "../../base/json/diff.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { kindOf } from "./components/index.ts";
import type { Tiers } from "./components/tiers.ts";
import { order, type PlanChange, type StepFrom } from "./plan-change.ts";
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

interface Step {
  readonly from: StepFrom;
  readonly rate: string;
}

/**
 * What differs between two ladders. A step is known by where it begins; one that is gone, and one that is new at the
 * same rate between the same neighbours, is one that moved. Where another thing is measured, all steps are others.
 */
function diffSteps(component: string, tiersBefore: Tiers | undefined, tiersAfter: Tiers | undefined): PlanChange[] {
  const before: readonly Step[] = tiersBefore?.steps ?? [];
  const after: readonly Step[] = tiersAfter?.steps ?? [];
  const measures = {
    before: tiersBefore?.measure ?? tiersAfter?.measure ?? "sales",
    after: tiersAfter?.measure ?? tiersBefore?.measure ?? "sales",
  };
  const gone = (step: Step): PlanChange => ({ kind: "tier-removed", component, measure: measures.before, ...pick(step) });
  const added = (step: Step): PlanChange => ({ kind: "tier-added", component, measure: measures.after, ...pick(step) });
  const measure = measures.after;
  if (measures.before !== measure) return [...before.map(gone), ...after.map(added)];
  const is = new Map(after.map((step) => [step.from, step]));
  const was = new Map(before.map((step) => [step.from, step]));
  const moved = movedSteps(before, after);
  const movedTo = new Set(moved.values());
  const told: { readonly at: StepFrom; readonly change: PlanChange }[] = [];
  for (const step of before) {
    const [stays, to] = [is.get(step.from), moved.get(step.from)];
    if (to !== undefined) {
      told.push({ at: to, change: { kind: "tier-moved", component, measure, before: step.from, after: to, rate: step.rate } });
    } else if (stays === undefined) {
      told.push({ at: step.from, change: gone(step) });
    } else if (stays.rate !== step.rate) {
      told.push({
        at: step.from,
        change: { kind: "tier-rate", component, measure, from: step.from, before: step.rate, after: stays.rate },
      });
    }
  }
  for (const step of after) if (!was.has(step.from) && !movedTo.has(step.from)) told.push({ at: step.from, change: added(step) });
  return told.sort((left, right) => Number(left.at) - Number(right.at)).map(({ change }) => change);
}

/** From where to where steps moved: neither place is a step's in the other ladder, and the steps on both sides are the same. */
function movedSteps(before: readonly Step[], after: readonly Step[]): Map<StepFrom, StepFrom> {
  const moved = new Map<StepFrom, StepFrom>();
  if (before.length !== after.length) return moved;
  const [froms, tos] = [new Set(before.map(({ from }) => from)), new Set(after.map(({ from }) => from))];
  for (const [place, step] of before.entries()) {
    const other = after[place];
    if (other === undefined || tos.has(step.from) || froms.has(other.from) || other.rate !== step.rate) continue;
    moved.set(step.from, other.from);
  }
  return moved;
}

const pick = ({ from, rate }: Step): Step => ({ from, rate });
