import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/build-assets.ts",
    // How long a test takes is never what it tests: slow machines get their time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    maxConcurrency: 2,
    coverage: { provider: "v8", include: ["shared/**", "functions/**"] },
  },
});
