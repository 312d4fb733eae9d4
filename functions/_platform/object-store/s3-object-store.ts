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
