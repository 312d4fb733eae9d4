import type { Account } from "../../../shared/account/model/account.ts";
import { decimalsOf } from "../../../shared/base/money/format-amount.ts";

/** What agencies sell, by the names that orders use. */
const PRODUCTS = ["flight", "hotel", "train", "attraction", "package-tour", "custom-tour", "online-activity", "member-referral"];

/** Products that the advisor may ask about: the usual ones, and others that their orders or plans name. */
export function productsOf({ books }: Account): readonly string[] {
  const place = books.terms.ratedFacets.indexOf("product");
  const sold = [...books.rows.values()].flat().map(({ facets }) => facets[place] ?? "");
  const others = [...new Set(sold)].filter((product) => product !== "" && !PRODUCTS.includes(product)).sort();
  return [...PRODUCTS, ...others];
}

/** An amount as a person writes it, "1,280.50" or "￥1280.5", in minor units; undefined where it is none, or more than counts. */
export function readPrice(text: string, currency: string): bigint | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,¥€$£]/g, "");
  const places = decimalsOf(currency);
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || fraction.length > places) return undefined;
  return BigInt(whole + fraction.padEnd(places, "0"));
}
