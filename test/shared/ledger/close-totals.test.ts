import fc from "fast-check";
import { expect, test } from "vitest";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import { statementCodec } from "../../../shared/engine/statement/statement.ts";
import { addStatement, CLOSE_AMOUNTS, isSeldom, NO_CLOSE_TOTALS, totalsOf } from "../../../shared/ledger/close/close-totals.ts";
import { arbitraryOf } from "../../support/arbitrary-of-schema.ts";

const statements = fc.array(arbitraryOf(statementCodec.schema) as fc.Arbitrary<Statement>, { maxLength: 5 });

test("close totals: each amount is the sum over the statements, and one that is seldom there is absent where it is nothing", () => {
  fc.assert(
    fc.property(statements, (given) => {
      const totals = given.reduce(addStatement, NO_CLOSE_TOTALS);
      const sumOf = (of: (statement: Statement) => bigint | undefined) => given.reduce((total, each) => total + (of(each) ?? 0n), 0n);
      const expected = {
        earnings: sumOf(({ earnings }) => earnings),
        adjustments: sumOf(({ adjustments }) => adjustments.reduce((total, { amount }) => total + amount, 0n)),
        manualAdjustments: sumOf(({ manualAdjustments }) => manualAdjustments),
        writtenOff: sumOf(({ writtenOff }) => writtenOff),
        advanced: sumOf(({ draw }) => draw?.advanced),
        recovered: sumOf(({ draw }) => draw?.recovered),
        advancesWrittenOff: sumOf(({ draw }) => draw?.writtenOff),
        payable: sumOf(({ payable }) => payable),
        carriedForward: sumOf(({ carriedForward }) => carriedForward),
      };
      expect(totals.statements).toBe(given.length);
      for (const name of CLOSE_AMOUNTS) expect([name, totals[name] ?? 0n]).toEqual([name, expected[name]]);
      for (const name of CLOSE_AMOUNTS) if (isSeldom(name) && expected[name] === 0n) expect(totals).not.toHaveProperty(name);
    }),
  );
});

test("close totals: those that are seldom there are what is written off, advanced and recovered", () => {
  expect(CLOSE_AMOUNTS.filter(isSeldom)).toEqual(["writtenOff", "advanced", "recovered", "advancesWrittenOff"]);
  expect(NO_CLOSE_TOTALS).toEqual({ statements: 0, earnings: 0n, adjustments: 0n, manualAdjustments: 0n, payable: 0n, carriedForward: 0n });
  const summary = { ...NO_CLOSE_TOTALS, statements: 2, writtenOff: 5n, equityGained: 1, equityLost: 0, statementsRoot: "r" };
  expect(totalsOf(summary)).toEqual({ ...NO_CLOSE_TOTALS, statements: 2, writtenOff: 5n });
});
