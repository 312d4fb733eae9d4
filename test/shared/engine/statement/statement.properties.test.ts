import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import { sum } from "../../../../shared/base/money/money.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { explainEarnings } from "../../../../shared/engine/earnings/explain.ts";
import { statementBody } from "../../../../shared/engine/statement/body.ts";
import { drawInForce } from "../../../../shared/engine/statement/draw.ts";
import {
  type AdjustmentState,
  type ExplainedAdjustment,
  explainAdjustment,
} from "../../../../shared/engine/statement/explain-adjustment.ts";
import { bodyFrom, inputOf } from "../../../../shared/engine/statement/parse-body.ts";
import { checkFacts } from "../../../../shared/engine/statement/verify/check-facts.ts";
import { AGENCY, CLOSED_MONTHS, factsOf, runWorld, type World, world } from "../../../support/arbitrary-world.ts";
import type { PureCore } from "../../../support/pure-core.ts";
import { much } from "../../../support/thorough.ts";
import { type Explained, explainedStatements } from "./explained-statements.ts";

const [FIRST_MONTH, , , LAST_MONTH] = CLOSED_MONTHS;
const amounts = (lines: readonly { readonly amount: bigint }[]) => sum(lines.map(({ amount }) => amount));
const statementsOf = (core: PureCore, advisorId: string) => core.statements.filter((statement) => statement.advisorId === advisorId);

/** The manual adjustments of an advisor that the closes had to take in, write-offs aside. */
function manualAmount(world: World, advisorId: string): bigint {
  const contents = factsOf(world).flatMap((fact) => ("adjustment" in fact ? [fact.adjustment] : []));
  const taken = contents.filter((each) => each.advisorId === advisorId && String(each.month) <= LAST_MONTH && each.kind === undefined);
  return sum(taken.map(({ amount }) => BigInt(Number(amount))));
}

/** The months that are settled for an advisor: the closed ones, and of those before them what has a credit or a settlement. */
function settledMonths(core: PureCore, advisorId: string): Month[] {
  const before = [...core.now().months(advisorId), ...core.settled(advisorId).byMonth.keys()].filter((month) => month < FIRST_MONTH);
  return [...new Set([...before, ...CLOSED_MONTHS])];
}

/** Checks arbitrary worlds run through their closes. */
function forEveryRun(check: (core: PureCore, world: World) => void): void {
  fc.assert(
    fc.property(world, (world) => {
      check(runWorld(world), world);
    }),
    // Mutation testing sets a number of its own.
    { numRuns: fc.readConfigureGlobal()?.numRuns ?? much(40, 100) },
  );
}

describe("the statements of all closes", () => {
  test("with the balance are the earnings of all months as the facts stand, and the manual adjustments", () => {
    forEveryRun((core, world) => {
      const owed = core.now().advisors.map(({ advisorId }) => {
        const earned = settledMonths(core, advisorId).map((month) => evaluate(core.now().books(advisorId), month).amount);
        const forgiven = sum(statementsOf(core, advisorId).map(({ writtenOff = 0n }) => writtenOff));
        return [advisorId, sum(earned) + manualAmount(world, advisorId) + forgiven];
      });
      const stated = core.now().advisors.map(({ advisorId }) => {
        const statements = statementsOf(core, advisorId);
        return [advisorId, sum(statements.map(({ payable }) => payable)) + (statements.at(-1)?.carriedForward ?? 0n)];
      });
      expect(stated).toEqual(owed);
    });
  });

  test("add up, each by itself, and go on where the one before stopped", () => {
    forEveryRun((core) => {
      for (const { advisorId } of core.now().advisors) {
        let balance = 0n;
        for (const statement of statementsOf(core, advisorId)) {
          const { components, earnings, adjustments, manualAdjustments, broughtForward, payable, carriedForward } = statement;
          expect([earnings, broughtForward]).toEqual([amounts(components), balance]);
          expect(payable + carriedForward).toBe(earnings + amounts(adjustments) + manualAdjustments + broughtForward);
          expect(statement.writtenOff ?? 0n).toBeLessThanOrEqual(broughtForward < 0n ? -broughtForward : 0n);
          const plan = core.closes.find(({ month }) => month === statement.month)?.settlements.get(advisorId)?.earnings.plan;
          expect(payable === 0n || carriedForward === 0n || payable === plan?.draw?.amount).toBe(true);
          expect(payable).toBeGreaterThanOrEqual(0n);
          expect(adjustments.every(({ amount, month }) => amount !== 0n && month < statement.month)).toBe(true);
          balance = carriedForward;
        }
      }
    });
  });

  test("are there for whoever has a credit, earnings, an adjustment or a balance, and for nobody else", () => {
    forEveryRun(({ closes }) => {
      for (const { month, moment, settlements } of closes) {
        for (const [advisorId, { statement, earnings, manual, settled }] of settlements) {
          const hasAny = moment.credits(advisorId, month).length > 0 || earnings.amount !== 0n || manual.length > 0;
          if (statement === undefined) expect([hasAny, settled.carriedForward]).toEqual([false, 0n]);
          else {
            const { advisor } = moment.books(advisorId);
            const isDrawn = drawInForce(earnings.plan, advisor, month) !== undefined;
            expect(hasAny || statement.adjustments.length > 0 || statement.broughtForward !== 0n || isDrawn).toBe(true);
          }
        }
      }
    });
  });
});

/** Checks every statement of arbitrary worlds. */
const forEveryStatement = (check: (explained: Explained) => void) =>
  forEveryRun((core) => {
    for (const explained of explainedStatements(core)) check(explained);
  });

/** Checks the explanation of every adjustment of arbitrary worlds, with how the month stood when settled and stands now. */
const forEveryAdjustment = (
  check: (explained: ExplainedAdjustment, amount: bigint, before: AdjustmentState | undefined, now: AdjustmentState) => void,
) =>
  forEveryStatement(({ settlement, adjusted }) => {
    for (const { month, amount } of settlement.statement.adjustments) {
      const { before, now } = adjusted.get(month) ?? {};
      if (now === undefined) throw new Error(`nothing is known of ${month}, which was adjusted`);
      check(explainAdjustment(month, amount, before, now), amount, before, now);
    }
  });

describe("an explanation", () => {
  test("of earnings sums: credits to their component, components to the earnings", () => {
    forEveryStatement(({ settlement, now }) => {
      const { components, amount } = explainEarnings(settlement.earnings, now.credits);
      expect([amount, amounts(components)]).toEqual([settlement.statement.earnings, settlement.statement.earnings]);
      for (const component of components) {
        if (!("credits" in component)) continue;
        expect(component.credits.length).toBeGreaterThan(0);
        expect(amounts(component.credits)).toBe(component.amount);
        expect(sum(component.credits.map(({ base }) => base))).toBe(component.base);
      }
    });
  });

  test("of an adjustment sums: the facts that changed, and one line for ladder and factors", () => {
    forEveryAdjustment((explained, amount) => {
      if (explained.kind === "opened") expect(explained.earnings.amount).toBe(amount);
      else expect(amounts(explained.facts) + explained.ladderAndFactors.amount).toBe(amount);
    });
  });

  test("of an adjustment leaves ladder and factors at most the rounding, where none of them changed", () => {
    forEveryAdjustment((explained, _amount, before, now) => {
      if (explained.kind === "opened" || explained.ladderAndFactors.because.length > 0) return;
      // Half a fen for each component then and now, and for each changed part.
      const components = [before, now].flatMap((standing) => standing && evaluate(standing.books, explained.month).paid);
      const halves = components.length + explained.facts.flatMap(({ parts }) => parts).length;
      expect(Math.abs(Number(explained.ladderAndFactors.amount)) * 2).toBeLessThanOrEqual(halves);
    });
  });

  test("of an adjustment names the orders whose credits changed, and no other", () => {
    forEveryAdjustment((explained, _amount, before, now) => {
      if (explained.kind === "opened" || before === undefined) return;
      const stood = ({ credits }: AdjustmentState, of: string) => canonicalJson(credits.filter(({ orderId }) => orderId === of));
      for (const { orderId, parts } of explained.facts) {
        expect(parts.length).toBeGreaterThan(0);
        expect(stood(before, orderId)).not.toBe(stood(now, orderId));
      }
    });
  });
});

/** The same standing, read the other way round. */
function reversed({ books, credits }: AdjustmentState): AdjustmentState {
  const rows = new Map([...books.rows].toReversed().map(([month, ofMonth]) => [month, ofMonth.toReversed()]));
  return { books: { ...books, rows }, credits: credits.toReversed() };
}

test("statement: a statement's body is the same to the byte, in whatever order its rows and credits are read", () => {
  const bodyOf = (
    { settlement, now, adjusted, firstMonth, settledBefore }: Explained,
    asRead: (standing: AdjustmentState) => AdjustmentState,
  ) => {
    const { books, credits } = asRead(now);
    const standings = [...adjusted].map(([month, each]) => {
      return [month, { before: each.before && asRead(each.before), now: asRead(each.now) }] as const;
    });
    const input = {
      agency: AGENCY,
      firstMonth,
      settledBefore,
      books,
      previousHash: undefined,
      settlement,
      credits,
      adjusted: new Map(standings),
    };
    return canonicalJson(statementBody(input));
  };
  forEveryStatement((explained) => {
    expect(bodyOf(explained, reversed)).toBe(bodyOf(explained, (standing) => standing));
  });
});

test("statement: a statement's body can be computed again from the facts in it, to the byte", () => {
  forEveryStatement(({ settlement, now, ...rest }) => {
    const text = canonicalJson(
      statementBody({ agency: AGENCY, books: now.books, previousHash: undefined, settlement, credits: now.credits, ...rest }),
    );
    const body = bodyFrom(parseExact(text));
    expect(canonicalJson(statementBody(inputOf(body)))).toBe(text);
    expect(checkFacts(body)).toEqual({ id: "facts", result: "right" });
  });
});
