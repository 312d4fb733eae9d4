import { inParallel } from "../../base/runtime/parallel.ts";
import { compare } from "../../base/text/compare.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { ScoresContent } from "../model/content.ts";

type Entry = ScoresContent["entries"][number];

/** Dependencies of numbering. */
export interface NumberRevisionsDeps {
  readonly ledger: Pick<CloseLedger, "advisorRecord" | "storeAttributes">;
}

/** How many subjects are read at the same time. */
const READS_CONCURRENCY = 8;

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
