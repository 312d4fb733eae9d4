import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { MAX_LOGGED_ENTRIES } from "./limits.ts";

/** What the activity log says of entries that are proposed, one by one. */
export function entryChanges(name: string, source: string, entries: readonly unknown[]): FieldChange[] {
  const told = { path: "source", after: source };
  if (entries.length > MAX_LOGGED_ENTRIES) return [told, { path: "entries", after: entries.length }];
  return [told, ...entries.map((after, index) => ({ path: `${name}[${index}]`, after }))];
}
