import { expect, test } from "vitest";
import { statementCodec } from "../../../../shared/engine/statement/statement.ts";

test("statement: is read and written as it is stored since the first version of its form", () => {
  const text =
    '{"form":1,"advisorId":"li","month":"2026-03","components":[{"id":"tour","planId":"partner","version":1,"amount":9007199254740993}],"earnings":100,"adjustments":[{"month":"2026-02","amount":-5}],"manualAdjustments":20,"writtenOff":9,"broughtForward":-9,"payable":111,"carriedForward":0,"draw":{"advanced":1,"recovered":2,"writtenOff":3,"outstanding":4},"equityEligible":true}';
  expect(statementCodec.encode(statementCodec.decode(text))).toBe(text);
});
