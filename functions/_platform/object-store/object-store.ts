import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";
import { orRetryable } from "../transient-errors.ts";

/** The archive in an S3 bucket. */
export function s3Archive(bucket: string, client: S3Client): ObjectStore {
  return {
    put: async (Key, Body) => {
      const command = new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: "application/json; charset=utf-8" });
      await orRetryable("the bucket", client.send(command));
    },
    get: async (Key) => {
      try {
        const { Body } = await orRetryable("the bucket", client.send(new GetObjectCommand({ Bucket: bucket, Key })));
        return Body && (await orRetryable("the bucket", Body.transformToString("utf-8")));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

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
