import type { DerivationLedger } from "../store/derivation-store.ts";

/** How many managers above a seller count their credits; see `managersOf`. */
const LEVELS = 3;

/**
 * An advisor and whoever was ever below them, by links, at most three levels deep: all whose orders the advisor may ever
 * count, and perhaps others. Found by level, each once; managers may stand in a circle.
 */
export async function sellersBelow(advisorId: string, { advisorsUnder }: Pick<DerivationLedger, "advisorsUnder">): Promise<string[]> {
  const found = new Set([advisorId]);
  let above = [advisorId];
  for (let level = 0; level < LEVELS && above.length > 0; level += 1) {
    const below: string[] = [];
    for (const managerId of above) {
      for (const each of await advisorsUnder(managerId)) {
        if (found.has(each)) continue;
        found.add(each);
        below.push(each);
      }
    }
    above = below;
  }
  return [...found];
}
