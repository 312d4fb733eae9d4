import { join } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import base from "../../vitest.config.ts";
import { plantedText } from "../chaos/planted-text.ts";
import { UNIT_PLANTS } from "./unit-plants.ts";

const ROOT = join(import.meta.dirname, "../..");
const plant = UNIT_PLANTS.find(({ name }) => name === process.env.PLANT);

/** The tests as they are, with a fault planted into the source as it is loaded. */
export default mergeConfig(
  base,
  defineConfig({
    root: ROOT,
    // By vitest's own loader, which the plugin changes; a module that it kept between runs would be another fault's, or none.
    test: { fsModuleCache: false, experimental: { viteModuleRunner: true } },
    plugins: [
      {
        name: "plant",
        enforce: "pre",
        transform: (code, id) => {
          const edits = (plant?.edits ?? []).filter(({ file }) => join(ROOT, file) === id.split("?")[0]);
          return edits.length === 0 ? undefined : edits.reduce((text, edit) => plantedText(text, edit), code);
        },
      },
    ],
  }),
);
