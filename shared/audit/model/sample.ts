import type { RecordName } from "./finding.ts";

/** Some of a list, by chance, each at most once; all of it where it is no longer than that. */
export function sampleOf<Item>(items: readonly Item[], count: number, random: () => number): readonly Item[] {
  return items.length <= count ? items : shuffled(items, random).slice(0, count);
}

/** A list in an order of chance. */
export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const left = [...items];
  for (let index = 0; index < left.length - 1; index += 1) {
    const other = index + Math.floor(random() * (left.length - index));
    [left[index], left[other]] = [left[other] as Item, left[index] as Item];
  }
  return left;
}

/** What one record says of something that several records must say alike. */
export interface Witness<Said> {
  readonly record: RecordName;
  readonly says: Said;
}

/** How a vote went: what most say, where more say it than anything else, and who says otherwise. */
interface Vote<Said> {
  readonly agreed: Said | undefined;
  readonly isDecided: boolean;
  readonly dissenting: readonly Witness<Said>[];
}

/**
 * Lets records that must say the same decide which of them is wrong: the fewer. Where no two camps differ in size nobody
 * can tell, and all of them are named.
 * @param textOf what is compared.
 */
export function vote<Said>(witnesses: readonly Witness<Said>[], textOf: (said: Said) => string): Vote<Said> {
  const camps = [...Map.groupBy(witnesses, ({ says }) => textOf(says)).values()].sort((left, right) => right.length - left.length);
  const [largest = [], second = []] = camps;
  if (camps.length < 2 || largest.length > second.length) {
    return { agreed: largest[0]?.says, isDecided: true, dissenting: camps.slice(1).flat() };
  }
  return { agreed: undefined, isDecided: false, dissenting: witnesses };
}
