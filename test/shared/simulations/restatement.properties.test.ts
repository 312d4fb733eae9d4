import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AdvisorContent } from "../../../shared/advisors/model/content.ts";
import { monthOfDay } from "../../../shared/base/calendar/month.ts";
import { advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";
import { numberRevisions } from "../../../shared/scores/steps/submit-scores.ts";
import { AGENCY, advisorContent, CLOSED_MONTHS, dayAfter, stepsOf, world } from "../../support/arbitrary-world.ts";
import { restateFacts } from "../../support/proposals.ts";
import { PureCore } from "../../support/pure-core.ts";
import type { Content, Step } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";
import { recordAll } from "../ledger/recorded-facts.ts";
import { restatingBeforeLastClose } from "./restatement-in-memory.ts";

/** Runs a world up to the facts before its close of a period, tells what a change restates, and makes it come true. */
async function compareWithReality(steps: readonly Step[], content: AdvisorContent | ScoresContent): Promise<number> {
  const [facts, close] = [steps.slice(0, -1), steps.slice(-1)];
  const restating = await restatingBeforeLastClose(recordAll(AGENCY, steps));
  const restatement = await restateFacts(content, restating);
  const changes: Step[] =
    content.kind === "advisor"
      ? [{ advisor: content.advisor as Content }]
      : (await numberRevisions(content.entries, restating)).map((attributes) => ({ attributes: attributes as Content }));
  const without = settledBy([...facts, ...close]);
  const having = settledBy([...facts, ...changes, ...close]);
  const truth = [...new Set([...without.keys(), ...having.keys()])].sort().flatMap((key) => {
    const [before, after] = [without.get(key) ?? 0n, having.get(key) ?? 0n];
    return before === after ? [] : [{ key, before, after }];
  });
  const told = restatement.lines.flatMap(({ advisorId, months }) =>
    months.map(({ month, before, after }) => ({ key: `${advisorId} ${month}`, before, after })),
  );
  expect(told).toEqual(truth);
  expect(restatement.total).toBe(truth.reduce((total, { before, after }) => total + after - before, 0n));
  expect(restatement.reaches || truth.length === 0).toBe(true);
  return truth.length;
}

/** What the last close has settled of each advisor's earlier months, adjustments included. */
function settledBy(steps: readonly Step[]): Map<string, bigint> {
  const core = new PureCore(AGENCY);
  for (const step of steps) core.take(step);
  const last = core.closes.at(-1);
  const settled = new Map<string, bigint>();
  for (const [advisorId, settlement] of last?.settlements ?? []) {
    for (const [month, amount] of settlement.settled.byMonth) {
      if (month !== last?.month && amount !== 0n) settled.set(`${advisorId} ${month}`, amount);
    }
  }
  return settled;
}

const stepsUpTo = (steps: readonly Step[], closes: number): Step[] => {
  const last = steps.findIndex((step) => "close" in step && step.close === CLOSED_MONTHS[closes]);
  return steps.slice(0, last + 1);
};

/** Every plan with a share that follows the score: few of the arbitrary ones do. */
const scored = (step: Step): Step => {
  if (!("plan" in step)) return step;
  const share = { id: "scored", kind: "share", rate: "0.05", factors: ["service"] };
  return { plan: { ...step.plan, components: [share, ...(step.plan.components as Content[])] } };
};

/** A change of someone known, of someone that credits may wait for, and of someone that nobody knows. */
const advisorChange = advisorContent(fc.constantFrom("an", "an", "bo", "chen", "ding", "xu"), fc.constant(99)).map(
  (content): AdvisorContent => ({ kind: "advisor", advisor: advisorSchema.parse(content) }),
);

const month = fc.nat(100).map((days) => monthOfDay(dayAfter("2025-12-01", days)));
const entry = fc
  .record({
    subject: fc.constantFrom(
      { advisorId: "an" },
      { advisorId: "bo" },
      { advisorId: "chen" },
      { advisorId: "ding" },
      { storeId: "s1" },
      { storeId: "s2" },
    ),
    month,
    values: fc.record({ serviceScore: fc.constantFrom("3.9", "4", "4.8", "5") }),
  })
  .map(({ subject, ...rest }) => ({ ...subject, ...rest }));
const scoresChange = fc
  .array(entry, { minLength: 1, maxLength: 8 })
  .map((entries): ScoresContent => ({ kind: "scores", entries, source: "scores.csv" }));

describe("what a change restates is what the next close then adjusts", () => {
  for (const [name, change] of [
    ["of an advisor", advisorChange],
    ["of scores", scoresChange],
  ] as const) {
    test(name, async () => {
      let restated = 0;
      await fc.assert(
        fc.asyncProperty(world, fc.constantFrom(3, 3, 3, 2, 2, 1), change, async (world, closes, content) => {
          restated += await compareWithReality(stepsUpTo(stepsOf(world), closes).map(scored), content);
        }),
        { numRuns: much(100, 250) },
      );
      expect(restated).toBeGreaterThan(2);
    });
  }
});

test("before the first close nothing is restated: it opens the books", async () => {
  await fc.assert(
    fc.asyncProperty(world, advisorChange, async (world, content) => {
      const restating = await restatingBeforeLastClose(recordAll(AGENCY, stepsUpTo(stepsOf(world), 0)));
      expect(await restateFacts(content, restating)).toMatchObject({ lines: [], total: 0n, reaches: false });
    }),
    { numRuns: 20 },
  );
});
