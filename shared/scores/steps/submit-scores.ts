import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { refusal, refuse, under } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { type Attributes, attributesSchema } from "../../engine/facts/attributes.ts";
import type { ApplyDeps } from "../../ledger/record/apply-events.ts";
import { eventBody, recordFacts } from "../../ledger/record/publish-facts.ts";
import { type CloseLedger, NO_ROWS, type Recorded } from "../../ledger/store/close-store.ts";
import type { PublishResult } from "../../proposals/model/entries.ts";
import { advisorsConcerned } from "../../simulations/restatement/advisors-concerned.ts";
import { type ClosedMonthsChange, type RestatementDeps, restateClosedMonths } from "../../simulations/restatement/restate.ts";
import { type Ground, type RecordChange, type Restatement, restatedLines } from "../../simulations/restatement/restatement.ts";
import type { ScoresContent } from "../model/content.ts";
import { scoreChanges } from "../model/field-changes.ts";

type Entry = ScoresContent["entries"][number];

export interface NumberRevisionsDeps {
  readonly ledger: Pick<CloseLedger, "advisorRecord" | "storeAttributes">;
}

/**
 * Entries as facts, each at one revision above the highest that is stored for its subject and month, by subject and
 * month. Values of one subject and month become one fact, of one name the last.
 */
export async function numberRevisions(entries: ScoresContent["entries"], { ledger }: NumberRevisionsDeps): Promise<readonly Attributes[]> {
  const bySubject = [...Map.groupBy(entries, subjectKey)].sort(([a], [b]) => compare(a, b));
  const numbered = await inParallel(bySubject, READS_CONCURRENCY, async ([, ofSubject]) =>
    numberedAfter(await storedFor(ofSubject[0] ?? {}, ledger), ofSubject),
  );
  return numbered.flat();
}

/** Entries of one subject as facts above what is stored of it, by month. */
export function numberedAfter(stored: readonly Attributes[], entries: ScoresContent["entries"]): Attributes[] {
  return [...Map.groupBy(entries, ({ month }) => month)]
    .sort(([a], [b]) => compare(a, b))
    .map(([month, ofMonth]) => {
      const { advisorId, storeId } = ofMonth[0] ?? {};
      const highest = Math.max(0, ...stored.filter((fact) => fact.month === month).map(({ revision }) => revision));
      const values = Object.assign({}, ...ofMonth.map((entry) => entry.values));
      return { ...(advisorId === undefined ? { storeId } : { advisorId }), month, values, revision: highest + 1 };
    });
}

/** Tells subjects apart. */
export const subjectKey = ({ advisorId, storeId }: Pick<Entry, "advisorId" | "storeId">): string =>
  JSON.stringify(advisorId === undefined ? ["store", storeId] : ["advisor", advisorId]);

/** All that is stored of a subject's attributes. */
export async function storedFor(
  { advisorId, storeId }: Pick<Entry, "advisorId" | "storeId">,
  ledger: NumberRevisionsDeps["ledger"],
): Promise<Attributes[]> {
  const recorded =
    advisorId === undefined
      ? ((await ledger.storeAttributes([storeId ?? ""])).get(storeId ?? "") ?? [])
      : (await ledger.advisorRecord(advisorId, NO_ROWS)).attributes;
  return recorded.map(({ fact }) => fact);
}

/** Of more scores the activity log tells how many they are; what they replace needn't be read. */
const ENTRIES_COMPARED = 500;

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

/** What a change of scores makes of closed months, as the facts stand now. */
export function restateScores(content: ScoresContent, deps: RestatementDeps): Promise<Restatement> {
  return restateClosedMonths(content, (ground) => linesOf(content, ground, deps), deps);
}

/** Of all whom it can reach: who has the score, or was ever in the store. */
async function linesOf({ entries }: ScoresContent, ground: Ground, deps: RestatementDeps): Promise<ClosedMonthsChange> {
  const closed = entries.filter(({ month }) => month <= ground.open.closedMonth);
  const revisions = (await numberRevisions(closed, deps)).map(({ values: _, ...named }) => named);
  if (closed.length === 0) return { lines: [], isDated: false, basis: { revisions } };
  const from = closed.map(({ month }) => month).sort()[0];
  const lines = await restatedLines(await advisorsConcerned(closed, deps), changeOf(closed, ground), ground, from, deps);
  return { lines, isDated: true, basis: { revisions } };
}

function changeOf(entries: ScoresContent["entries"], { period }: Ground): RecordChange {
  const bySubject = Map.groupBy(entries, subjectKey);
  const more = (key: string, known: readonly Recorded<Attributes>[]): readonly Recorded<Attributes>[] => {
    const given = bySubject.get(key);
    if (given === undefined) return known;
    const stored = known.map(({ fact }) => fact);
    return [...known, ...numberedAfter(stored, given).map((fact) => ({ period, fact }))];
  };
  return {
    record: (advisorId, record) => ({ ...record, attributes: more(subjectKey({ advisorId }), record.attributes) }),
    books: (_advisorId, books) => books,
    store: (storeId, recorded) => more(subjectKey({ storeId }), recorded),
  };
}

export interface StoreScoresDeps extends ApplyDeps {
  readonly ledger: ApplyDeps["ledger"] & NumberRevisionsDeps["ledger"];
}

/**
 * Records scores under the revisions that were fixed for them. Idempotent.
 * @returns other revisions for those whose own were taken by another's scores meanwhile: what is stored keeps its own.
 * @throws RetryableError where the table is too busy.
 */
export async function storeScores(
  { entries }: ScoresContent,
  revisions: readonly number[] | undefined,
  deps: StoreScoresDeps,
): Promise<PublishResult> {
  const numbered = await numberRevisions(entries, deps);
  const bodies = numbered.map((fact, index) => eventBody("AttributesGiven", { ...fact, revision: revisions?.[index] ?? fact.revision }));
  const outcomes = await recordFacts(bodies, deps);
  if (outcomes.every(({ kind }) => kind !== "held")) return { kind: "stored" };
  const next = await numberRevisions(entries, deps);
  const numbers = next.map(({ revision }, index) => (outcomes[index]?.kind === "held" ? revision : (revisions?.[index] ?? revision)));
  return { kind: "renumber", numbers };
}
