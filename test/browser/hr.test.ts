import { afterAll, beforeAll, describe } from "vitest";
import { hasChromium } from "./chromium.ts";
import { hrWalks } from "./hr-walks.ts";
import { startWorld, type World } from "./world.ts";

let world: World;

describe.skipIf(!hasChromium)("HR in Chromium, or skipped where there is none (CHROMIUM_PATH)", () => {
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  hrWalks(() => world);
});
