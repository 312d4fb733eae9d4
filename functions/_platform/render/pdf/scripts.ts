import type { FontName } from "../fonts.ts";

/** Fonts of scripts that the main font doesn't have. */
export type ScriptFont = Exclude<FontName, "regular" | "strong">;

const SCRIPTS: readonly (readonly [ScriptFont, RegExp])[] = [
  ["thai", /\p{Script=Thai}/u],
  ["arabic", /\p{Script=Arabic}/u],
  ["korean", /\p{Script=Hangul}/u],
  ["devanagari", /\p{Script=Devanagari}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["emoji", /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u],
];

const ANY = new RegExp(SCRIPTS.map(([, pattern]) => pattern.source).join("|"), "u");

/** Whether a text takes another font than the main one. */
export const hasOtherScripts = (text: string): boolean => ANY.test(text);

const isRightToLeft = (text: string): boolean => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);

/** A part of a text in one font; undefined stands for the main one. */
export interface Run {
  readonly text: string;
  readonly font: ScriptFont | undefined;
}

/** One word, or the space between two, as the runs that it is set in, from left to right. */
export interface Word {
  readonly runs: readonly Run[];
  readonly isSpace: boolean;
  readonly isRightToLeft: boolean;
}

const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A line's words and spaces. What is put together is never parted: an accent, a vowel sign, a family of emoji. */
export function wordsOf(line: string): Word[] {
  return line
    .split(/( +)/)
    .filter((part) => part !== "")
    .map((part) => ({ runs: runsOf(part), isSpace: part.trim() === "", isRightToLeft: isRightToLeft(part) }));
}

/** Each character as a word of its own, for a word that is too long for a line. */
export const charactersOf = ({ runs, isRightToLeft }: Word): Word[] =>
  runs.flatMap(({ text, font }) =>
    [...GRAPHEMES.segment(text)].map(({ segment }) => ({ runs: [{ text: segment, font }], isSpace: false, isRightToLeft })),
  );

function runsOf(word: string): Run[] {
  const runs: Run[] = [];
  for (const { segment } of GRAPHEMES.segment(word)) {
    const font = SCRIPTS.find(([, pattern]) => pattern.test(segment))?.[0];
    // The mark that asks for an emoji is no glyph.
    const text = segment.replaceAll("\ufe0f", "");
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) runs[runs.length - 1] = { text: last.text + text, font };
    else runs.push({ text, font });
  }
  return isRightToLeft(word) ? runs.reverse() : runs;
}

/** Words in the order of the eye: what is read from the right stands from the right, with the spaces within it. */
export function inVisualOrder(words: readonly Word[]): Word[] {
  const ordered: Word[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index] as Word;
    if (!word.isRightToLeft) {
      ordered.push(word);
      index += 1;
      continue;
    }
    let end = index;
    for (let next = index; next < words.length && (words[next]?.isRightToLeft || words[next]?.isSpace); next += 1)
      if (words[next]?.isRightToLeft) end = next;
    ordered.push(...words.slice(index, end + 1).reverse());
    index = end + 1;
  }
  return ordered;
}
