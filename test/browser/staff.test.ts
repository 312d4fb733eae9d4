import { afterAll, beforeAll, describe } from "vitest";
import { hasChromium } from "./chromium.ts";
import { financeWalks } from "./finance-walks.ts";
import { hrWalks } from "./hr-walks.ts";
import { tellPayees } from "./payouts.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let accounts: readonly string[] = [];

describe.skipIf(!hasChromium)("HR and finance in Chromium, or skipped where there is none (CHROMIUM_PATH)", () => {
  beforeAll(async () => {
    world = await startWorld();
    accounts = await tellPayees([
      { advisorId: "adv-wang", name: "王䶮" },
      { advisorId: "adv-chen", name: "陈喆" },
    ]);
  });
  afterAll(() => world?.stop());

  // HR's come first: finance's closes move the clock on by two months.
  hrWalks(() => world);
  financeWalks(
    () => world,
    () => accounts,
  );
});
