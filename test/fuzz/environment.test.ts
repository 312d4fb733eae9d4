import fc from "fast-check";
import { expect, test } from "vitest";
import { readEnvironment } from "../../functions/_platform/environment.ts";
import { mutated, mutations } from "./mutate.ts";
import { oddText } from "./odd-values.ts";
import { holds } from "./runs.ts";
import { isLeak } from "./violations.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };
const COMPLETE = { TABLE_NAME: "table", BUCKET_NAME: "bucket", BUS_NAME: "bus", AGENCY: JSON.stringify(AGENCY), SHARDS: "8" };

const agency = fc.oneof(
  fc.option(oddText, { nil: undefined }),
  fc.json(),
  mutations.map((all) => JSON.stringify(mutated(AGENCY, all))),
);
const review = fc.oneof(
  fc.option(oddText, { nil: undefined }),
  mutations.map((all) => JSON.stringify(mutated({ openMonthLimit: "0.02", milestone: 10_000_000 }, all))),
);
const other = fc.option(oddText, { nil: undefined });

test("environment: an environment is read whole, or refused by the names of the variables that are wrong", async () => {
  const variables = { AGENCY: agency, REVIEW: review, TABLE_NAME: other, BUCKET_NAME: other, BUS_NAME: other, SHARDS: other };
  const given = fc.record(variables, { requiredKeys: [] });
  await holds(
    fc.property(given, (given) => {
      const variables: NodeJS.ProcessEnv = { ...COMPLETE, ...given };
      try {
        const read = readEnvironment(variables);
        expect(read.SHARDS).toBeGreaterThanOrEqual(1);
        expect([read.TABLE_NAME, read.BUCKET_NAME, read.BUS_NAME]).not.toContain("");
        expect(read.AGENCY.currency).toMatch(/^[A-Z]{3}$/);
        expect(read.REVIEW?.milestone ?? 0).toBeGreaterThanOrEqual(0);
      } catch (error) {
        const { message } = error as Error;
        expect(message).toMatch(/^the function's environment is not complete: (AGENCY|REVIEW|TABLE_NAME|BUCKET_NAME|BUS_NAME|SHARDS)[.:]/);
        expect(isLeak(message)).toBe(false);
      }
    }),
    1_000,
  );
});

test("environment: each variable that is missing is named", () => {
  for (const name of Object.keys(COMPLETE)) {
    expect(() => readEnvironment({ ...COMPLETE, [name]: undefined })).toThrow(`the function's environment is not complete: ${name}: `);
  }
  expect(() => readEnvironment({ ...COMPLETE, AGENCY: '{"currency":"yuan"}' })).toThrow("AGENCY.currency: currency-code-expected");
});
