/** The business lines: what they cost, how far ahead they are booked, and how often they are sold. */

/** At least and at most. */
type Range = readonly [least: number, most: number];

const LEISURE = { family: 5, couple: 2, senior: 2, student: 1 };
const TRAVEL = { business: 5, family: 2, couple: 2, student: 1 };
const BESPOKE = { family: 5, couple: 3, senior: 1, business: 2 };
const MEMBERS = { member: 1 };

type Row = readonly [
  /** How many of the orders begin with this product, in the stores and on the internet. */
  storeWeight: number,
  onlineWeight: number,
  /** Travellers (or rooms and nights). */
  quantity: Range,
  /** The median price of one, in fen, and how widely prices lie about it; 0 costs nothing. */
  medianPrice: number,
  spread: number,
  /** Days from booking to the end of the trip; most lie near the least. */
  leadDays: Range,
  /** What the supplier gets of the price, in percent. */
  costPercent: Range,
  /** The local hours in which the trip ends. */
  endHours: Range,
  segments: Readonly<Record<string, number>>,
];

const ROWS = {
  "package-tour": [40, 28, [1, 4], 498_000, 0.38, [8, 80], [84, 90], [15, 23], LEISURE],
  "custom-tour": [9, 6, [2, 6], 1_180_000, 0.42, [14, 90], [80, 87], [15, 23], BESPOKE],
  hotel: [15, 22, [1, 6], 43_800, 0.38, [1, 24], [86, 93], [11, 13], TRAVEL],
  flight: [14, 16, [1, 3], 98_000, 0.4, [1, 14], [96, 99], [7, 23], TRAVEL],
  train: [8, 9, [1, 3], 27_850, 0.42, [0, 9], [97, 99], [8, 22], TRAVEL],
  attraction: [8, 10, [1, 5], 11_900, 0.4, [0, 6], [84, 92], [12, 20], LEISURE],
  "online-activity": [6, 10, [1, 1], 0, 0, [0, 0], [0, 0], [19, 22], MEMBERS],
  "member-referral": [4, 5, [1, 1], 0, 0, [0, 0], [0, 0], [10, 20], MEMBERS],
} as const satisfies Readonly<Record<string, Row>>;

export type Product = keyof typeof ROWS;

/** What better sellers sell dearer ones of. */
const FOLLOWS_PRICE_LEVEL: ReadonlySet<string> = new Set<Product>(["package-tour", "custom-tour", "hotel"]);

const termsOf = (product: Product, row: Row) => {
  const [storeWeight, onlineWeight, quantity, medianPrice, spread, leadDays, costPercent, endHours, segments] = row;
  const followsPriceLevel = FOLLOWS_PRICE_LEVEL.has(product);
  return { storeWeight, onlineWeight, quantity, medianPrice, spread, leadDays, costPercent, endHours, segments, followsPriceLevel };
};

export const PRODUCTS = Object.fromEntries(
  Object.entries(ROWS).map(([product, row]) => [product, termsOf(product as Product, row)]),
) as Readonly<Record<Product, ReturnType<typeof termsOf>>>;

/** How many trips end in each month of the calendar: summer holidays and the golden weeks. */
export const SEASON = [0.95, 1.15, 0.95, 1, 1.1, 1, 1.2, 1.25, 1, 1.3, 0.9, 0.9] as const;
