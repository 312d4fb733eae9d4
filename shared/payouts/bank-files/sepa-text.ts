/**
 * Text in the character set of SEPA (EPC implementation guidelines, "Character Set"): letters and digits of ASCII,
 * / - ? : ( ) . , ' + and blanks. Other characters follow the EPC's conversion table (EPC217-08, Best Practices for an
 * extended character set): Latin letters lose their diacritics, Greek and Cyrillic letters have Latin ones. The table is
 * stated below; what it lacks (Chinese, emoji) has no replacement, so that no bank pays by a name that we made up.
 */
const ALLOWED = /^[A-Za-z0-9/\-?:().,'+ ]*$/;

/** Letters that Unicode does not decompose, and signs. `ß` is `ss`, which the EPC permits beside `s`. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ Æ: "AE", æ: "ae", Œ: "OE", œ: "oe", Ø: "O", ø: "o", ß: "ss", ẞ: "SS", Þ: "TH", þ: "th", Đ: "D", đ: "d", Ð: "D", ð: "d" },
  ...{ Ł: "L", ł: "l", Ħ: "H", ħ: "h", ı: "i", ĸ: "k", Ŋ: "N", ŋ: "n", Ŧ: "T", ŧ: "t", Ĳ: "IJ", ĳ: "ij", Ŀ: "L", ŀ: "l", ŉ: "'n", ſ: "s" },
  ...{ "&": "+", _: "-", "@": "(at)", "!": ".", '"': "'", "#": ".", $: ".", "%": ".", "*": ".", ";": ",", "<": ".", "=": "." },
  ...{ ">": ".", "[": "(", "\\": "/", "]": ")", "^": ".", "`": "'", "{": "(", "|": "/", "}": ")", "~": "-" },
  ...{ "‘": "'", "’": "'", "‚": ",", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'", "–": "-", "—": "-", "‐": "-", "‑": "-" },
  ...{ "·": ".", "´": "'", "…": "...", "€": "E", ª: "a", º: "o" },
};

/** Capitals by their Latin letters; small ones follow from them. */
const GREEK: Readonly<Record<string, string>> = {
  ...{ Α: "A", Β: "V", Γ: "G", Δ: "D", Ε: "E", Ζ: "Z", Η: "I", Θ: "TH", Ι: "I", Κ: "K", Λ: "L", Μ: "M", Ν: "N", Ξ: "X", Ο: "O" },
  ...{ Π: "P", Ρ: "R", Σ: "S", Τ: "T", Υ: "Y", Φ: "F", Χ: "CH", Ψ: "PS", Ω: "O" },
};

/** Bulgarian as the EPC has it; letters of other Cyrillic alphabets as their countries' passports write them. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ А: "A", Б: "B", В: "V", Г: "G", Д: "D", Е: "E", Ж: "ZH", З: "Z", И: "I", Й: "Y", К: "K", Л: "L", М: "M", Н: "N", О: "O" },
  ...{ П: "P", Р: "R", С: "S", Т: "T", У: "U", Ф: "F", Х: "H", Ц: "TS", Ч: "CH", Ш: "SH", Щ: "SHT", Ъ: "A", Ь: "Y", Ю: "YU", Я: "YA" },
  ...{
    Ё: "E",
    Ы: "Y",
    Э: "E",
    Є: "YE",
    І: "I",
    Ї: "YI",
    Ґ: "G",
    Ђ: "DJ",
    Ј: "J",
    Љ: "LJ",
    Њ: "NJ",
    Ћ: "C",
    Џ: "DZ",
    Ѕ: "DZ",
    Ѓ: "GJ",
    Ќ: "KJ",
  },
};

const TABLE: ReadonlyMap<string, string> = new Map([...Object.entries(LATIN), ...bothCases(GREEK), ...bothCases(CYRILLIC), ["ς", "s"]]);

function bothCases(capitals: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(capitals).flatMap(([letter, latin]): [string, string][] => [
    [letter, latin],
    [letter.toLowerCase(), latin.toLowerCase()],
  ]);
}

/** Marks above and below letters, once Unicode has taken them apart. */
const MARKS = /\p{Mn}/gu;

/**
 * A text in SEPA's characters.
 * @returns undefined where a character has no place in the table. Its length may be another than the text's.
 */
export function toSepaText(text: string): string | undefined {
  const letters = replacementsOf(text);
  return letters.includes(undefined) ? undefined : letters.join("").trim();
}

/** A text in SEPA's characters, with a point for each that has no place in the table: for what no bank pays by. */
export const toSepaTextWithPoints = (text: string): string =>
  replacementsOf(text)
    .map((latin) => latin ?? ".")
    .join("")
    .trim();

function replacementsOf(text: string): (string | undefined)[] {
  const characters = [...text.normalize("NFC")];
  return characters.map((character, place) => {
    const latin = replacementOf(character);
    // A capital of several Latin letters that begins a word in small letters: `Щукин` is `Shtukin`.
    const beginsWord = latin !== undefined && /^[A-Z]{2,}$/.test(latin) && /^\p{Lu}$/u.test(character);
    return beginsWord && /^\p{Ll}$/u.test(characters[place + 1] ?? "") ? `${latin[0]}${latin.slice(1).toLowerCase()}` : latin;
  });
}

function replacementOf(character: string): string | undefined {
  if (ALLOWED.test(character)) return character;
  const known = TABLE.get(character);
  if (known !== undefined) return known;
  const bare = character.normalize("NFKD").replace(MARKS, "");
  if (bare !== character) return [...bare].every((each) => ALLOWED.test(each) || TABLE.has(each)) ? convertBare(bare) : undefined;
  return /^\p{Zs}$/u.test(character) ? " " : undefined;
}

const convertBare = (bare: string): string => [...bare].map((each) => TABLE.get(each) ?? each).join("");
