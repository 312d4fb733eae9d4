import type { Edit } from "./plants.ts";

/** A source with one edit in it. @throws Error where the text to be replaced does not stand there exactly once: the source has moved on. */
export function plantedText(text: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`it can't be planted: ${file} does not hold exactly once: ${find}`);
  return before + replace + after;
}
