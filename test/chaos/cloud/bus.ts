import type { Answer } from "../database/client.ts";
import type { Network } from "./database-link.ts";
import type { Queue } from "./queue.ts";
import type { Sandbox } from "./sandbox.ts";

/** Which queue takes which of Fenrun's own events. */
export type Routes = ReadonlyMap<string, Queue>;

interface Entry {
  readonly DetailType: string;
  readonly Detail: string;
}

/** Answers the calls that a sandbox makes to the event bus. */
export function linkBus(routes: Routes, { clockwork, faults, chance }: Network, sandbox: Sandbox): Answer {
  const call: Answer = async (_command, { Entries }) => {
    await clockwork.wait(chance.between(2, 10));
    if (faults.strikes("bus failure")) return { FailedEntryCount: 1, Entries: [{ ErrorCode: "InternalFailure" }] };
    for (const { DetailType, Detail } of Entries as Entry[]) {
      routes.get(DetailType)?.send(JSON.stringify({ "detail-type": DetailType, detail: JSON.parse(Detail) }), chance.between(1, 2_000));
    }
    if (faults.strikes("crash after a call")) sandbox.kill("crashed");
    if (faults.strikes("bus failure")) throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    return { FailedEntryCount: 0, Entries: [] };
  };
  return (command, input) => sandbox.alive(call(command, input));
}
