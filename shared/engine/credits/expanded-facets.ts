/**
 * The rated facets of a credit as one of its claimants counts it: product, role, afterLeaving, then the agency's own.
 * Equal facets are one and the same list, however often they are asked for: what matches them is remembered by it.
 * @param ofLine as `lineFacetsOf` gives them: product, then the agency's own; "" for none.
 */
export function expandedFacets(ofLine: readonly string[], role: string, afterLeaving: boolean): readonly string[] {
  let known = byLine.get(ofLine);
  if (known === undefined) {
    known = new Map();
    byLine.set(ofLine, known);
  }
  const claimant = `${afterLeaving ? "yes" : "no"} ${role}`;
  let facets = known.get(claimant);
  if (facets === undefined) {
    const [product = "", ...agencys] = ofLine;
    facets = interned([product, role, afterLeaving ? "yes" : "no", ...agencys]);
    known.set(claimant, facets);
  }
  return facets;
}

/** One list for all that are equal to it. */
export function interned(facets: readonly string[]): readonly string[] {
  const text = JSON.stringify(facets);
  const known = byText.get(text);
  if (known !== undefined) return known;
  if (byText.size >= MAX_LISTS) byText.clear();
  byText.set(text, facets);
  return facets;
}

/** So many combinations are remembered; an agency has some hundreds. */
const MAX_LISTS = 100_000;
const byText = new Map<string, readonly string[]>();
const byLine = new WeakMap<readonly string[], Map<string, readonly string[]>>();
