import { afterEach, describe, expect, test, vi } from "vitest";
import { applyEnvironment, localEnvironment } from "../../infra/local/environment.ts";
import type { LocalFunction } from "../../infra/local/resources.ts";

const places = {
  database: "http://127.0.0.1:1",
  bus: "http://127.0.0.1:2",
  executions: "http://127.0.0.1:3",
  payeeKey: "key",
  folder: "/tmp/store",
};
const lambda = (name: string, environment: Record<string, string>): LocalFunction => ({
  name,
  arn: `arn:${name}`,
  entry: `functions/${name}/handler.ts`,
  timeoutSeconds: 1,
  memoryMb: 128,
  environment,
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the functions' environment on one machine", () => {
  test("is that of all of them, with what keeps the SDK on this machine", () => {
    const functions = [lambda("a", { TABLE_NAME: "t", A: "1" }), lambda("b", { TABLE_NAME: "t", B: "2", NODE_OPTIONS: "--x" })];
    const environment = localEnvironment(functions, places);
    expect(environment).toMatchObject({ TABLE_NAME: "t", A: "1", B: "2", STORE_FOLDER: "/tmp/store" });
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL_DYNAMODB: places.database, AWS_ENDPOINT_URL_EVENTBRIDGE: places.bus });
    expect(environment).toMatchObject({ AWS_ENDPOINT_URL_SFN: places.executions, LOCAL_PAYEE_KEY: "key" });
    expect(environment).not.toHaveProperty("NODE_OPTIONS");
  });

  test("can't be shared where two functions want different values", () => {
    const functions = [lambda("a", { SHARDS: "8" }), lambda("b", { SHARDS: "9" })];
    expect(() => localEnvironment(functions, places)).toThrow("b wants SHARDS=9, another function 8");
  });

  test("leaves none of a developer's own settings in force, and puts them back", () => {
    vi.stubEnv("AWS_PROFILE", "production");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "real");
    vi.stubEnv("TABLE_NAME", undefined);
    const restore = applyEnvironment(localEnvironment([lambda("a", { TABLE_NAME: "t" })], places));
    expect(process.env).toMatchObject({ AWS_ACCESS_KEY_ID: "local", TABLE_NAME: "t" });
    expect(process.env).not.toHaveProperty("AWS_PROFILE");
    restore();
    expect(process.env).toMatchObject({ AWS_PROFILE: "production", AWS_ACCESS_KEY_ID: "real" });
    expect(process.env).not.toHaveProperty("TABLE_NAME");
  });
});
