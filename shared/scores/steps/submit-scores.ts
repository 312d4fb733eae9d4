import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { under } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { type Attributes, attributesSchema } from "../../engine/facts/attributes.ts";
import type { ScoresContent } from "../model/content.ts";
import { scoreChanges } from "../model/field-changes.ts";
import { type NumberRevisionsDeps, numberRevisions, storedFor, subjectKey } from "./number-revisions.ts";

/** Of more scores the activity log tells how many they are; what they replace needn't be read. */
const ENTRIES_COMPARED = 500;

const READS_CONCURRENCY = 8;

/** How many issues are told. */
const MAX_ISSUES = 5;

/** @throws RefusedError where there are none, or one is no valid score. */
export function validateScores({ entries }: ScoresContent): void {
  if (entries.length === 0) refuse(refusal("nothing-proposed"));
  const issues = entries.flatMap((entry, index) => {
    const parsed = parse(attributesSchema, { ...entry, revision: 1 });
    return parsed.ok ? [] : parsed.issues.map((each) => under(`entries[${index}]`, each));
  });
  if (issues.length > 0) refuse(...issues.slice(0, MAX_ISSUES));
}

/**
 * What scores change in what is stored, field by field.
 * @param revisions those that they are stored under already, in their order.
 */
export async function changesOfScores(
  content: ScoresContent,
  deps: NumberRevisionsDeps,
  revisions?: readonly number[],
): Promise<FieldChange[]> {
  if (content.entries.length > ENTRIES_COMPARED) return scoreChanges([], content);
  const subjects = [...new Map(content.entries.map((entry) => [subjectKey(entry), entry])).values()];
  const stored = (await inParallel(subjects, READS_CONCURRENCY, (subject) => storedFor(subject, deps.ledger))).flat();
  const numbered = revisions === undefined ? [] : await numberRevisions(content.entries, deps);
  const own = new Map(numbered.map((fact, place) => [placeOf(fact), revisions?.[place] ?? 0]));
  const earlier = stored.filter((fact) => fact.revision < (own.get(placeOf(fact)) ?? Number.POSITIVE_INFINITY));
  return scoreChanges(replaced(earlier, content.entries), content);
}

export const placeOf = (fact: ScoresContent["entries"][number]): string => `${fact.month} ${subjectKey(fact)}`;

/** The stored values of what is given, by the highest revision that carries each. */
export function replaced(stored: readonly Attributes[], given: ScoresContent["entries"]): ScoresContent["entries"] {
  const byPlace = Map.groupBy(
    [...stored].sort((left, right) => left.revision - right.revision),
    placeOf,
  );
  return given.map((entry) => {
    const values: Record<string, string> = Object.assign({}, ...(byPlace.get(placeOf(entry)) ?? []).map((fact) => fact.values));
    return { ...entry, values: Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(entry.values, name))) };
  });
}
