import { canonicalJson } from "../../base/json/exact-json.ts";
import type { PlanChange } from "./plan-change.ts";
import type { Where } from "./schema.ts";

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
