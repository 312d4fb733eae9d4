import { NoSuchKey } from "@aws-sdk/client-s3";
import type { Answer } from "../database/client.ts";
import type { Network } from "./database-link.ts";
import type { Sandbox } from "./sandbox.ts";

/** Objects by key; the last put counts. */
export type Objects = Map<string, string>;

/** Answers the calls that a sandbox makes to the bucket. */
export function linkBucket(objects: Objects, { clockwork, faults, chance }: Network, sandbox: Sandbox): Answer {
  const call: Answer = async (command, { Key, Body }) => {
    const key = String(Key);
    await clockwork.wait(chance.between(2, 15));
    // A failure before the call is done, or after: what is put twice is the same.
    if (faults.strikes("bucket failure")) throw slowDown();
    if (command === "PutObject") objects.set(key, String(Body));
    if (faults.strikes("crash after a call")) sandbox.kill("crashed");
    if (command === "PutObject") {
      if (faults.strikes("bucket failure")) throw slowDown();
      return {};
    }
    const text = objects.get(key);
    if (text === undefined) throw new NoSuchKey({ message: "The specified key does not exist.", $metadata: { httpStatusCode: 404 } });
    return { Body: { transformToString: async () => text } };
  };
  return (command, input) => sandbox.alive(call(command, input));
}

function slowDown(): Error {
  return Object.assign(new Error("Please reduce your request rate."), { name: "SlowDown", $metadata: { httpStatusCode: 503 } });
}
