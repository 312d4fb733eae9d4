/** Digits in a row, with single spaces or hyphens between them, as people write long numbers: 6 and more. */
const LONG_NUMBER = /\p{Nd}(?:[ -]?\p{Nd}){5,}/gu;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A text of a bank's with its long numbers masked: they may be accounts. Days stay, and of a number its last four digits. */
export function maskNumbers(text: string): string {
  return text.replace(LONG_NUMBER, (number) => (DAY.test(number) ? number : `****${number.replace(/[ -]/g, "").slice(-4)}`));
}

/** A text of a bank's as it may be kept and shown: on one line, masked, not longer than that. */
export function toldText(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  // Cut last: what is cut off a number's end must not make it short enough to stay.
  return [...maskNumbers(line)].slice(0, most).join("");
}
