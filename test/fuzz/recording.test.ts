import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths } from "../../shared/base/calendar/month.ts";
import { factsOf, world } from "../support/arbitrary-world.ts";
import type { Step } from "../support/scenario.ts";
import { openAccount } from "./account.ts";
import { bodyOf, type Sabotage, sabotage, strangeBody } from "./bodies.ts";
import { live } from "./live.ts";
import { oddId } from "./odd-values.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";
import { WITNESS_FACTS, witnessOrder } from "./witness.ts";

const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));

const FIRST_MONTH = "2026-02";

/** Names that every object knows are facets as good as others. */
const agency = fc
  .constantFrom("channel", "channel,constructor,toString", "channel,__proto__,valueOf")
  .map((facets) => ({ currency: "CNY", timeZone: "Asia/Shanghai", facets: facets.split(",") }));

/** A world's facts in two batches, some of them tampered with, among bodies that never were facts. */
const batches = fc
  .tuple(
    world,
    fc.array(fc.tuple(fc.nat(100), sabotage), { minLength: 5, maxLength: 25, size: "max" }),
    fc.array(fc.tuple(fc.nat(100), strangeBody), { maxLength: 10, size: "max" }),
    fc.record({ an: oddId, partner: oddId, o1: oddId, s1: oddId }, { requiredKeys: [] }),
  )
  .map(([world, sabotaged, strange, ids]): [string[], string[]] => {
    const facts = factsOf(world).map((fact) => withIds(fact, ids));
    const bodies = facts.map((fact) => bodyOf(fact));
    // Beside a fact as it is, or in its place.
    for (const [at, how] of sabotaged) put(bodies, at, bodyOf(facts[at % facts.length] as Step, how as Sabotage));
    for (const [at, body] of strange) put(bodies, at, body);
    const half = Math.ceil(bodies.length / 2);
    return [bodies.slice(0, half).sort(adjustmentsLast), bodies.slice(half).sort(adjustmentsLast)];
  });

/** The fact with other ids in the place of known ones. */
function withIds(fact: Step, ids: Readonly<Record<string, string | undefined>>): Step {
  const text = Object.entries(ids).reduce(
    (text, [id, other]) => text.replaceAll(`"${id}"`, () => JSON.stringify(other ?? id)),
    JSON.stringify(fact),
  );
  return JSON.parse(text) as Step;
}

function put(bodies: string[], at: number, body: string): void {
  bodies.splice(at % (bodies.length + 1), at % 2, body);
}

/** Held ones of advisors who come later in the batch would be taken over when they are delivered again. */
function adjustmentsLast(left: string, right: string): number {
  return Number(left.includes("djustment")) - Number(right.includes("djustment"));
}

test(
  "recording: whatever is delivered is taken over or held, nothing is half applied, and months close",
  async () => {
    await holds(
      fc.asyncProperty(agency, batches, async (agency, [first, second]) => {
        const account = openAccount(agency);
        await live(account, [...WITNESS_FACTS.map((fact) => bodyOf(fact)), ...first], FIRST_MONTH);
        await live(account, second, addMonths(FIRST_MONTH, 1));
        expect(rejections).toEqual([]);
      }),
      15,
    );
  },
  TIMEOUT_MS,
);

test("recording: the most that a plan may pay for the most that an order may hold can be settled, twice", async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const plan = {
    planId: "most",
    version: 1,
    effectiveFrom: "0000-01-01",
    components: [
      { id: "share", kind: "share", rate: "1", factors: ["thousand", "more"] },
      { id: "flat", kind: "flat", amount: most, factors: ["thousand", "more"] },
      { id: "bonus", kind: "bonus", amount: most, when: { measure: "earnings", atLeast: most } },
    ],
    factors: ["thousand", "more"].map((id) => ({ id, by: "score", steps: [{ from: "-999999999999999", factor: "1000" }] })),
  };
  const lines = Array.from({ length: 20 }, (_, index) => ({ lineId: `${index}`, product: "hotel", price: most }));
  const { order } = witnessOrder("most", FIRST_MONTH) as { order: object };
  const facts: Step[] = [
    { plan },
    { advisor: { advisorId: "most", name: "Most", joinedOn: "0000-01-01", planId: "most", revision: most } },
    { attributes: { advisorId: "most", month: "0000-01", values: { score: "999999999999999.999999999" }, revision: most } },
    { order: { ...order, orderId: "most", revision: most, lines, credits: [{ advisorId: "most" }] } },
  ];
  const account = openAccount({ currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] });
  await live(
    account,
    [...WITNESS_FACTS, ...facts].map((fact) => bodyOf(fact)),
    FIRST_MONTH,
  );
  await live(account, [], addMonths(FIRST_MONTH, 1));
  const entries = (await Promise.all([0, 1].map((shard) => account.wiring.ledger.statementsOf(FIRST_MONTH, shard)))).flat();
  const earned = entries.find(({ advisorId }) => advisorId === "most")?.statement?.earnings;
  expect(earned).toBe(BigInt(most) * 20n * 1_000_000n * 2n + BigInt(most));
});
