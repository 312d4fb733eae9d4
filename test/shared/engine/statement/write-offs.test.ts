import fc from "fast-check";
import { expect, test } from "vitest";
import { sum } from "../../../../shared/base/money/money.ts";
import { adjustmentSchema } from "../../../../shared/engine/facts/adjustment.ts";
import { countWriteOffs } from "../../../../shared/engine/statement/write-offs.ts";

const adjustments = fc.uniqueArray(
  fc.record({
    adjustmentId: fc.integer({ min: 1, max: 99 }).map((number) => `m${number}`),
    advisorId: fc.constant("li"),
    month: fc.constant("2026-10"),
    amount: fc.integer({ min: 1, max: 5_000 }),
    reason: fc.constant("can't be recovered"),
    kind: fc.constantFrom("writeOff" as const, undefined),
  }),
  { selector: ({ adjustmentId }) => adjustmentId, maxLength: 6 },
);

test("write offs: together write-offs count for their sum, and never for more than the debt; in whatever order they are known", () => {
  fc.assert(
    fc.property(adjustments, fc.bigInt({ min: -12_000n, max: 3_000n }), fc.nat(5), (given, broughtForward, turn) => {
      const counted = countWriteOffs(given, broughtForward);
      const proposed = sum(given.filter(({ kind }) => kind === "writeOff").map(({ amount }) => BigInt(amount)));
      const debt = broughtForward < 0n ? -broughtForward : 0n;
      expect(sum(counted.map(({ amount }) => amount))).toBe(proposed < debt ? proposed : debt);
      expect(counted.every(({ amount }) => amount >= 0n)).toBe(true);
      expect(countWriteOffs([...given.slice(turn), ...given.slice(0, turn)], broughtForward)).toEqual(counted);
    }),
  );
});

test("write offs: a write-off is positive, and there is no other kind", () => {
  const sent = { adjustmentId: "w1", advisorId: "li", month: "2026-10", amount: 5_000, reason: "can't be recovered", kind: "writeOff" };
  expect(adjustmentSchema.safeParse(sent).success).toBe(true);
  for (const amount of [0, -1]) {
    const { error } = adjustmentSchema.safeParse({ ...sent, amount });
    expect(error?.issues).toMatchObject([{ path: ["amount"], message: "write-off-not-positive" }]);
  }
  expect(adjustmentSchema.safeParse({ ...sent, kind: "gift" }).error?.issues).toMatchObject([{ path: ["kind"] }]);
});
