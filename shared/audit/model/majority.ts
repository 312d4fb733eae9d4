import type { RecordName } from "./finding.ts";

/** What one record says of something that several records must say alike. */
export interface Witness<Said> {
  readonly record: RecordName;
  readonly says: Said;
}

/** How a vote went: what most say, where more say it than anything else, and who says otherwise. */
export interface Vote<Said> {
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
