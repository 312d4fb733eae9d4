import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { MAX_LOGGED_ENTRIES } from "../../proposals/model/entries.ts";
import type { ScoresContent } from "./content.ts";

/** Scores by subject, month and name: advisors.li.2026-10.serviceScore. */
export function scoreChanges(before: ScoresContent["entries"], { entries, source }: ScoresContent): FieldChange[] {
  const told = [{ path: "source", after: source }];
  const changes = changesBetween(bySubject(before), bySubject(entries)).flatMap(leaves);
  return changes.length > MAX_LOGGED_ENTRIES ? [...told, { path: "entries", after: entries.length }] : [...told, ...changes];
}

type Tree = { [name: string]: Tree | string };

function bySubject(entries: ScoresContent["entries"]): Tree {
  const tree = branch();
  for (const { advisorId, storeId, month, values } of entries) {
    const path = [advisorId === undefined ? "stores" : "advisors", advisorId ?? storeId ?? "", month];
    let place = tree;
    for (const name of path) {
      const next = place[name];
      const inside = typeof next === "object" ? next : branch();
      place[name] = inside;
      place = inside;
    }
    Object.assign(place, values);
  }
  return tree;
}

/** Without a prototype: an id may be called like anything. */
const branch = (): Tree => Object.create(null) as Tree;

/** What stands on one side only, value by value. */
function leaves({ path, before, after }: FieldChange): FieldChange[] {
  const whole = after ?? before;
  if (whole === null || typeof whole !== "object") return [{ path, before, after }];
  return Object.entries(whole).flatMap(([name, value]) =>
    leaves({ path: `${path}.${name}`, ...(after === undefined ? { before: value } : { after: value }) }),
  );
}
