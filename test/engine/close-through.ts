import type { Local } from "../../infra/local/start.ts";
import type { Execution } from "../../infra/local/state-machine.ts";
import { patiently } from "./patiently.ts";

/** Closes a month, and runs the close again while what ended it may pass. @throws Error with what ended it otherwise. */
export async function closeThrough(local: Pick<Local, "closeMonth">, month: string): Promise<Execution> {
  return patiently(async () => {
    const execution = await local.closeMonth(month);
    if (execution.status === "SUCCEEDED") return execution;
    throw Object.assign(new Error(`the close of ${month}: ${execution.cause}`), { name: execution.error });
  });
}
