import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";

/** The archive in a folder: S3 on one machine. A text is there whole or not at all. */
export function folderArchive(folder: string): ObjectStore {
  const made = new Set<string>();
  return {
    put: async (key, text) => {
      const path = join(folder, key);
      const parent = dirname(path);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      const draft = `${path}.${randomUUID()}.draft`;
      await writeFile(draft, text);
      await rename(draft, path);
    },
    get: async (key) => {
      try {
        return await readFile(join(folder, key), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
  };
}
