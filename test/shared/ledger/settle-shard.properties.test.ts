import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import type { RatingRules } from "../../../shared/engine/earnings/order-change.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { statementBody } from "../../../shared/engine/statement/body.ts";
import { AGENCY, stepsOf, world } from "../../support/arbitrary-world.ts";
import type { EquityChange, PureCore } from "../../support/pure-core.ts";
import { readScenario, type Step } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";
import { explainedStatements } from "../engine/statement/explained-statements.ts";
import { ClosesInMemory, SHARDS } from "./close-in-memory.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "./recorded-facts.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;

/** The bodies of a run's statements, as the pure core makes them of whole facts; each by itself, chained to none. */
function bodiesOf(core: PureCore, agency: Agency): unknown[] {
  return explainedStatements(core).map(({ settlement, now, adjusted, firstMonth, settledBefore }) => {
    const input = {
      agency,
      firstMonth,
      settledBefore,
      books: now.books,
      settlement,
      previousHash: undefined,
      credits: now.credits,
      adjusted,
    };
    return told(canonicalJson(statementBody(input)));
  });
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
  expect(statements.map(({ hash }) => hash)).toEqual(bodies.map(sha256Hex));
  const { named, before } = chainOf(
    bodies,
    statements.map(({ totals }) => totals.advisorId),
  );
  expect(named).toEqual(before);
}

async function settleAndCompare(recorded: RecordedFacts, form: RatingRules["form"]): Promise<void> {
  const closes = new ClosesInMemory(recorded, form);
  await closes.settleAll();
  expectSettled(closes, recorded);
}

describe("every worked example, settled from what was recorded by each close although all else is known by then", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    test(scenario.name, async () => {
      const recorded = recordAll(scenario.agency, numberedSteps(scenario));
      for (const form of [undefined, "claims"] as const) await settleAndCompare(recorded, form);
    });
  }
});

describe("the closes of an arbitrary world", () => {
  test("fix what the facts of their periods give, and nothing of what was recorded later", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        await settleAndCompare(recordAll(AGENCY, stepsOf(world)), undefined);
      }),
    );
  });

  test("fix the same where what managers count is kept with sellers, and gathered", async () => {
    const closedWithClaims = fc.asyncProperty(world, (world) => settleAndCompare(recordAll(AGENCY, stepsOf(world)), "claims"));
    await fc.assert(closedWithClaims, { numRuns: much(30, 1_000) });
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
    await settleAndCompare(recorded, "claims");
  });

  test("settled again, each after all of them were, fix the same and tell the same counts", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        const closes = new ClosesInMemory(recordAll(AGENCY, stepsOf(world)));
        const counts = async () => {
          const all = [];
          for (const close of closes.closes()) for (let shard = 0; shard < SHARDS; shard += 1) all.push(await closes.settle(close, shard));
          return all;
        };
        const first = await counts();
        const stored = closes.fixed.all.size;
        expect(await counts()).toEqual(first);
        expect(closes.fixed.all.size).toBe(stored);
      }),
    );
  });
});
