import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Recorded } from "../../ledger/store/close-store.ts";
import { advisorsConcerned } from "../../simulations/restatement/advisors-concerned.ts";
import { type ClosedMonthsChange, type RestatementDeps, restateClosedMonths } from "../../simulations/restatement/restate.ts";
import { type Ground, type RecordChange, restatedLines } from "../../simulations/restatement/restated-lines.ts";
import type { Restatement } from "../../simulations/restatement/restatement.ts";
import type { ScoresContent } from "../model/content.ts";
import { numberedAfter, numberRevisions, subjectKey } from "./number-revisions.ts";

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
