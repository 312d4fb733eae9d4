import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import type { FileStore } from "../../../shared/payouts/files/store.ts";
import type { Objects } from "./bucket.ts";
import type { Network } from "./database-link.ts";
import type { Sandbox } from "./sandbox.ts";

/** Where a sandbox puts files that are made for others. A link is the key itself: whoever has it may fetch the file. */
export function linkFiles(objects: Objects, { clockwork, faults, chance }: Network, sandbox: Sandbox): FileStore {
  return {
    put: async (key, chunks) => {
      const decoder = new TextDecoder();
      let [text, bytes] = ["", 0];
      for await (const chunk of chunks) {
        text += decoder.decode(chunk, { stream: true });
        bytes += chunk.length;
      }
      await sandbox.alive(clockwork.wait(chance.between(2, 15)));
      if (faults.strikes("bucket failure")) throw new RetryableError("the bucket is too busy");
      objects.set(key, text);
      if (faults.strikes("crash after a call")) sandbox.kill("crashed");
      return { bytes, sha256: sha256Hex(text) };
    },
    link: async (key) => key,
  };
}
