import type { Cloud } from "./cloud.ts";

/** What a state machine tries again; the rest fails the execution. As in the stack. */
const TRIED_AGAIN = new Set(["RetryableError", "Sandbox.Timedout", "Runtime.ExitError"]);
const TASK_ATTEMPTS = 7;
const EXECUTIONS = 30;

/** Closes a month as the state machine does, and starts the execution again where it fails by what may pass. */
export async function closeMonth(cloud: Cloud, month: string): Promise<unknown> {
  for (let execution = 1; ; execution += 1) {
    try {
      return await execute(cloud, month);
    } catch (error) {
      if (!TRIED_AGAIN.has((error as Error).name) || execution === EXECUTIONS) throw error;
      await cloud.clockwork.wait(120_000);
    }
  }
}

async function execute(cloud: Cloud, month: string): Promise<unknown> {
  const { shards, period } = (await task(cloud, "begin-close", { month, reason: "chaos test" })) as {
    shards: readonly number[];
    period: number;
  };
  for (const name of ["gather-shard", "settle-shard"])
    await Promise.all(shards.map((shard) => task(cloud, name, { month, period, shard })));
  return task(cloud, "finish-close", { month, period });
}

async function task(cloud: Cloud, name: string, input: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await cloud.invoke(name, input);
    } catch (error) {
      if (!TRIED_AGAIN.has((error as Error).name) || attempt === TASK_ATTEMPTS) throw error;
      await cloud.clockwork.wait(2_000 * 2 ** attempt);
    }
  }
}
