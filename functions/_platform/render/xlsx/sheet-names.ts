const LONGEST = 31;

/**
 * Names for sheets, one for each text: what spreadsheets forbid in them is left out, they are at most 31 characters long,
 * and no two differ in capitals alone.
 * @param taken names that are given already.
 */
export function sheetNames(texts: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return texts.map((text) => {
    const plain = text
      .replace(/[[\]:*?/\\\p{Cc}]/gu, "-")
      .replace(/^'+|'+$/g, "")
      .trim();
    let name = cut(plain === "" || plain.toLowerCase() === "history" ? `_${plain}` : plain, LONGEST);
    for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${cut(plain, LONGEST - 1 - String(number).length)}~${number}`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** The first characters, none of them halved: lengths are counted in UTF-16, as spreadsheets do. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return short.isWellFormed() ? short : short.slice(0, -1);
}
