/** Every page of the site that tests look at, below the language, with the figure that it is about in fen where it has one. */
export interface SitePage {
  readonly name: string;
  readonly path: string;
  readonly as: "advisor" | "hr" | "nobody";
  readonly status?: number;
  readonly headline?: bigint;
  /** Made of the same parts as another page, here or in a walk: axe, which takes longest, looks at that one alone. */
  readonly isVariant?: true;
}

/** August's hotels as its statement pays them: 114,500.01 reach the second step, 6% at a score of 4.6. */
const SETTLED_HOTELS = 687_000n;
/** The same after a refund of 20,000.00 and a score of 4.8: 94,500.01 at 4% × 1.1. */
const RESTATED_HOTELS = 415_800n;

const own = (name: string, path: string, headline?: bigint): SitePage => ({
  name,
  path: path === "" ? "me" : `me/${path}`,
  as: "advisor",
  ...(headline === undefined ? {} : { headline }),
});
const variant = (page: SitePage): SitePage => ({ ...page, isVariant: true });

export const PAGES: readonly SitePage[] = [
  variant(own("this-month", "")),
  own("asked", "?product=hotel&price=1%2C000.00"),
  own("asked-wrongly", "?product=hotel&price=abc"),
  variant(own("last-month", "months/2026-09")),
  own("comment", "months/2026-08/components/hotel-share~partner~3", RESTATED_HOTELS),
  own("why-many", "months/2026-09/components/hotel-share~partner~3?page=2"),
  variant(own("why-ladder", `months/2026-10/components/${encodeURIComponent("跟团游")}~partner~3`, 187_500n)),
  own("order", "months/2026-08/orders/H-0802"),
  variant(own("order-odd-id", `months/2026-10/orders/${encodeURIComponent("T/1001 游").replace("%2F", "%252F")}`)),
  own("forecast", "forecast"),
  own("years", "years"),
  own("statements", "statements"),
  variant(own("statement-first", "statements/2026-08")),
  own("statement", "statements/2026-09"),
  variant(own("statement-why", "statements/2026-08/components/hotel-share~partner~3", SETTLED_HOTELS)),
  variant(own("statement-order", "statements/2026-08/orders/H-0802")),
  own("adjustment", "statements/2026-09/adjustments/2026-08"),
  variant(own("verify", "statements/2026-09/verify")),
  variant(own("payments", "payments")),
  own("equity", "equity"),
  { name: "nothing", path: "me/months/2026-13", as: "advisor", status: 404 },
  variant({ name: "forbidden", path: "advisors/adv-chen", as: "advisor", status: 403 }),
  { name: "advisors", path: "advisors", as: "hr" },
  variant({ name: "advisors-found", path: "advisors?q=%E4%B6%AE", as: "hr" }),
  variant({ name: "manager-seen-by-hr", path: "advisors/adv-chen/months/2026-09", as: "hr" }),
  { name: "roots", path: "roots", as: "nobody" },
];
