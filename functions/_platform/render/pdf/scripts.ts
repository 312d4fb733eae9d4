import bidiFactory from "bidi-js";
import type { FontName } from "../fonts.ts";

/** Fonts of scripts that the main font doesn't have. */
export type ScriptFont = Exclude<FontName, "regular" | "strong">;

/** By script; of those that have punctuation and digits of their own, by the scripts that a character is used in. */
const SCRIPTS: readonly (readonly [ScriptFont, RegExp])[] = [
  ["thai", /\p{Script=Thai}/u],
  ["arabic", /\p{Script_Extensions=Arabic}/u],
  ["korean", /\p{Script=Hangul}/u],
  ["devanagari", /\p{Script_Extensions=Devanagari}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["emoji", /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u],
];

const ANY = new RegExp(SCRIPTS.map(([, pattern]) => pattern.source).join("|"), "u");

/** Whether a text takes another font than the main one. */
export const hasOtherScripts = (text: string): boolean => ANY.test(text);

/** A part of a text in one font; undefined stands for the main one. */
export interface Run {
  readonly text: string;
  readonly font: ScriptFont | undefined;
}

const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A text's characters. What is put together is never parted: an accent, a vowel sign, a family of emoji. */
export const charactersOf = (text: string): string[] => [...GRAPHEMES.segment(text)].map(({ segment }) => segment);

/** A line's words, and the spaces between them. */
export const wordsOf = (line: string): string[] => line.split(/( +)/).filter((part) => part !== "");

/** A text's parts by font, in the order in which it is written. */
export function fontRuns(text: string): Run[] {
  return merged(charactersOf(text).map((character) => ({ text: character, font: fontOf(character) })));
}

// Its types say that the module has a default; Node takes a CommonJS module as a whole for it.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/**
 * A line's parts from left to right, as the eye meets them, in a text that is read from the left: by the Unicode
 * Bidirectional Algorithm (UAX 9). The shaper turns Arabic and Hebrew letters itself; everything else that stands among
 * them, such as brackets, is turned and mirrored here.
 */
export function visualRuns(line: string): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, "ltr");
  const leveled = [...GRAPHEMES.segment(line)].map(({ segment, index }) => ({
    text: segment,
    font: fontOf(segment),
    level: levels[index] ?? 0,
  }));
  const runs = merged(leveled, (one, other) => one.level === other.level);
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  let ordered: readonly LeveledRun[] = runs;
  for (let level = highest; level > 0; level -= 1) ordered = withTurned(ordered, level);
  return ordered.map(({ text, font, level }) => ({ text: level % 2 === 1 && !isTurnedByShaper(text) ? mirrored(text) : text, font }));
}

type LeveledRun = Run & { readonly level: number };

/** Turns each stretch of a line that is of this level or a higher one: rule L2. */
function withTurned(runs: readonly LeveledRun[], level: number): LeveledRun[] {
  const ordered: LeveledRun[] = [];
  let stretch: LeveledRun[] = [];
  for (const run of runs) {
    if (run.level >= level) stretch.unshift(run);
    else {
      ordered.push(...stretch, run);
      stretch = [];
    }
  }
  return [...ordered, ...stretch];
}

const isTurnedByShaper = (text: string): boolean => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);

const mirrored = (text: string): string =>
  charactersOf(text)
    .reverse()
    .map((character) => bidi.getMirroredCharacter(character) ?? character)
    .join("");

const fontOf = (character: string): ScriptFont | undefined => SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0];

/** Neighbours of one font in one; the mark that asks for an emoji is no glyph. */
function merged<Part extends Run>(parts: readonly Part[], belong: (one: Part, other: Part) => boolean = () => true): Part[] {
  const runs: Part[] = [];
  for (const part of parts) {
    const text = part.text.replaceAll("\ufe0f", "");
    const last = runs.at(-1);
    if (last !== undefined && last.font === part.font && belong(last, part)) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ ...part, text });
  }
  return runs;
}
