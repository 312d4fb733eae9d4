import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { Chance } from "../chance.ts";
import { makeOrders } from "./orders.ts";
import { makeAdvisors, type People } from "./people.ts";
import { makePlans } from "./plans.ts";
import { makeScores } from "./scores.ts";
import type { Content, Sending } from "./sending.ts";

/** An agency, and all that happens in it. */
export interface World {
  readonly agency: Agency;
  /** The months that are closed, one after the other. */
  readonly months: readonly string[];
  /** Very many orders at once, so that transactions are full. */
  readonly isCrowded: boolean;
  /** In no particular order. */
  readonly sendings: readonly Sending[];
}

const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };
const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"];
/** Of the month before the first that is closed, up to the one after the last. */
const ADJUSTED_MONTHS = ["2025-12", ...MONTHS, "2026-05"];

/** Makes a world: mostly a small one, in which every advisor meets every other; now and then a crowd under one manager. */
export function makeWorld(chance: Chance): World {
  const months = MONTHS.slice(0, chance.between(2, 4));
  const isCrowded = chance.hits(0.1);
  const people: People = makeAdvisors(chance.fork(), months.length);
  const orders = makeOrders(chance.fork(), people, months.length, isCrowded ? chance.between(60, 120) : chance.between(3, 16));
  const sendings: Sending[] = [
    ...people.sendings,
    ...makePlans(chance.fork(), months.length),
    ...orders,
    ...makeScores(chance.fork(), people, months),
    ...makeAdjustments(chance.fork(), people, months),
  ];
  return { agency: AGENCY, months, isCrowded, sendings: [...sendings, ...makeTrouble(chance.fork(), sendings)] };
}

function makeAdjustments(chance: Chance, people: People, months: readonly string[]): Sending[] {
  return Array.from({ length: chance.between(0, 4) }, (_, index): Sending => {
    const content: Content = {
      adjustmentId: `m${index}`,
      advisorId: chance.pick(people.ids),
      month: chance.pick(ADJUSTED_MONTHS.slice(0, months.length + 2)),
      amount: chance.between(-500_000, 500_000),
      reason: "prize",
    };
    // By the amount itself, so that no more chance is drawn than without write-offs.
    const isWriteOff = Number(content.amount) > 0 && Number(content.amount) % 2 === 0;
    const kind = isWriteOff ? { kind: "writeOff" } : {};
    return { period: chance.between(0, months.length - 1), kind: "adjustment", content: { ...content, ...kind } };
  });
}

/** Second contents under an id and revision that is known, and facts that can't be read. */
function makeTrouble(chance: Chance, sendings: readonly Sending[]): Sending[] {
  const orders = sendings.filter(({ kind }) => kind === "order");
  const troubles: Sending[] = [];
  if (orders.length > 0 && chance.hits(0.3)) {
    const { period, kind, content } = chance.pick(orders);
    troubles.push({ period, kind, content: { ...content, facets: { channel: "elsewhere" } } });
  }
  if (orders.length > 0 && chance.hits(0.4)) {
    const { period, kind, content } = chance.pick(orders);
    // An order of its own: a correction keeps the id.
    const corrected = { ...content, orderId: `${content.orderId} corrected` };
    troubles.push({ period, kind, content: { ...corrected, ...chance.pick(SPOILT_ORDERS) }, corrected });
  }
  return troubles;
}

const SPOILT_ORDERS: readonly Content[] = [
  { revision: 0 },
  { lines: "none" },
  { currency: "USD" },
  { bookedAt: "yesterday" },
  { credits: [{ advisorId: "an", share: "1.1" }] },
  { facets: { role: "boss" } },
];
