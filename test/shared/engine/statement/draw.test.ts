import { expect, test } from "vitest";
import { drawLine } from "../../../../shared/engine/statement/draw.ts";
import { runInPureCore } from "../../../support/pure-core.ts";
import { readScenario } from "../../../support/scenario.ts";

test("draw: what is advanced stands on the statement, is open until it is recovered, and then is gone", () => {
  const path = new URL("../../../examples/a-draw-advances-and-is-recovered.json", import.meta.url).pathname;
  const { closes } = runInPureCore(readScenario(path));
  expect(closes.map(({ settlements }) => settlements.get("li")?.statement?.draw)).toEqual([
    { advanced: 200_000n, recovered: 0n, outstanding: 200_000n },
    { advanced: 300_000n, recovered: 0n, outstanding: 500_000n },
    { advanced: 200_000n, recovered: 500_000n, outstanding: 200_000n },
    { advanced: 0n, recovered: 200_000n, outstanding: 0n },
  ]);
  expect(closes.map(({ settlements }) => settlements.get("li")?.settled.advances)).toEqual([200_000n, 500_000n, 200_000n, undefined]);
});

test("draw: a debt of another kind is no advance, and is made good after what was advanced only where it is smaller", () => {
  // A return of 300 is carried; 100 were advanced before.
  expect(drawLine(-400n, 0n, 100n)).toEqual({ advanced: 0n, recovered: 0n, outstanding: 100n });
  expect(drawLine(-50n, 0n, 100n)).toEqual({ advanced: 0n, recovered: 50n, outstanding: 50n });
  expect(drawLine(-400n, 300n, 0n)).toEqual({ advanced: 300n, recovered: 0n, outstanding: 300n });
  expect(drawLine(-400n, 0n, 0n)).toBeUndefined();
  // Above the draw, below the minimum: nothing is advanced.
  expect(drawLine(400n, 300n, 0n)).toBeUndefined();
});
