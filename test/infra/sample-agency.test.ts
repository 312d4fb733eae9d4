import { beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_SIZES } from "../../infra/local/runs/sample.ts";
import type { Advisor, Line, Order, Plan, SampleAgency, Step } from "../../infra/local/sample-agency/period.ts";
import { makeSampleAgency } from "../../infra/local/sample-agency/sample-agency.ts";

const SHARE_ONE = 1_000_000_000n;
const DAY_MS = 86_400_000;

let agency: SampleAgency;
/** Every order event that can be read, with what was closed when it came. */
let events: { order: Order; closed: number }[];
/** The highest revision of each order. */
let latest: Map<string, Order>;
/** Each advisor's record as it stands in the end. */
let register: Map<string, Advisor>;

beforeAll(() => {
  agency = makeSampleAgency();
  events = orderEvents(agency.steps).filter(({ order }) => faultsOf(order).length === 0);
  latest = new Map();
  for (const { order } of events) {
    if ((latest.get(order.orderId)?.revision ?? 0) < order.revision) {
      latest.set(order.orderId, order);
    }
  }
  register = new Map(agency.advisors.map((advisor) => [advisor.advisorId, advisor]));
  for (const { advisor } of stepsOf("advisor")) register.set(advisor.advisorId, advisor);
});

describe("the whole", () => {
  test("the same options give the same agency, to the byte; another seed another of the same size", () => {
    const options = { advisors: 40, months: 4, orders: 600 };
    const [first, again, other] = [makeSampleAgency(options), makeSampleAgency(options), makeSampleAgency({ ...options, seed: 2 })];
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(first));
    for (const { steps } of [first, other]) expect(Math.abs(idsOfOrders(steps).size - 605)).toBeLessThan(20);
    expect(Math.abs(idsOfOrders(agency.steps).size - 20_005)).toBeLessThan(100);
  });

  test("it can be made small, over the turn of a year too", () => {
    const small = makeSampleAgency({ advisors: 40, months: 4, orders: 600, firstMonth: "2025-11" });
    expect(Math.abs(idsOfOrders(small.steps).size - 605)).toBeLessThan(20);
    expect(closesOf(small.steps)).toEqual(["2025-11", "2025-12", "2026-01"]);
    const faults = orderEvents(small.steps).filter(({ order }) => faultsOf(order).length > 0);
    expect(faults).toHaveLength(5);
  });

  test("it refuses to be too small to show what it is for", () => {
    expect(() => makeSampleAgency({ advisors: 39 })).toThrow(RangeError);
    expect(() => makeSampleAgency({ months: 3 })).toThrow(RangeError);
  });

  test("its settings are the agency's, and five of its six months are closed", () => {
    expect(agency.agency).toEqual({
      currency: "CNY",
      timeZone: "Asia/Shanghai",
      facets: ["community", "winBack", "crossSell"],
    });
    const closed = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09"];
    expect(closesOf(agency.steps)).toEqual(closed);
    expect(agency.steps.at(-1)).not.toHaveProperty("close");
  });
});

describe("people", () => {
  test("they are exactly 200, managers included, whoever is registered later too", () => {
    expect(register.size).toBe(200);
    expect(agency.advisors.length).toBeLessThan(200);
  });

  test("each store has a manager, each manager a region manager, who has none", () => {
    const stores = new Set([...register.values()].flatMap(({ stores: at }) => at ?? []).map(({ storeId }) => storeId));
    expect([...stores].sort()).toEqual(
      "hangzhou-1 nanjing-1 nanjing-2 nanjing-3 nanjing-4 online-1 shanghai-1 shanghai-2 shanghai-3 shanghai-4 suzhou-1 suzhou-2".split(
        " ",
      ),
    );
    const kinds = { adv: /^mgr-\d\d$/, mgr: /^reg-[123]$/ };
    for (const { advisorId, managers = [] } of register.values()) {
      const kind = advisorId.slice(0, 3);
      if (kind === "reg") expect(managers).toEqual([]);
      else {
        expect(managers.length).toBeGreaterThan(0);
        for (const { managerId } of managers) {
          expect(managerId).toMatch(kinds[kind as keyof typeof kinds]);
          expect(register.has(managerId as string)).toBe(true);
        }
      }
    }
  });

  test("their names hold the characters that are often missing", () => {
    const names = [...register.values()].map(({ name }) => name).join("");
    for (const rare of ["䶮", "喆", "镕", "堃", "㛃"]) expect(names).toContain(rare);
  });

  test("some have been here for years, some join while the months pass", () => {
    const joined = [...register.values()].map(({ joinedOn }) => joinedOn).sort();
    expect((joined[0] as string) < "2020-01-01").toBe(true);
    const newcomers = joined.filter((day) => day >= "2026-05-01");
    expect(newcomers.length).toBeGreaterThanOrEqual(8);
    expect((joined.at(-1) as string) >= "2026-09-01").toBe(true);
  });

  test("a handful sells more than a million yuan of tours in a month, some nearly nothing", () => {
    const best = [...toursByAdvisor().values()].map((months) => Math.max(...months.values()));
    const stars = best.filter((sold) => sold > 100_000_000).length;
    expect(stars).toBeGreaterThanOrEqual(5);
    expect(stars).toBeLessThanOrEqual(12);
    expect(best.filter((sold) => sold < 10_000_000).length).toBeGreaterThan(10);
  });

  test("three leave, and have trips after leaving; one is told of after the close", () => {
    const leavers = [...register.values()].filter(({ leftOn }) => leftOn !== undefined);
    expect(leavers).toHaveLength(3);
    for (const { advisorId, leftOn } of leavers) {
      const sold = [...latest.values()].filter(({ credits }) => credits[0]?.advisorId === advisorId);
      expect(sold.some((order) => (order.fulfilledAt?.slice(0, 10) ?? "") > (leftOn as string))).toBe(true);
      expect(sold.every((order) => order.bookedAt.slice(0, 10) <= (leftOn as string))).toBe(true);
    }
    const toldLate = changes().filter(({ advisor, closed }) => advisor.leftOn && closed.includes(advisor.leftOn.slice(0, 7)));
    expect(toldLate).toHaveLength(1);
  });

  test("one manager is corrected in retrospect, one advisor moves stores, one changes plans", () => {
    const corrected = changes().filter(({ advisor, closed }) => {
      const from = advisor.managers?.at(-1)?.from as string;
      return advisor.managers?.length === 2 && closed.includes(from.slice(0, 7));
    });
    expect(corrected).toHaveLength(1);
    const records = [...register.values()];
    expect(records.filter(({ stores }) => stores?.length === 2)).toHaveLength(1);
    expect(records.filter(({ assignments }) => assignments?.[0]?.planId === "online")).toHaveLength(1);
  });

  test("some credits wait for a registration over a close, some for one that has not come", () => {
    const known = new Set(agency.advisors.map(({ advisorId }) => advisorId));
    const waiting = new Map<string, Order[]>();
    const waitedOverClose: string[] = [];
    const closed: string[] = [];
    for (const step of agency.steps) {
      if ("close" in step) closed.push(step.close);
      if ("advisor" in step) {
        const { advisorId } = step.advisor;
        const earned = waiting.get(advisorId) ?? [];
        if (earned.some(({ fulfilledAt }) => closed.includes(fulfilledAt?.slice(0, 7) ?? ""))) waitedOverClose.push(advisorId);
        known.add(advisorId);
      }
      if (!("order" in step)) continue;
      for (const { advisorId } of step.order.credits) {
        if (!known.has(advisorId)) waiting.set(advisorId, [...(waiting.get(advisorId) ?? []), step.order]);
      }
    }
    expect([...waiting.keys()].filter((advisorId) => register.has(advisorId))).toHaveLength(3);
    expect(waitedOverClose).toHaveLength(2);
    expect([...waiting.keys()].filter((advisorId) => !register.has(advisorId))).toHaveLength(1);
  });
});

describe("plans", () => {
  const kindsOf = (planId: string) => new Set(planOf(planId, 1).components.map(({ kind }) => kind));

  test("between them the plans use everything that a plan can say", () => {
    expect(kindsOf("partner")).toEqual(new Set(["share", "table", "flat", "bonus", "guarantee"]));
    expect(kindsOf("online")).toEqual(new Set(["share", "flat", "cap", "guarantee"]));
    const partner = JSON.stringify(planOf("partner", 1));
    for (const part of [
      '"marginal"',
      '"of"',
      '"manager"',
      '"manager-2"',
      '"group-leader"',
      '"community"',
      '"winBack"',
      '"crossSell"',
      '"afterLeaving"',
      '"serviceScore"',
      '"inspectionScore"',
      '"equity"',
      '"minimum"',
    ]) {
      expect(partner).toContain(part);
    }
    expect(JSON.stringify(planOf("online", 1))).toContain('"mode":"whole","period":"year"');
  });

  test("the change of the partners' plan is published weeks ahead, the other reaches back", () => {
    const [first, second] = planSteps();
    expect(first).toMatchObject({ plan: { planId: "partner", version: 2, effectiveFrom: "2026-08-01" } });
    expect(first?.closed).toEqual(["2026-05", "2026-06"].slice(0, first?.closed.length));
    expect((first?.lastHeard as string) < "2026-07-15").toBe(true);
    expect(second).toMatchObject({ plan: { planId: "online", version: 2, effectiveFrom: "2026-06-10" } });
    expect(second?.closed).toEqual(["2026-05", "2026-06"]);
  });
});

describe("orders", () => {
  test("all keep the contract's rules, but for five that each break one", () => {
    const broken = orderEvents(agency.steps)
      .map(({ order }) => faultsOf(order))
      .filter((faults) => faults.length > 0);
    expect(broken.flat().sort()).toEqual(["currency", "discounts", "fulfilledAt", "refunded", "shares"]);
  });

  test("they are about 20,000, of all business lines, one to four lines each", () => {
    // What is told only once it is over is missing where it is over after the story's end.
    expect(latest.size).toBeGreaterThan(19_900);
    expect(latest.size).toBeLessThanOrEqual(20_000);
    const products = Map.groupBy([...latest.values()], ({ lines }) => lines[0]?.product);
    expect([...products.keys()].sort()).toEqual(
      "attraction custom-tour flight hotel member-referral online-activity package-tour train".split(" "),
    );
    for (const orders of products.values()) expect(orders.length).toBeGreaterThan(500);
    const lineCounts = new Set([...latest.values()].map(({ lines }) => lines.length));
    expect([...lineCounts].sort()).toEqual([1, 2, 3, 4]);
  });

  test("each is booked up to 90 days ahead: flights a few days, tours some weeks", () => {
    const leads = new Map<string, number[]>();
    for (const { lines, bookedAt, expectedFulfilmentOn } of latest.values()) {
      const lead = daysBetween(bookedAt, expectedFulfilmentOn as string);
      expect(lead).toBeGreaterThanOrEqual(0);
      expect(lead).toBeLessThanOrEqual(90);
      const product = (lines[0] as Line).product;
      leads.set(product, [...(leads.get(product) ?? []), lead]);
    }
    expect(median(leads.get("flight") as number[])).toBeLessThan(8);
    expect(median(leads.get("package-tour") as number[])).toBeGreaterThan(14);
  });

  test("revisions count up, and an event that comes twice is the same twice", () => {
    const byOrder = Map.groupBy(events, ({ order }) => order.orderId);
    let duplicates = 0;
    for (const [, told] of byOrder) {
      const revisions = new Map<number, string>();
      for (const { order } of told) {
        const content = JSON.stringify(order);
        if (revisions.has(order.revision)) duplicates++;
        expect(revisions.get(order.revision) ?? content).toBe(content);
        revisions.set(order.revision, content);
      }
      const highest = Math.max(...revisions.keys());
      expect(revisions.size).toBe(highest);
    }
    expect(duplicates / events.length).toBeGreaterThan(0.01);
    expect(duplicates / events.length).toBeLessThan(0.02);
  });

  test("some are amended, cancelled, refunded in part or wholly, or still to come", () => {
    const orders = [...latest.values()];
    const count = (is: (order: Order) => boolean) => orders.filter(is).length;
    const fulfilled = (order: Order) => order.status === "fulfilled";
    expect(count(({ status }) => status === "cancelled")).toBeGreaterThan(500);
    expect(count((order) => order.status === "booked" && (order.expectedFulfilmentOn ?? "") > "2026-10-31")).toBeGreaterThan(200);
    expect(count((order) => fulfilled(order) && isWhollyRefunded(order))).toBeGreaterThan(100);
    expect(count((order) => fulfilled(order) && isRefunded(order) && !isWhollyRefunded(order))).toBeGreaterThan(300);
    const priceOf = ({ lines }: Order) => lines.reduce((sum, { price }) => sum + price, 0);
    const booked = events.filter(({ order }) => order.status === "booked");
    const amended = booked.filter(({ order }) => order.revision === 2);
    expect(amended.length).toBeGreaterThan(400);
    const firsts = new Map(booked.filter(({ order }) => order.revision === 1).map(({ order }) => [order.orderId, order]));
    const repriced = amended.filter(({ order }) => priceOf(order) !== priceOf(firsts.get(order.orderId) as Order));
    expect(repriced.length).toBeGreaterThan(0.9 * amended.length);
  });

  test("some refunds come after the close of the month of the trip", () => {
    const closedMonths = closesOf(agency.steps);
    const after = events.filter(
      ({ order, closed }) => isRefunded(order) && closedMonths.slice(0, closed).includes((order.fulfilledAt as string).slice(0, 7)),
    );
    expect(after.length).toBeGreaterThan(100);
  });

  test("two in a hundred events come after the close of their month, some out of order", () => {
    const closedMonths = closesOf(agency.steps);
    const heard = new Map<string, Set<number>>();
    let fulfilments = 0;
    let late = 0;
    let overtaken = 0;
    for (const { order, closed } of events) {
      const revisions = heard.get(order.orderId) ?? new Set<number>();
      if (!revisions.has(order.revision) && Math.max(0, ...revisions) > order.revision) overtaken++;
      heard.set(order.orderId, revisions.add(order.revision));
      if (order.status !== "fulfilled" || isRefunded(order)) continue;
      const month = (order.fulfilledAt as string).slice(0, 7);
      if (month === "2026-10") continue;
      fulfilments++;
      if (closedMonths.slice(0, closed).includes(month)) late++;
    }
    expect(late / fulfilments).toBeGreaterThan(0.015);
    expect(late / fulfilments).toBeLessThan(0.03);
    expect(overtaken).toBeGreaterThan(20);
  });

  test("facets, discounts and points are used as they would be", () => {
    const orders = [...latest.values()];
    const values = (name: string) => new Set(orders.map(({ facets }) => facets?.[name]).filter((value) => value !== undefined));
    expect([...values("channel")].sort()).toEqual(["app", "phone", "store", "wechat-group"]);
    expect(values("segment").size).toBeGreaterThan(4);
    expect([...values("community"), ...values("winBack")]).toEqual(["yes", "yes"]);
    const lines = orders.flatMap((order) => order.lines);
    expect(lines.filter(({ facets }) => facets?.crossSell === "yes").length).toBeGreaterThan(1_000);
    const discounts = new Set(lines.flatMap((line) => Object.keys(line.discounts ?? {})));
    expect([...discounts].sort()).toEqual(["coupon", "membership", "points"]);
    expect(lines.some((line) => line.price > 0 && cashOf(line) === 0)).toBe(true);
    expect(lines.some((line) => line.price === 0)).toBe(true);
    expect(lines.every((line) => (line.cost ?? 0) <= line.price)).toBe(true);
  });

  test("credits are split, left to the house in part, and given to leaders of groups", () => {
    const count = (is: (credits: Order["credits"]) => boolean) => [...latest.values()].filter(({ credits }) => is(credits)).length;
    const sellers = (credits: Order["credits"]) => credits.filter(({ role }) => role === "seller");
    expect(count((credits) => sellers(credits).length > 1)).toBeGreaterThan(500);
    expect(count((credits) => sellers(credits).length > 2)).toBeGreaterThan(20);
    expect(count((credits) => credits.some(({ role }) => role === "group-leader"))).toBeGreaterThan(500);
    const toHouse = count((credits) => sharesOf(sellers(credits)) < SHARE_ONE);
    expect(toHouse).toBeGreaterThan(50);
    expect(toHouse).toBeLessThan(500);
  });
});

describe("scores and adjustments", () => {
  test("each closed month has its scores before its close, and some are corrected after", () => {
    const before = new Map<string, number>();
    let corrected = 0;
    let inspectionsCorrected = 0;
    const closed: string[] = [];
    for (const step of agency.steps) {
      if ("close" in step) closed.push(step.close);
      if (!("attributes" in step)) continue;
      const { month, values, storeId } = step.attributes;
      for (const value of Object.values(values)) expect(value).toMatch(/^\d+(\.\d)?$/);
      if (!closed.includes(month)) before.set(month, (before.get(month) ?? 0) + 1);
      else if (storeId === undefined) corrected++;
      else inspectionsCorrected++;
    }
    for (const month of closed) expect(before.get(month)).toBeGreaterThan(180);
    expect(corrected).toBeGreaterThan(10);
    expect(inspectionsCorrected).toBe(1);
  });

  test("manual adjustments name known advisors and open months, each with an id and a reason", () => {
    const known = new Set(agency.advisors.map(({ advisorId }) => advisorId));
    const closed: string[] = [];
    const ids: string[] = [];
    const signs = new Set<number>();
    for (const step of agency.steps) {
      if ("close" in step) closed.push(step.close);
      if ("advisor" in step) known.add(step.advisor.advisorId);
      if (!("adjustment" in step)) continue;
      const { adjustmentId, advisorId, month, amount, reason } = step.adjustment;
      ids.push(adjustmentId);
      signs.add(Math.sign(amount));
      expect(known).toContain(advisorId);
      expect(closed).not.toContain(month);
      expect(reason).not.toBe("");
    }
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
    expect(signs).toEqual(new Set([1, -1]));
  });
});

test("the small agency: it has what the large one shows on pages, in as many months", () => {
  const small = makeSampleAgency(SAMPLE_SIZES.small);
  expect(SAMPLE_SIZES.large).toEqual({ advisors: 200, orders: 20_000 });
  const { steps } = small;
  expect(closesOf(steps)).toEqual(closesOf(agency.steps));
  const told = orderEvents(steps);
  const sound = told.filter(({ order }) => faultsOf(order).length === 0);
  expect(told.length - sound.length).toBe(5);
  const orders = [...new Map(sound.map(({ order }) => [order.orderId, order])).values()];
  expect(orders.length).toBeGreaterThan(12_000);
  const kinds = (all: readonly Step[]) => new Set(all.flatMap((step) => Object.keys(step)));
  expect(kinds(steps)).toEqual(kinds(agency.steps));
  const products = (all: Iterable<Order>) => new Set([...all].flatMap(({ lines }) => lines.map(({ product }) => product)));
  expect(products(orders)).toEqual(products(latest.values()));
  // After a close: refunds, scores, a plan, and what HR corrects; and leavers, newcomers, two managers, stores and plans.
  const closes = closesOf(steps);
  const isLate = ({ order, closed }: { order: Order; closed: number }) =>
    closes.slice(0, closed).includes(order.fulfilledAt?.slice(0, 7) ?? "");
  expect(sound.filter((event) => isRefunded(event.order) && isLate(event)).length).toBeGreaterThan(50);
  const advisors = steps.flatMap((step) => ("advisor" in step ? [step.advisor] : []));
  expect(advisors.filter(({ leftOn }) => leftOn !== undefined)).toHaveLength(3);
  expect(advisors.filter(({ managers = [] }) => managers.length > 1).length).toBeGreaterThan(1);
  expect(advisors.some(({ stores = [] }) => stores.length > 1)).toBe(true);
  expect(advisors.some(({ assignments = [] }) => assignments.length > 0)).toBe(true);
  expect(small.advisors.length + new Set(advisors.map(({ advisorId }) => advisorId)).size).toBeGreaterThan(SAMPLE_SIZES.small.advisors);
  expect(small.plans).toEqual(agency.plans);
});

/** What the contract says of an order, checked anew: the name of each rule that is broken. */
function faultsOf(order: Order): string[] {
  const { lines, credits, bookedAt, fulfilledAt } = order;
  const keys = credits.map(({ advisorId, role }) => `${advisorId} ${role}`);
  const roles = new Set(credits.map(({ role }) => role));
  const isWhole = (amount: number | undefined) => amount === undefined || (Number.isSafeInteger(amount) && amount >= 0);
  const holds: Record<string, boolean> = {
    revision: Number.isInteger(order.revision) && order.revision >= 1,
    instants: [bookedAt, fulfilledAt ?? bookedAt].every((at) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(at)),
    status: (order.status === "fulfilled") === (fulfilledAt !== undefined),
    fulfilledAt: fulfilledAt === undefined || fulfilledAt >= bookedAt,
    currency: order.currency === "CNY",
    lines: lines.length >= 1 && lines.length <= 20 && new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
    amounts: lines.every((line) => [line.price, line.refunded, line.cost, ...Object.values(line.discounts ?? {})].every(isWhole)),
    discounts: lines.every((line) => cashOf(line) >= 0),
    refunded: lines.every((line) => (line.refunded ?? 0) <= Math.max(0, cashOf(line))),
    facets: [order, ...lines].every(({ facets }) => ["product", "role", "afterLeaving"].every((own) => !(own in (facets ?? {})))),
    credits: credits.length >= 1 && credits.length <= 8 && new Set(keys).size === keys.length,
    share: credits.every(({ share }) => /^(0\.\d{1,9}|1)$/.test(share) && Number(share) > 0),
    shares: [...roles].every((role) => sharesOf(credits.filter((credit) => credit.role === role)) <= SHARE_ONE),
  };
  return Object.keys(holds).filter((rule) => !holds[rule]);
}

function cashOf({ price, discounts }: Line): number {
  return price - Object.values(discounts ?? {}).reduce((sum, discount) => sum + discount, 0);
}

function sharesOf(credits: Order["credits"]): bigint {
  const billionths = (share: string) => {
    const [whole = "0", decimals = ""] = share.split(".");
    return BigInt(whole) * SHARE_ONE + BigInt(decimals.padEnd(9, "0"));
  };
  return credits.reduce((sum, { share }) => sum + billionths(share), 0n);
}

function isRefunded({ lines }: Order): boolean {
  return lines.some(({ refunded }) => (refunded ?? 0) > 0);
}

function isWhollyRefunded(order: Order): boolean {
  return isRefunded(order) && order.lines.every((line) => (line.refunded ?? 0) === cashOf(line));
}

function orderEvents(steps: readonly Step[]): { order: Order; closed: number }[] {
  let closed = 0;
  return steps.flatMap((step) => {
    if ("close" in step) closed++;
    return "order" in step ? [{ order: step.order, closed }] : [];
  });
}

function idsOfOrders(steps: readonly Step[]): Set<string> {
  return new Set(orderEvents(steps).map(({ order }) => order.orderId));
}

function closesOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => ("close" in step ? [step.close] : []));
}

function stepsOf(kind: "advisor"): { advisor: Advisor }[] {
  return agency.steps.filter((step): step is { advisor: Advisor } => kind in step);
}

/** The advisor steps, with the months closed by then. */
function changes(): { advisor: Advisor; closed: string[] }[] {
  const closed: string[] = [];
  return agency.steps.flatMap((step) => {
    if ("close" in step) closed.push(step.close);
    return "advisor" in step ? [{ advisor: step.advisor, closed: [...closed] }] : [];
  });
}

function planOf(planId: string, version: number): Plan {
  return agency.plans.find((plan) => plan.planId === planId && plan.version === version) as Plan;
}

/** The plans published later, with the months closed by then and the last booking heard of. */
function planSteps(): { plan: Plan; closed: string[]; lastHeard: string }[] {
  const closed: string[] = [];
  let lastHeard = "";
  return agency.steps.flatMap((step) => {
    if ("close" in step) closed.push(step.close);
    if ("order" in step && step.order.bookedAt > lastHeard) lastHeard = step.order.bookedAt;
    return "plan" in step ? [{ plan: step.plan, closed: [...closed], lastHeard }] : [];
  });
}

/** Fen of tours sold, by advisor and month of the trip's end. */
function toursByAdvisor(): Map<string, Map<string, number>> {
  const sold = new Map<string, Map<string, number>>();
  for (const { status, lines, credits, fulfilledAt } of latest.values()) {
    if (status !== "fulfilled") continue;
    const tours = lines
      .filter(({ product }) => product.endsWith("-tour"))
      .reduce((sum, line) => sum + cashOf(line) - (line.refunded ?? 0), 0);
    const month = (fulfilledAt as string).slice(0, 7);
    for (const { advisorId, role, share } of credits) {
      if (role !== "seller" || !advisorId.startsWith("adv-")) continue;
      const months = sold.get(advisorId) ?? new Map<string, number>();
      sold.set(advisorId, months.set(month, (months.get(month) ?? 0) + tours * Number(share)));
    }
  }
  return sold;
}

function daysBetween(bookedAt: string, on: string): number {
  return (Date.parse(on) - Date.parse(bookedAt.slice(0, 10))) / DAY_MS;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] as number;
}
