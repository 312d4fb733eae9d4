import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { statementBody } from "../../../shared/engine/statement/body.ts";
import { statementFileText } from "../../../shared/engine/statement/statement-file.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import { AGENCY, stepsOf, world } from "../../support/arbitrary-world.ts";
import type { EquityChange, PureCore } from "../../support/pure-core.ts";
import { runs } from "../../support/runs.ts";
import { readScenario, type Step } from "../../support/scenario.ts";
import { type Explained, explainedStatements } from "../engine/statement/explained-statements.ts";
import { fromSellers, ownCredits, viewsOf } from "./by-seller.ts";
import { ClosesInMemory } from "./close-in-memory.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "./recorded-facts.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;

/** The bodies of a run's statements, as the pure core makes them of whole facts; each by itself, chained to none. */
function bodiesOf(core: PureCore, agency: Agency): unknown[] {
  return explainedStatements(core).map((explained) => {
    const { settlement, now, firstMonth, settledBefore } = explained;
    const input = {
      agency,
      firstMonth,
      settledBefore,
      books: now.books,
      settlement,
      previousHash: undefined,
      ...bySeller(core, explained),
    };
    return told(canonicalJson(statementBody(input)));
  });
}

/** What managers count is kept with sellers: they have their own credits, and sums by seller. */
function bySeller(core: PureCore, { settlement, adjusted }: Explained) {
  const { advisorId, month } = settlement.statement;
  const index = core.closes.findIndex((close) => close.month === month);
  const [before, now] = [core.closes[index - 1]?.moment, core.closes[index]?.moment];
  if (now === undefined) throw new Error(`${month} was not closed`);
  return {
    credits: ownCredits(now, advisorId, month),
    sellers: fromSellers(now, advisorId, month),
    views: viewsOf(now, advisorId, month, before),
    adjusted: new Map(
      [...adjusted].map(([of, states]) => [
        of,
        {
          before: states.before && before && { ...states.before, credits: ownCredits(before, advisorId, of) },
          now: { ...states.now, credits: ownCredits(now, advisorId, of) },
          sellers: fromSellers(now, advisorId, of, states.before && before),
        },
      ]),
    ),
  };
}

/** What a body tells, but for the chain. */
function told(body: string): unknown {
  const { previousHash: _, ...rest } = parseExact(body) as { previousHash: unknown };
  return rest;
}

/** The hash that each advisor's statements name before their own, and the hash of the statement before. */
function chainOf(bodies: readonly string[], advisorIds: readonly string[]): { readonly named: unknown[]; readonly before: unknown[] } {
  const latest = new Map<string, string>();
  const before = bodies.map((body, index) => {
    const advisorId = advisorIds[index] ?? "";
    const known = latest.get(advisorId) ?? null;
    latest.set(advisorId, sha256Hex(body));
    return known;
  });
  return { before, named: bodies.map((body) => (parseExact(body) as { previousHash: unknown }).previousHash) };
}

/** What the closes fixed, in the order of the pure core: by close, then advisor. */
function fixedBy(closes: ClosesInMemory) {
  return [...closes.fixed.all.values()].sort(
    (left, right) => left.settlement.period - right.settlement.period || (left.advisorId < right.advisorId ? -1 : 1),
  );
}

function equityChangesOf(closes: ClosesInMemory): EquityChange[] {
  const changed = fixedBy(closes).filter(({ equityChanged }) => equityChanged);
  return changed.map(({ advisorId, settlement }) => ({ month: settlement.month, advisorId, eligible: settlement.equityEligible }));
}

/** Checks that the closes fixed exactly what the pure core makes of the facts as they stood. */
function expectSettled(closes: ClosesInMemory, { core, agency }: RecordedFacts): void {
  const statements = fixedBy(closes).flatMap(({ statement }) => statement ?? []);
  expect(statements.map(({ totals }) => totals)).toEqual(core.statements);
  expect(equityChangesOf(closes)).toEqual(core.equityChanges);
  const bodies = statements.map(({ bodyKey }) => closes.bodies.all.get(bodyKey) ?? "");
  expect(bodies.map(told)).toEqual(bodiesOf(core, agency));
  for (const body of bodies) {
    expect(wrongChecks(body)).toEqual([]);
    expectSums(parseExact(body) as Lines);
  }
  expect(statements.map(({ hash }) => hash)).toEqual(bodies.map(sha256Hex));
  const { named, before } = chainOf(
    bodies,
    statements.map(({ totals }) => totals.advisorId),
  );
  expect(named).toEqual(before);
}

async function settleAndCompare(recorded: RecordedFacts): Promise<void> {
  const closes = new ClosesInMemory(recorded);
  await closes.settleAll();
  expectSettled(closes, recorded);
}

/** Credits and sellers sum to components, and an adjustment's lines to it. */
function expectSums({ earnings, adjustments }: Lines): void {
  const total = (lines: readonly { readonly amount: bigint }[] = []) => lines.reduce((sum, { amount }) => sum + amount, 0n);
  for (const { amount, credits, sellers } of earnings.components)
    if (credits !== undefined) expect(total(credits) + total(sellers)).toBe(amount);
  for (const { amount, facts, sellers, ladderAndFactors } of adjustments)
    if (ladderAndFactors !== undefined) expect(total(facts) + total(sellers) + ladderAndFactors.amount).toBe(amount);
}

/** A body's lines that have amounts. */
interface Lines {
  readonly earnings: { readonly components: readonly (Amount & { readonly credits?: Amount[]; readonly sellers?: Amount[] })[] };
  readonly adjustments: readonly (Amount & {
    readonly facts?: Amount[];
    readonly sellers?: Amount[];
    readonly ladderAndFactors?: Amount;
  })[];
}
interface Amount {
  readonly amount: bigint;
}

/** What the verifier finds wrong with a body: each is made again from its own facts. */
function wrongChecks(body: string): unknown[] {
  const { checks } = verifyStatement(statementFileText(body, sha256Hex(body), undefined));
  return checks.filter(({ result }) => result === "wrong");
}

describe("every worked example, settled from what was recorded by each close although all else is known by then", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    test(scenario.name, async () => {
      await settleAndCompare(recordAll(scenario.agency, numberedSteps(scenario)));
    });
  }
});

test.each([
  ["a fen of a seller's sums of the month", "manager-earns-an-override-of-the-day", (body: Body) => body.facts.sellers],
  [
    "a fen of what changed with a seller",
    "manager-moved-in-retrospect-moves-the-override",
    (body: Body) => body.facts.adjusted[0]?.sellers,
  ],
])("statements by seller: the verifier finds %s", async (_, example, sellersOf) => {
  const scenario = readScenario(`${EXAMPLES}${example}.json`);
  const closes = new ClosesInMemory(recordAll(scenario.agency, numberedSteps(scenario)));
  await closes.settleAll();
  const found = fixedBy(closes).flatMap(({ statement }) => {
    const body = parseExact(closes.bodies.all.get(statement?.bodyKey ?? "") ?? "null") as Body | null;
    const [row] = (body && sellersOf(body)?.[0]?.rows) ?? [];
    if (body === null || row === undefined) return [];
    row.price += 1n;
    return [wrongChecks(canonicalJson(body))];
  });
  expect(found.length).toBeGreaterThan(0);
  for (const wrong of found) expect(wrong).not.toEqual([]);
});

/** As much of a body as is changed here. */
interface Body {
  readonly facts: { readonly sellers?: Sellers; readonly adjusted: readonly { readonly sellers?: Sellers }[] };
}
type Sellers = readonly { readonly rows: { price: bigint }[] }[];

describe("the closes of an arbitrary world", () => {
  test("fix what the facts of their periods give, and nothing of what was recorded later", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        await settleAndCompare(recordAll(AGENCY, stepsOf(world)));
      }),
      runs(50),
    );
  });

  test("fix nothing of what waits for a manager's plan, though it is kept with a seller who earns", async () => {
    const sold = (orderId: string, day: string): Step => ({
      order: {
        orderId,
        revision: 1,
        status: "fulfilled",
        bookedAt: `${day}T09:00:00+08:00`,
        fulfilledAt: "2026-01-20T09:00:00+08:00",
        currency: "CNY",
        lines: [{ lineId: "1", product: "hotel", price: 100_000 }],
        credits: [{ advisorId: "an" }],
      },
    });
    const joined = { name: "name", joinedOn: "2020-01-01", revision: 1 };
    const recorded = recordAll(AGENCY, [
      { plan: { planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [] } },
      { advisor: { ...joined, advisorId: "chen", assignments: [{ planId: "partner", from: "2026-01-10" }] } },
      { advisor: { ...joined, advisorId: "an", planId: "partner", managers: [{ managerId: "chen", from: "2026-01-01" }] } },
      sold("o1", "2026-01-05"),
      sold("o2", "2026-01-15"),
      { close: "2026-01" },
    ]);
    await settleAndCompare(recorded);
  });

  test("state a month of before the books for the first time later, with all that sellers brought in it", async () => {
    const joined = { joinedOn: "2020-01-01", planId: "partner", revision: 1 };
    const components = [{ id: "team", kind: "share", rate: "0.1", where: { role: ["manager"] }, factors: ["score"] }];
    const factors = [{ id: "score", by: "score", default: "0", steps: [{ from: "1", factor: "1" }] }];
    const sold = (orderId: string): Step => ({
      order: {
        orderId,
        revision: 1,
        status: "fulfilled",
        bookedAt: "2025-12-05T09:00:00+08:00",
        fulfilledAt: "2025-12-20T09:00:00+08:00",
        currency: "CNY",
        lines: [{ lineId: "1", product: "hotel", price: 100_000 }],
        credits: [{ advisorId: "an" }],
      },
    });
    const recorded = recordAll(AGENCY, [
      { plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", components, factors } },
      { advisor: { ...joined, name: "Chen", advisorId: "chen" } },
      { advisor: { ...joined, name: "An", advisorId: "an", managers: [{ managerId: "chen", from: "2025-01-01" }] } },
      sold("o1"),
      { close: "2026-01" },
      { attributes: { advisorId: "chen", month: "2025-12", values: { score: "1" }, revision: 1 } },
      { close: "2026-02" },
    ]);
    await settleAndCompare(recorded);
    expect(recorded.core.statements.at(-1)?.adjustments).toEqual([{ month: "2025-12", amount: 10_000n }]);
  });

  test("settled again, each after all of them were, fix the same and tell the same counts", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        const closes = new ClosesInMemory(recordAll(AGENCY, stepsOf(world)));
        const counts = async () => {
          const all = [];
          for (const close of closes.closes()) all.push(...(await closes.settleAllShards(close)));
          return all;
        };
        const first = await counts();
        const stored = closes.fixed.all.size;
        expect(await counts()).toEqual(first);
        expect(closes.fixed.all.size).toBe(stored);
      }),
      runs(15),
    );
  });
});
