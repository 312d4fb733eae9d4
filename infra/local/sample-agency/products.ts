/** The business lines: what they cost, how far ahead they are booked, and how often they are sold. */

export type Product = "package-tour" | "custom-tour" | "hotel" | "flight" | "train" | "attraction" | "online-activity" | "member-referral";

interface ProductTerms {
  /** How many of the orders begin with this product, in the stores and on the internet. */
  readonly storeWeight: number;
  readonly onlineWeight: number;
  /** Travellers (or rooms and nights), at least and at most. */
  readonly quantity: readonly [number, number];
  /** The median price of one, in fen, and how widely prices lie about it; 0 costs nothing. */
  readonly medianPrice: number;
  readonly spread: number;
  /** Whether better sellers sell dearer ones. */
  readonly followsPriceLevel: boolean;
  /** Days from booking to the end of the trip, at least and at most; most lie near the least. */
  readonly leadDays: readonly [number, number];
  /** What the supplier gets of the price, in percent, at least and at most. */
  readonly costPercent: readonly [number, number];
  /** The local hours in which the trip ends. */
  readonly endHours: readonly [number, number];
  readonly segments: Readonly<Record<string, number>>;
}

const LEISURE = { family: 5, couple: 2, senior: 2, student: 1 };
const TRAVEL = { business: 5, family: 2, couple: 2, student: 1 };
const MEMBERS = { member: 1 };

export const PRODUCTS: Readonly<Record<Product, ProductTerms>> = {
  "package-tour": {
    storeWeight: 40,
    onlineWeight: 28,
    quantity: [1, 4],
    medianPrice: 498_000,
    spread: 0.38,
    followsPriceLevel: true,
    leadDays: [8, 80],
    costPercent: [84, 90],
    endHours: [15, 23],
    segments: LEISURE,
  },
  "custom-tour": {
    storeWeight: 9,
    onlineWeight: 6,
    quantity: [2, 6],
    medianPrice: 1_180_000,
    spread: 0.42,
    followsPriceLevel: true,
    leadDays: [14, 90],
    costPercent: [80, 87],
    endHours: [15, 23],
    segments: { family: 5, couple: 3, senior: 1, business: 2 },
  },
  hotel: {
    storeWeight: 15,
    onlineWeight: 22,
    quantity: [1, 6],
    medianPrice: 43_800,
    spread: 0.38,
    followsPriceLevel: true,
    leadDays: [1, 24],
    costPercent: [86, 93],
    endHours: [11, 13],
    segments: TRAVEL,
  },
  flight: {
    storeWeight: 14,
    onlineWeight: 16,
    quantity: [1, 3],
    medianPrice: 98_000,
    spread: 0.4,
    followsPriceLevel: false,
    leadDays: [1, 14],
    costPercent: [96, 99],
    endHours: [7, 23],
    segments: TRAVEL,
  },
  train: {
    storeWeight: 8,
    onlineWeight: 9,
    quantity: [1, 3],
    medianPrice: 27_850,
    spread: 0.42,
    followsPriceLevel: false,
    leadDays: [0, 9],
    costPercent: [97, 99],
    endHours: [8, 22],
    segments: TRAVEL,
  },
  attraction: {
    storeWeight: 8,
    onlineWeight: 10,
    quantity: [1, 5],
    medianPrice: 11_900,
    spread: 0.4,
    followsPriceLevel: false,
    leadDays: [0, 6],
    costPercent: [84, 92],
    endHours: [12, 20],
    segments: LEISURE,
  },
  "online-activity": {
    storeWeight: 6,
    onlineWeight: 10,
    quantity: [1, 1],
    medianPrice: 0,
    spread: 0,
    followsPriceLevel: false,
    leadDays: [0, 0],
    costPercent: [0, 0],
    endHours: [19, 22],
    segments: MEMBERS,
  },
  "member-referral": {
    storeWeight: 4,
    onlineWeight: 5,
    quantity: [1, 1],
    medianPrice: 0,
    spread: 0,
    followsPriceLevel: false,
    leadDays: [0, 0],
    costPercent: [0, 0],
    endHours: [10, 20],
    segments: MEMBERS,
  },
};

/** How many trips end in each month of the calendar: summer holidays and the golden weeks. */
export const SEASON = [0.95, 1.15, 0.95, 1, 1.1, 1, 1.2, 1.25, 1, 1.3, 0.9, 0.9] as const;
