import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { Chance } from "../chance.ts";
import type { Content, FactKind } from "../world/sending.ts";

/** What people of finance do at their desk. Whom or which payout it is about, they see when they come to it. */
export const DEEDS = ["begin", "approve", "export", "send", "confirm", "withdraw", "hold", "release", "payee", "outcome", "look"] as const;
export type DeedKind = (typeof DEEDS)[number];

/** A fact that is sent before a close, or something that someone does after it. */
export interface Event {
  /** How many closes were before it. */
  readonly period: number;
  readonly kind: FactKind | DeedKind;
  readonly content: Content;
}

/** An agency that pays, and all that happens in it. */
export interface PayWorld {
  readonly agency: Agency;
  readonly months: readonly string[];
  readonly advisorIds: readonly string[];
  /** Whether statements carry what is below a minimum, and people of finance propose adjustments, one after each close of their own. */
  readonly carries: boolean;
  readonly sendings: readonly Event[];
}

/** Who works at the desk. */
export const PEOPLE = ["fay", "gus", "ida"];

const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const MONTHS = ["2026-01", "2026-02", "2026-03"];
const ADVISORS = ["an", "bo", "chen", "deng", "e", "fang"];
/** About as many months as not come to less, minor units. */
const MINIMUM = 150_000;
const HOUR = 3_600_000;
/** A payout's way, step by step. */
const WAY = ["begin", "approve", "export", "confirm"] as const;
/** Makes a world: a few advisors who earn each month, refunds and adjustments, and people who come to the desk at all times. */
export function makePayWorld(chance: Chance, carries = false): PayWorld {
  // What is carried is paid two closes later at the earliest.
  const months = carries ? MONTHS : MONTHS.slice(0, chance.between(1, 3));
  const advisorIds = ADVISORS.slice(0, chance.between(3, ADVISORS.length));
  const facts = [
    plan(carries ? MINIMUM : 0),
    ...advisorIds.map(advisor),
    ...months.flatMap((month, period) => earnings(chance, advisorIds, month, period, months)),
  ];
  const deeds = months.flatMap((_, period) => [
    ...Array.from({ length: chance.between(2, 5) }, () => way(chance, advisorIds, period + 1)).flat(),
    ...Array.from({ length: chance.between(0, 6) }, () =>
      deed(chance, advisorIds, period + 1, chance.pick(DEEDS), chance.between(0, 72 * HOUR)),
    ),
    ...Array.from({ length: chance.between(0, 6) }, () =>
      deed(chance, advisorIds, period + 1, chance.pick(["outcome", "outcome", "look"] as const), chance.between(0, 96 * HOUR)),
    ),
  ]);
  return { agency: AGENCY, months, advisorIds, carries, sendings: [...facts, ...deeds] };
}

/** People take a payout its way, at once or over days, mostly as they should. */
function way(chance: Chance, advisorIds: readonly string[], period: number): Event[] {
  let at = chance.between(0, chance.pick([2_000, 60 * HOUR]));
  return WAY.flatMap((kind, place) => {
    at += chance.between(0, chance.pick([2_000, 60_000, 20 * HOUR]));
    const by = chance.hits(0.9) ? PEOPLE[place % 2] : chance.pick(PEOPLE);
    return chance.hits(0.9) ? [deed(chance, advisorIds, period, kind, at, by)] : [];
  });
}

function deed(
  chance: Chance,
  advisorIds: readonly string[],
  period: number,
  kind: DeedKind,
  delayMs: number,
  by = chance.pick(PEOPLE),
): Event {
  return { period, kind, content: { by, delayMs, advisorId: chance.pick(advisorIds), which: chance.next() } };
}

function plan(minimum: number): Event {
  const content = {
    ...{ planId: "partner", version: 1, effectiveFrom: "2025-01-01", earn: "fulfilled", base: { from: "price", less: ["refunded"] } },
    components: [{ id: "share", kind: "share", rate: "0.06" }],
    ...(minimum > 0 && { payout: { minimum } }),
  };
  return { period: 0, kind: "plan", content };
}

const advisor = (advisorId: string): Event => ({
  ...{ period: 0, kind: "advisor" },
  content: { advisorId, name: `Advisor ${advisorId}`, joinedOn: "2025-06-15", planId: "partner", revision: 1 },
});

/** What is earned in a month, some of it refunded later, and adjustments to it. */
function earnings(chance: Chance, advisorIds: readonly string[], month: string, period: number, months: readonly string[]): Event[] {
  return advisorIds.flatMap((advisorId): Event[] => {
    const orderId = `${month}-${advisorId}`;
    const price = chance.between(1_000, 5_000_000);
    const order = (revision: number, refunded: number, at: number): Event => ({
      ...{ period: at, kind: "order" },
      content: {
        ...{ orderId, revision, status: "fulfilled", currency: "CNY", credits: [{ advisorId }] },
        ...{ bookedAt: `${month}-02T09:00:00+08:00`, fulfilledAt: `${month}-20T09:00:00+08:00` },
        lines: [{ lineId: "1", product: "hotel", price, ...(refunded > 0 ? { refunded } : {}) }],
      },
    });
    const isRefunded = period + 1 < months.length && chance.hits(0.3);
    const adjustment: Event = {
      ...{ period, kind: "adjustment" },
      content: { adjustmentId: `a-${orderId}`, advisorId, month, amount: chance.between(-20_000, 50_000), reason: "as agreed" },
    };
    return [
      ...(chance.hits(0.85) ? [order(1, 0, period)] : []),
      ...(isRefunded ? [order(2, Math.floor(price / chance.pick([1, 2])), chance.between(period + 1, months.length - 1))] : []),
      ...(chance.hits(0.3) ? [adjustment] : []),
    ];
  });
}
