import { replaceIbans } from "../../../base/text/account-number.ts";

/** Digits in a row, with white space, hyphens, dots, slashes or underscores between them, as people write long numbers: 6 and more. */
const LONG_NUMBER = /\p{Nd}(?:[\s\p{Pd}\p{Pc}./\\·．／]{0,2}\p{Nd}){5,}/gu;
/** Groups of four digits, whatever stands between them, and the rest of fewer. */
const GROUPED_NUMBER = /(?<!\p{Nd})\p{Nd}{4}(?:[^\p{L}\p{N}]{1,3}\p{Nd}{4}){2,}(?:[^\p{L}\p{N}]{1,3}\p{Nd}{1,3})?(?!\p{Nd})/gu;
const broken = (part: string, times: number) => Array<string>(times).fill(part).join(" ?");
const PAYOUT = `${broken("\\d", 4)} ?- ?${broken("\\d", 2)} ?- ?\\d(?: ?\\d){0,3} ?- ?`;
/**
 * What is no account number: our own references and message ids, and days. A reference may be in small letters and broken
 * by blanks, as banks wrap texts; it must have letters then, as an account number has none.
 */
const OWN = new RegExp(
  `\\d{4}-\\d{2}-\\d{1,4}-[A-Z2-7]{20}|${PAYOUT}(?=(?:[ 2-7]*[A-Za-z]){8})${broken("[A-Za-z2-7]", 20)}|(?:FENRUN|[Ff]enrun)-\\d{4}-\\d{2}-\\d{1,4}(?!\\d)`,
);
const YEAR = "(?:19|20)\\d{2}";
const MONTH = "(?:0[1-9]|1[0-2])";
const DAY = "(?:0[1-9]|[12]\\d|3[01])";
/** As people write them, without the zero before: `2026/9/5`. A payout's id, `2026-09-1`, is written alike. */
const [ANY_MONTH, ANY_DAY] = ["(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12]\\d|3[01])"];
/** A day or month stands alone: it isn't joined to more digits by what joins the parts of an account number. */
const DATE = new RegExp(
  `(?<![\\p{Nd}]|\\p{Nd}[-./])(?:${YEAR}([-./])${ANY_MONTH}(?:\\1${ANY_DAY})?|${ANY_DAY}([-./])${ANY_MONTH}\\2${YEAR})(?![\\p{Nd}]|[-./]\\p{Nd})`,
  "u",
);
const COMPACT_DATE = new RegExp(`(?<![\\p{Nd}]|\\p{Nd}[\\s\\-./])${YEAR}${MONTH}${DAY}(?![\\p{Nd}]|[\\s\\-./]\\p{Nd})`, "u");
const KEPT = new RegExp(`${OWN.source}|${DATE.source}|${COMPACT_DATE.source}`, "gu");
/** An amount: up to 7 digits, a dot and two decimals. */
const AMOUNT = /^\d{1,7}\.\d{2}$/;

/** A text of a bank's with its long numbers masked: they may be accounts. Our references and days stay, and of a number its last four digits. */
export function maskNumbers(text: string): string {
  let masked = "";
  let from = 0;
  for (const { index, 0: kept } of text.matchAll(KEPT)) {
    masked += maskAll(text.slice(from, index)) + kept;
    from = index + kept.length;
  }
  return masked + maskAll(text.slice(from));
}

/** IBANs first, as some have letters among their digits. */
const maskAll = (text: string): string =>
  replaceIbans(text, (iban) => `${iban.slice(0, 2)}${masked(iban)}`)
    .replace(LONG_NUMBER, (number) => (AMOUNT.test(number) ? number : masked(number)))
    .replace(GROUPED_NUMBER, masked);

const masked = (number: string): string => `****${number.replace(/[^\p{L}\p{Nd}]/gu, "").slice(-4)}`;

/** A text of a bank's as it may be kept and shown: on one line, masked, not longer than that. */
export function toldText(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  // Cut last: what is cut off a number's end must not make it short enough to stay.
  return [...maskNumbers(line)].slice(0, most).join("");
}
