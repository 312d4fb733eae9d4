import type { IssueCode } from "../issues/issue.ts";
import { decimalsOf } from "./money.ts";

/** Why a text is no amount. `ambiguous`: its separators may mean thousands or decimals. `rounded`: a spreadsheet's 1.2E+15. */
export type AmountProblem = "malformed" | "ambiguous" | "too-many-decimals" | "rounded" | "too-large";

export type ParsedAmount =
  | { readonly ok: true /** Minor units, exact. */; readonly amount: bigint }
  | { readonly ok: false; readonly problem: AmountProblem };

/** What stands before or after an amount in its currency; after NFKC, so ￥ is ¥. Longer ones stand before those that they end with. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  CNY: ["¥", "元", "RMB", "人民币"],
  JPY: ["¥", "円"],
  EUR: ["€"],
  USD: ["US$", "$"],
  GBP: ["£"],
  HKD: ["HK$", "港币"],
};

/** A sign, digits that are not grouped or grouped by thousands throughout, and decimals. */
const PLAIN = /^([+-]?)(\d{1,16})(?:\.(\d+))?$/;
const GROUPED = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d+))?$/;

/**
 * Parses an amount as people write it, "-1,234.50", into minor units, from its digits. Full-width digits, true minuses and
 * the currency's own sign are understood. The decimal mark is the point: what a comma means in "1,234" isn't guessed.
 * @param currency its decimals count: more are refused, as nobody may be paid by a rounding.
 */
export function parseAmount(text: string, currency: string): ParsedAmount {
  const plain = withoutSign(
    text
      .normalize("NFKC")
      .replace(/[\u2212\u2013]/g, "-")
      .trim(),
    currency,
  );
  if (/^[+-]?\d+([.,]\d+)?E[+-]?\d+$/i.test(plain)) return problem("rounded");
  const [, sign, digits, fraction = ""] = PLAIN.exec(plain) ?? GROUPED.exec(plain) ?? [];
  if (digits === undefined) return problem(isNumberOfCommas(plain) ? "ambiguous" : "malformed");
  if (/^\d{1,3},\d{3}$/.test(digits) && fraction === "") return problem("ambiguous");
  const decimals = decimalsOf(currency);
  if (fraction.length > decimals)
    // "1.234" may be one thousand and more where a point parts thousands.
    return problem(/^\d{1,3}$/.test(digits) && fraction.length === 3 ? "ambiguous" : "too-many-decimals");
  const minor = BigInt(`${digits.replace(/[, ]/g, "")}${fraction.padEnd(decimals, "0")}`);
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return problem("too-large");
  return { ok: true, amount: sign === "-" ? -minor : minor };
}

/**
 * Parses a currency as people write it: its three letters, or a sign of the agency's own, such as 人民币 or RMB.
 * @returns undefined where it is none.
 */
export function parseCurrency(text: string, own: string): string | undefined {
  const plain = text.normalize("NFKC").trim().toUpperCase();
  if (signsOf(own).includes(plain)) return own;
  return /^[A-Z]{3}$/.test(plain) ? plain : undefined;
}

const signsOf = (currency: string): readonly string[] => (Object.hasOwn(SIGNS, currency) ? (SIGNS[currency] ?? []) : []);

/** The code of what is wrong with an amount. */
export const AMOUNT_ISSUES = {
  malformed: "amount-malformed",
  "too-many-decimals": "amount-malformed",
  ambiguous: "amount-ambiguous",
  rounded: "number-rounded",
  "too-large": "amount-too-large",
} as const satisfies Readonly<Record<AmountProblem, IssueCode>>;

const problem = (which: AmountProblem): ParsedAmount => ({ ok: false, problem: which });

/** Digits with points and commas that another country may read: 1.234,56 or 12,34. */
const isNumberOfCommas = (text: string): boolean => /^[+-]?\d[\d.,' ]*\d$/.test(text) && /[.,' ]/.test(text);

/** Takes the currency's sign or code off: from the front, behind a minus too, or from the end. */
function withoutSign(text: string, currency: string): string {
  for (const sign of [currency, ...signsOf(currency)]) {
    const minus = /^[+-]/.exec(text)?.[0] ?? "";
    const rest = text.slice(minus.length).trimStart();
    if (rest.toUpperCase().startsWith(sign)) return `${minus}${rest.slice(sign.length).trimStart()}`;
    if (rest.toUpperCase().endsWith(sign)) return `${minus}${rest.slice(0, -sign.length).trimEnd()}`;
  }
  return text;
}
