import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../../shared/account/steps/explain-expected.ts";
import { openAccount } from "../../../shared/account/steps/open-account.ts";
import { getMonth } from "../../../shared/account/steps/read-month.ts";
import { getCredits } from "../../../shared/account/steps/read-outlook.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import type { ExplainedAdjustment } from "../../../shared/engine/statement/explain-adjustment.ts";
import { AGENCY, stepsOf, world } from "../../support/arbitrary-world.ts";
import { readScenario } from "../../support/scenario.ts";
import { ClosesInMemory } from "../ledger/close-in-memory.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "../ledger/recorded-facts.ts";
import { lookingIn } from "./account-in-memory.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;

interface Body {
  readonly adjustments: readonly Pick<ExplainedAdjustment, "kind">[];
  readonly earnings: unknown;
}

/** Checks that what an advisor sees just before each close is what the close then states, with the same explanations. */
async function expectNoSurprise(recorded: RecordedFacts): Promise<number> {
  const closes = new ClosesInMemory(recorded);
  await closes.settleAll();
  let looked = 0;
  for (const close of closes.closes()) {
    const looking = lookingIn(close.period, recorded, closes);
    for (const { advisorId } of recorded.core.closes[close.period]?.moment.advisors ?? []) {
      const account = await openAccount(advisorId, looking);
      if (account === undefined) throw new Error(`${advisorId} is registered, yet has no account`);
      // Before the first close nobody knows yet which month will be the first.
      const known = { ...account, thisMonth: account.closedMonth === undefined ? close.month : account.thisMonth };
      const outlook = await getMonth(known, close.month, looking);
      const fixed = closes.fixed.all.get(JSON.stringify([close.period, advisorId]));
      expect(outlook.expected?.statement).toEqual(fixed?.statement?.totals);
      if (fixed?.settlement !== undefined) expect(outlook.expected?.equity.eligible).toBe(fixed.settlement.equityEligible);
      if (fixed?.statement === undefined) continue;
      const body = parseExact(closes.bodies.all.get(fixed.statement.bodyKey) ?? "") as Body;
      expect(parseExact(canonicalJson(outlook.adjustments))).toEqual(body.adjustments.filter(({ kind }) => kind === "restated"));
      const { earnings } = await getCredits(known, close.month, looking);
      expect(parseExact(canonicalJson(earnings))).toEqual(body.earnings);
      looked += 1;
    }
  }
  return looked;
}

describe("every worked example, looked at just before each close", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    test(scenario.name, async () => {
      expect(await expectNoSurprise(recordAll(scenario.agency, numberedSteps(scenario)))).toBeGreaterThan(0);
    });
  }
});

describe("an account of an arbitrary world", () => {
  test("shows before a close exactly what the close then states and how it explains it", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => void (await expectNoSurprise(recordAll(AGENCY, stepsOf(world))))),
      {
        numRuns: 50,
      },
    );
  });

  test("shows the same while a close is under way as when it is through", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        const recorded = recordAll(AGENCY, stepsOf(world));
        const closes = new ClosesInMemory(recorded);
        await closes.settleAll();
        for (const { period } of closes.closes().slice(1)) {
          for (const { advisorId } of recorded.core.now().advisors) {
            const through = await openAccount(advisorId, lookingIn(period, recorded, closes));
            const underWay = await openAccount(advisorId, lookingIn(period, recorded, closes, period - 1));
            expect(underWay?.settled).toEqual(through?.settled);
            expect(underWay && expectClose(underWay).statement).toEqual(through && expectClose(through).statement);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
