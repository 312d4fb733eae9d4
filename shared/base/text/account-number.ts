/** Checks of account numbers by what is written in them. Numbers are given without spaces, letters in capitals. */

/** An account number as it is stored and compared: full-width characters made narrow, no spaces or hyphens, capital letters. */
export const normalizeAccount = (text: string): string => text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();

/** Two letters, two check digits, and 10 to 30 characters more: what begins so is meant to be an IBAN. */
export const looksLikeIban = (account: string): boolean => /^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(account);

/** Whether an IBAN's check digits are right: ISO 13616, the number of its digits and letters (A is 10) modulo 97 is 1. */
export function isIban(account: string): boolean {
  // Check digits are 98 less a remainder of 97: from 02 to 98.
  if (!looksLikeIban(account) || /^..(00|01|99)/.test(account)) return false;
  let remainder = 0;
  for (const character of `${account.slice(4)}${account.slice(0, 4)}`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Whether a card's check digit is right: ISO/IEC 7812, the Luhn sum of its digits ends with 0. */
export function isLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (const [place, character] of [...digits].reverse().entries()) {
    const doubled = Number(character) * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Numbers of UnionPay cards begin so and have 16 to 19 digits. */
export const looksLikeUnionPay = (account: string): boolean => /^62\d{14,17}$/.test(account);

/** An IBAN as people write it: in one, or in groups of four. */
const IBAN = /(?<![0-9A-Z])[A-Z]{2}\d{2}(?:[ -]?[0-9A-Z]{4}){2,7}(?:[ -]?[0-9A-Z]{1,3})?(?![0-9A-Z])/g;
/** A card's number as people write it. */
const CARD = /(?<!\d)[3-6]\d{3}(?:[ -]?\d){12,15}(?!\d)/g;

/** Whether an account number stands in a text: an IBAN, or a card's number, with check digits that are right. */
export function holdsAccountNumber(text: string): boolean {
  const plain = text.normalize("NFKC");
  const ibans = (plain.match(IBAN) ?? []).flatMap(beginnings);
  const cards = plain.match(CARD) ?? [];
  return ibans.some(isIban) || cards.some((card) => isLuhn(card.replace(/[ -]/g, "")));
}

/** A text with its IBANs replaced, in capital or small letters, however they are grouped, where their check digits are right. */
export const replaceIbans = (text: string, replace: (iban: string) => string): string =>
  text.replace(new RegExp(IBAN, "gi"), (found) => {
    const ends = [...found.matchAll(/[ -]|$/g)].map(({ index }) => index);
    const end = ends[beginnings(found.toUpperCase()).findLastIndex(isIban)] ?? 0;
    return end === 0 ? found : replace(found.slice(0, end)) + found.slice(end);
  });

/** A number in groups may be followed by what looks like more of it: each of its beginnings, group by group. */
function beginnings(found: string): string[] {
  const groups = found.split(/[ -]/);
  return groups.map((_, last) => groups.slice(0, last + 1).join(""));
}

/** So many digits in one, or in groups of four: longer than any day or ticket. */
const LONG_NUMBER = /\d{12,}|\d{4}(?:[ -]\d{4}){2,}/;

/** Whether what may be an account number stands in a text, whatever its check digits: for texts that are about accounts. */
export function mayHoldAccountNumber(text: string): boolean {
  return holdsAccountNumber(text) || LONG_NUMBER.test(text.normalize("NFKC"));
}
