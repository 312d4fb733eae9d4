import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** A mutant is dead at the first test that fails: examples come before the properties, which take far longer. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      moduleId.endsWith(".properties.test.ts") ? (/money|tiers|calendar/.test(moduleId) ? 0 : 2) : 1;
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}

/** The fast tests of the domain, for the mutation run: no database, no build, and the same random worlds for every mutant. */
export default defineConfig({
  test: {
    include: ["test/shared/**/*.test.ts", "test/scenarios/examples-in-the-pure-core.test.ts"],
    exclude: ["test/shared/ledger/invalid-events.test.ts", "test/shared/base/json.properties.test.ts"],
    setupFiles: ["test/mutation/same-worlds.ts"],
    sequence: { sequencer: ExamplesFirst },
    isolate: false,
    testTimeout: 60_000,
  },
});
