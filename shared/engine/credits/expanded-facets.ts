import { memoize } from "../../base/memoize.ts";

/**
 * The rated facets of a credit as one of its claimants counts it: product, role, afterLeaving, then the agency's own.
 * Equal facets are one and the same list, however often they are asked for: what matches them is remembered by it.
 * @param ofLine as `lineFacetsOf` gives them: product, then the agency's own; "" for none.
 */
export function expandedFacets(ofLine: readonly string[], role: string, afterLeaving: boolean): readonly string[] {
  const known = byLine.get(ofLine) ?? new Map<string, readonly string[]>();
  const claimant = `${afterLeaving} ${role}`;
  const found = known.get(claimant);
  if (found !== undefined) return found;
  const facets = interned(ofLine.toSpliced(1, 0, role, afterLeaving ? "yes" : "no"));
  byLine.set(ofLine, known.set(claimant, facets));
  return facets;
}

/** One list for all that are equal to it. */
export const interned = (facets: readonly string[]): readonly string[] => listOf(JSON.stringify(facets));

/** So many combinations are remembered; an agency has some hundreds. */
const MAX_LISTS = 100_000;
const listOf = memoize((text: string): readonly string[] => JSON.parse(text), MAX_LISTS);
const byLine = new WeakMap<readonly string[], Map<string, readonly string[]>>();
