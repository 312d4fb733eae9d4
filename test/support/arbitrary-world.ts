import fc from "fast-check";
import { addMonths, monthOfDay } from "../../shared/base/calendar/month.ts";
import type { Agency } from "../../shared/engine/facts/agency.ts";
import { decimalUpTo, planTerms } from "./arbitrary-plan.ts";
import { PureCore } from "./pure-core.ts";
import type { Moment } from "./pure-core-moment.ts";
import type { Content, Step } from "./scenario.ts";

/**
 * Arbitrary worlds: a small agency, its facts as they might arrive over four closes, in any order, each revision once.
 * Orders change between closes; advisors move, leave and are registered late; plans and scores are backdated.
 */

export const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };
export const CLOSED_MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"] as const;

/** A step with the number of closes before it. */
interface Arrival {
  readonly period: number;
  readonly step: Step;
}

/** Facts and closes in the order in which they happen. */
export interface World {
  readonly arrivals: readonly Arrival[];
}

/** The facts of a world, without its closes. */
export const factsOf = ({ arrivals }: World): Step[] => arrivals.map(({ step }) => step);

/** What follows from facts taken over in this order. */
export function momentAfter(facts: readonly Step[]): Moment {
  const core = new PureCore(AGENCY);
  for (const fact of facts) core.take(fact);
  return core.now();
}

/** What follows from all the facts of a world. */
export const momentOf = (world: World): Moment => momentAfter(factsOf(world));

/** A world run through its closes. */
export function runWorld(world: World): PureCore {
  const core = new PureCore(AGENCY);
  for (const step of stepsOf(world)) core.take(step);
  return core;
}

/** The steps of a world, each month closed after the facts of its period. */
export const stepsOf = ({ arrivals }: World): Step[] =>
  CLOSED_MONTHS.flatMap((close, period): Step[] => [
    ...arrivals.filter((arrival) => arrival.period === period).map(({ step }) => step),
    { close },
  ]);

/** Who manages whom from the beginning in these worlds: all in a circle. */
const MANAGERS: Readonly<Record<string, string>> = { an: "bo", bo: "chen", chen: "an", ding: "an" };

/** A step of a world with a manager for everyone, and a plan. */
export function managed(step: Step): Step {
  if (!("advisor" in step)) return step;
  const { advisor } = step as { advisor: Content };
  const managers = [{ managerId: MANAGERS[String(advisor.advisorId)], from: "2025-01-01" }, ...((advisor.managers as Content[]) ?? [])];
  return { advisor: { ...advisor, planId: advisor.planId ?? "partner", managers } };
}

const REGISTERED = ["an", "bo", "chen"];
const LATE = "ding";
const UNKNOWN = "xu";
const PLANS = ["junior", "partner"];

const anyAdvisor = fc.constantFrom(...REGISTERED, LATE, UNKNOWN);
const revision = fc.integer({ min: 1, max: 4 });

/** A day from December 2025 to April 2026. */
const day = fc.nat(150).map((days) => dayAfter("2025-12-01", days));

/** An instant of a day, near midnight in the agency's time zone more often than not. */
const instantOn = (on: fc.Arbitrary<string>) =>
  fc
    .tuple(on, fc.constantFrom("00:00:00+08:00", "23:59:59+08:00", "16:00:00Z", "12:30:00.5-03:30"))
    .map(([each, time]) => `${each}T${time}`);

const line = fc
  .record({
    product: fc.constantFrom("hotel", "package-tour"),
    price: fc.oneof(fc.nat(300), fc.nat(20_000_000)),
    couponTenths: fc.constantFrom(0, 0, 3, 10),
    refundedTenths: fc.constantFrom(undefined, undefined, 0, 4, 10),
    cost: fc.option(fc.nat(10_000_000), { nil: undefined }),
    facets: fc.option(fc.constant({ channel: "live" }), { nil: undefined }),
  })
  .map(({ couponTenths, refundedTenths, ...rest }) => {
    const coupon = Math.floor((rest.price * couponTenths) / 10);
    const points = couponTenths === 3 ? Math.min(7, rest.price - coupon) : 0;
    const cash = rest.price - coupon - points;
    const refunded = refundedTenths === undefined ? undefined : Math.floor((cash * refundedTenths) / 10);
    return { ...rest, discounts: { coupon, points }, refunded };
  });

/** At most 4 credits, whose shares in a role stay within 1. */
const credits = fc.oneof(
  anyAdvisor.map((advisorId): Content[] => [{ advisorId }]),
  fc.uniqueArray(
    fc.record({
      advisorId: anyAdvisor,
      role: fc.constantFrom("seller", "seller", "escort", "manager"),
      share: fc.oneof(fc.constantFrom("0.25", "0.2"), decimalUpTo(249_999_998).map(notNil)),
    }),
    { maxLength: 4, selector: ({ advisorId, role }) => `${advisorId} ${role}` },
  ),
);

/** An order at a revision: booked, fulfilled or cancelled. */
const order = fc
  .record({
    orderId: fc.integer({ min: 1, max: 16 }).map((number) => `o${number}`),
    revision,
    status: fc.constantFrom("booked", "fulfilled", "fulfilled", "fulfilled", "cancelled"),
    bookedAt: instantOn(day),
    daysToTrip: fc.integer({ min: 1, max: 40 }),
    isDated: fc.boolean(),
    lines: fc.array(line, { maxLength: 3 }).map((lines) => lines.map((each, index) => ({ lineId: `${index + 1}`, ...each }))),
    facets: fc.option(fc.constant({ channel: "store" }), { nil: undefined }),
    credits,
  })
  .map(({ daysToTrip, isDated, ...rest }): Content => {
    const trip = new Date(Date.parse(rest.bookedAt) + daysToTrip * 86_400_000).toISOString();
    const expected = isDated ? { expectedFulfilmentOn: trip.slice(0, 10) } : {};
    return { ...rest, currency: AGENCY.currency, ...(rest.status === "fulfilled" ? { fulfilledAt: trip } : expected) };
  });

/** Everything of an advisor that changes from revision to revision. */
const advisorTerms = fc
  .record({
    joinedOn: day,
    daysToLeaving: fc.option(fc.nat(120), { nil: undefined }),
    daysToReturn: fc.option(fc.integer({ min: 2, max: 60 }), { nil: undefined }),
    planId: fc.constantFrom("partner", "partner", "junior", undefined),
    assignments: fc.array(fc.record({ planId: fc.constantFrom(...PLANS), from: day }), { maxLength: 2 }),
    managers: fc.array(fc.record({ managerId: fc.option(anyAdvisor, { nil: null }), from: day }), { maxLength: 2 }),
    stores: fc.array(fc.record({ storeId: fc.constantFrom("s1", "s2"), from: day }), { maxLength: 2 }),
  })
  .map(({ daysToLeaving, daysToReturn, ...rest }): Content => {
    if (daysToLeaving === undefined) return { name: "name", ...rest };
    const leftOn = dayAfter(rest.joinedOn, daysToLeaving);
    if (daysToReturn === undefined) return { name: "name", ...rest, leftOn };
    const { joinedOn: from, ...others } = rest;
    return { name: "name", ...others, spells: [{ from, to: leftOn }, { from: dayAfter(leftOn, daysToReturn) }] };
  });

/** A revision of an advisor. */
export const advisorContent = (advisorId: fc.Arbitrary<string>, revision: fc.Arbitrary<number>): fc.Arbitrary<Content> =>
  fc.tuple(advisorId, revision, advisorTerms).map(([advisorId, revision, terms]) => ({ ...terms, advisorId, revision }));

const attributes = fc.record({
  subject: fc.constantFrom({ advisorId: "an" }, { advisorId: "bo" }, { advisorId: LATE }, { storeId: "s1" }, { storeId: "s2" }),
  month: day.map(monthOfDay),
  values: fc.record(
    {
      serviceScore: fc.constantFrom("3.9", "4", "4.8", "5"),
      targetSales: fc.constantFrom("0", "100000", "1234567.5", "4000001"),
      targetUnits: fc.constantFrom("-1", "2", "3.5"),
    },
    { requiredKeys: ["serviceScore"] },
  ),
  revision,
});

const plan = (planId: fc.Arbitrary<string>, version: fc.Arbitrary<number>, effectiveFrom: fc.Arbitrary<string>) =>
  fc.record({ planId, version, effectiveFrom, terms: planTerms }).map(({ terms, ...rest }): Content => ({ ...terms, ...rest }));

/** Before the first close it may be of an earlier month; after, of no closed one. */
const adjustment = (period: number) =>
  fc
    .record({
      adjustmentId: fc.constantFrom("m1", "m2", "m3"),
      advisorId: fc.constantFrom(...REGISTERED),
      month: fc.integer({ min: period === 0 ? -1 : 0, max: 2 }).map((later) => addMonths(CLOSED_MONTHS[0], period + later)),
      amount: fc.integer({ min: -500_000, max: 500_000 }),
      reason: fc.constant("bonus of the year"),
    })
    .map((content) => (content.amount > 0 && content.amount % 2 === 0 ? { ...content, kind: "writeOff" } : content));

const arrival: fc.Arbitrary<Arrival> = fc.nat(CLOSED_MONTHS.length - 1).chain((period) =>
  fc
    .oneof(
      { weight: 8, arbitrary: order.map((order): Step => ({ order })) },
      {
        weight: 2,
        arbitrary: advisorContent(fc.constantFrom(...REGISTERED, LATE), fc.integer({ min: 2, max: 4 })).map(
          (advisor): Step => ({ advisor }),
        ),
      },
      { weight: 2, arbitrary: attributes.map(({ subject, ...rest }): Step => ({ attributes: { ...subject, ...rest } })) },
      {
        weight: 1,
        arbitrary: plan(fc.constantFrom(...PLANS), fc.integer({ min: 2, max: 4 }), day).map((plan): Step => ({ plan })),
      },
      { weight: 1, arbitrary: adjustment(period).map((adjustment): Step => ({ adjustment })) },
    )
    .map((step) => ({ period, step })),
);

/** What is known from the start: three advisors and the first versions of the plans, one of which begins late. */
const beginnings = fc
  .tuple(
    plan(fc.constant("partner"), fc.constant(1), fc.constant("2025-01-01")),
    plan(fc.constant("junior"), fc.constant(1), day),
    ...REGISTERED.map((advisorId) => advisorContent(fc.constant(advisorId), fc.constant(1))),
  )
  .map(([partner, junior, ...advisors]): Arrival[] =>
    [{ plan: partner }, { plan: junior }, ...advisors.map((advisor) => ({ advisor }))].map((step) => ({ period: 0, step })),
  );

/** Worlds of up to 40 facts, each revision once. */
export const world: fc.Arbitrary<World> = fc
  .tuple(beginnings, fc.array(arrival, { minLength: 10, maxLength: 40, size: "max" }))
  .map(([known, arrivals]) => ({ arrivals: [...known, ...new Map(arrivals.map((each) => [revisionKey(each.step), each])).values()] }));

/** The id and revision of a fact as one text. */
function revisionKey(step: Step): string {
  const [[kind, content] = ["", {}]] = Object.entries(step) as [string, Content][];
  const { orderId, advisorId, storeId, planId, adjustmentId, month, revision, version } = content;
  return JSON.stringify(
    kind === "adjustment" ? [kind, adjustmentId] : [kind, orderId, advisorId, storeId, kind === "plan" ? planId : month, revision, version],
  );
}

/** The day that lies some days after another; before it, where negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function notNil(share: string): string {
  return share === "0" ? "0.000000001" : share;
}
