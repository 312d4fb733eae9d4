import fc from "fast-check";
import { formatDecimal } from "../../shared/base/money/money.ts";
import type { Content } from "./scenario.ts";

/** Arbitrary plan versions, as content: every kind of component, ladder, factor and rule that the contract knows. */

/** A decimal string from 0 up to a count of billionths. */
export const decimalUpTo = (max: number) => fc.integer({ min: 0, max }).map((billionths) => formatDecimal(BigInt(billionths)));

/** Steps of a ladder: the first at 0, the others rising. */
export const ladderSteps = (highest: number) =>
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: highest }), { maxLength: 3 }), fc.array(decimalUpTo(200_000_000), { minLength: 4 }))
    .map(([froms, rates]) => [0, ...froms.sort((left, right) => left - right)].map((from, index) => ({ from, rate: rates[index] ?? "0" })));

const accepted = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 });

const where = fc.record(
  {
    role: accepted("seller", "manager", "manager-2", "escort"),
    product: accepted("hotel", "package-tour"),
    channel: accepted("live", "store"),
    afterLeaving: accepted("yes", "no"),
  },
  { requiredKeys: [] },
);

const tiers = fc.constantFrom("sales" as const, "units" as const).chain((measure) =>
  fc.record(
    {
      mode: fc.constantFrom("whole", "marginal"),
      measure: fc.constant(measure),
      period: fc.constantFrom("month", "year"),
      of: where,
      steps: ladderSteps(measure === "sales" ? 20_000_000 : 6),
    },
    { requiredKeys: ["mode", "measure", "steps"] },
  ),
);

const attainment = { basis: fc.constantFrom("sales", "units"), target: fc.constantFrom("targetSales", "targetUnits") };

/** Tiers by attainment: the first step at "0", the others at rising decimals. */
const tiersByAttainment = fc.record(
  {
    mode: fc.constantFrom("whole", "marginal"),
    measure: fc.constant("attainment" as const),
    ...attainment,
    period: fc.constantFrom("month", "year"),
    of: where,
    steps: ladderSteps(2_000_000_000).map((steps) => steps.map(({ from, rate }) => ({ from: formatDecimal(BigInt(from)), rate }))),
  },
  { requiredKeys: ["mode", "measure", "target", "steps"] },
);

const factors = fc.subarray(["service", "tenure"]);
const amount = fc.nat(200_000);

const tableRows = fc.array(fc.record({ where, rate: decimalUpTo(200_000_000) }), { minLength: 1, maxLength: 3 });

const component = fc.oneof(
  fc.record(
    { kind: fc.constant("table"), where, factors, rows: tableRows, otherwise: decimalUpTo(200_000_000) },
    { requiredKeys: ["kind", "factors", "rows"] },
  ),
  fc.record({ kind: fc.constant("share"), where, factors, rate: decimalUpTo(200_000_000) }),
  fc.record({ kind: fc.constant("share"), where, factors, tiers }),
  fc.record({ kind: fc.constant("share"), where, factors, tiers: tiersByAttainment }),
  fc.record({
    kind: fc.constant("bonus"),
    amount,
    when: fc.record(
      {
        measure: fc.constant("attainment"),
        ...attainment,
        atLeast: fc.integer({ min: 1, max: 2_000_000_000 }).map((part) => formatDecimal(BigInt(part))),
      },
      { requiredKeys: ["measure", "target", "atLeast"] },
    ),
  }),
  fc.record({ kind: fc.constant("flat"), where, factors, amount }),
  fc.record({
    kind: fc.constant("bonus"),
    amount,
    when: fc.record({ measure: fc.constantFrom("earnings", "sales", "units"), atLeast: fc.integer({ min: 1, max: 3_000_000 }) }),
  }),
  fc.record({ kind: fc.constant("cap"), amount: fc.nat(3_000_000) }),
  fc.record({ kind: fc.constant("guarantee"), amount, months: fc.integer({ min: 1, max: 6 }) }),
);

/** Everything of a plan version but its id, version and day. */
export const planTerms: fc.Arbitrary<Content> = fc.record({
  earn: fc.constantFrom("fulfilled", "fulfilled", "booked"),
  base: fc.record({ from: fc.constant("price"), less: fc.subarray(["discounts.coupon", "discounts.points", "refunded", "cost"]) }),
  components: fc.array(component, { minLength: 1, maxLength: 5 }).map((parts) =>
    parts.map((part, index) => ({
      id: `c${index}`,
      ...part,
      ...(index % 2 === 1 && { label: { zh: `项目 ${index}`, en: `Part ${index}` } }),
    })),
  ),
  factors: fc.constant([
    {
      id: "service",
      by: "serviceScore",
      steps: [
        { from: "0", factor: "0.75" },
        { from: "4", factor: "1" },
        { from: "4.8", factor: "1.1" },
      ],
    },
    { id: "tenure", by: "tenureMonths", default: "0.9", steps: [{ from: "2", factor: "1.01" }] },
  ]),
  payout: fc.record(
    {
      minimum: fc.constantFrom(0, 5_000, 200_000),
      leavers: fc.constantFrom("pay", "carry"),
      draw: fc.record({ amount: fc.constantFrom(0, 3_000, 300_000), months: fc.integer({ min: 1, max: 12 }) }),
    },
    { requiredKeys: ["minimum"] },
  ),
  equity: fc.constant({ anyOf: [{ months: 2, totalAtLeast: 400_000 }] }),
});
