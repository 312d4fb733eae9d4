import { afterAll, beforeAll, describe } from "vitest";
import { hasChromium } from "./chromium.ts";
import { financeWalks } from "./finance-walks.ts";
import { tellPayees } from "./payouts.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let accounts: readonly string[] = [];

describe.skipIf(!hasChromium)("finance in Chromium, or skipped where there is none (CHROMIUM_PATH)", () => {
  beforeAll(async () => {
    world = await startWorld();
    accounts = await tellPayees([
      { advisorId: "adv-wang", name: "王䶮" },
      { advisorId: "adv-chen", name: "陈喆" },
    ]);
  });
  afterAll(() => world?.stop());

  financeWalks(
    () => world,
    () => accounts,
  );
});
