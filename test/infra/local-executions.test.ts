import { SFNClient } from "@aws-sdk/client-sfn";
import { afterEach, expect, test } from "vitest";
import { sfnRunner } from "../../functions/_platform/step-functions/close-runner.ts";
import { type ExecutionsEndpoint, serveExecutions } from "../../infra/local/executions-endpoint.ts";
import { LOCAL_CREDENTIALS, LOCAL_REGION } from "../../infra/local/intrinsics.ts";
import type { Execution } from "../../infra/local/state-machine.ts";

const MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:Close";
/** Where nothing else is said a run is started with the version deployed last. */
const LATEST = `${MACHINE}:7`;
const RUN = { runId: "2026-10-001", month: "2026-10", requestedBy: "finance", at: "2026-11-05T02:00:00.000Z" };

let served: ExecutionsEndpoint | undefined;
afterEach(async () => {
  await served?.stop();
  served = undefined;
});

/** A machine whose executions end when the test says how. */
async function serve() {
  const inputs: object[] = [];
  const ended = Promise.withResolvers<Execution>();
  const execute = async (input: object) => {
    inputs.push(input);
    return ended.promise;
  };
  served = await serveExecutions({ execute }, MACHINE);
  const { endpoint } = served;
  const client = new SFNClient({ endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
  return { served, inputs, end: ended.resolve, runner: sfnRunner(LATEST, client), stranger: sfnRunner(`${MACHINE}2`, client) };
}

test("local executions: a close is started once under its name, and told how it goes", async () => {
  const { served, inputs, end, runner } = await serve();
  expect(await runner.look(RUN.runId)).toBeUndefined();
  await runner.start(RUN);
  await runner.start(RUN);
  // Another input under the same name is another's: the first stays.
  await runner.start({ ...RUN, requestedBy: "finance-2", reason: "early" });
  expect(inputs).toEqual([{ month: "2026-10", requestedBy: "finance", machine: LATEST }]);
  expect(await runner.look(RUN.runId)).toEqual({ status: "running" });
  end({ status: "SUCCEEDED", output: { payable: "1" } });
  await served.ended();
  expect(await runner.look(RUN.runId)).toEqual({ status: "succeeded" });
  await runner.start(RUN);
  expect(inputs).toHaveLength(1);
});

test("local executions: a close goes on with the version that it is told, and is looked for whatever version runs it", async () => {
  const { inputs, runner } = await serve();
  await runner.start(RUN, `${MACHINE}:6`);
  expect(inputs).toEqual([{ month: "2026-10", requestedBy: "finance", machine: `${MACHINE}:6` }]);
  expect(await runner.look(RUN.runId)).toEqual({ status: "running" });
});

test("local executions: one that fails says why, as a function's error reads", async () => {
  const { served, end, runner } = await serve();
  await runner.start({ ...RUN, reason: "audit on Monday" });
  end({ status: "FAILED", error: "RefusedError", cause: "shard 3: no" });
  await served.ended();
  expect(await runner.look(RUN.runId)).toEqual({ status: "failed", error: "RefusedError", cause: "shard 3: no" });
});

test("local executions: another machine, or none, is an error", async () => {
  const { stranger } = await serve();
  await expect(stranger.start(RUN)).rejects.toThrow("There is no");
  await expect(sfnRunner(undefined, new SFNClient({})).start(RUN)).rejects.toThrow("CLOSE_MONTH_ARN");
});
