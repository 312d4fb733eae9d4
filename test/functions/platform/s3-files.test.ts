import { createHash } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import { s3Files } from "../../../functions/_platform/files/s3-files.ts";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-secret" };
const client = new S3Client({ region: "eu-central-1", credentials });

async function* pieces(count: number, bytes: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(bytes, index);
}

test("s3 files: a small file is put at once, a large one in parts; both are hashed on their way", async () => {
  const sent = mockClient(client);
  sent.on(PutObjectCommand).resolves({});
  sent.on(CreateMultipartUploadCommand).resolves({ UploadId: "u" });
  sent.on(UploadPartCommand).resolves({ ETag: "e" });
  sent.on(CompleteMultipartUploadCommand).resolves({});
  const store = s3Files("bucket", "payee-key", client);
  const small = await store.put("files/a", pieces(3, 1_000), "text/csv");
  expect(small).toEqual({
    bytes: 3_000,
    sha256: createHash("sha256")
      .update(Buffer.concat([Buffer.alloc(1_000, 0), Buffer.alloc(1_000, 1), Buffer.alloc(1_000, 2)]))
      .digest("hex"),
  });
  expect(sent.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: "bucket",
    Key: "files/a",
    ContentType: "text/csv",
  });
  expect((await store.put("files/b", pieces(60, 200_000), "text/csv")).bytes).toBe(12_000_000);
  expect(sent.commandCalls(UploadPartCommand)).toHaveLength(3);
  sent.restore();
});

test("s3 files: a file for banks is encrypted under the payees' key, in parts or whole; another is not, and without that key none is made", async () => {
  const sent = mockClient(client);
  sent.on(PutObjectCommand).resolves({});
  sent.on(CreateMultipartUploadCommand).resolves({ UploadId: "u" });
  sent.on(UploadPartCommand).resolves({ ETag: "e" });
  sent.on(CompleteMultipartUploadCommand).resolves({});
  const store = s3Files("bucket", "payee-key", client);
  await store.put("bank-files/payout/1/pain.001/a", pieces(1, 10), "text/xml");
  await store.put("bank-files/payout/1/pain.001/b", pieces(60, 200_000), "text/xml");
  await store.put("files/payout/1/csv/a", pieces(1, 10), "text/csv");
  const encrypted = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "payee-key", BucketKeyEnabled: false };
  const [bank, list] = sent.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
  expect(bank).toMatchObject(encrypted);
  expect(sent.commandCalls(CreateMultipartUploadCommand)[0]?.args[0].input).toMatchObject(encrypted);
  expect(list).not.toHaveProperty("SSEKMSKeyId");
  const unkeyed = s3Files("bucket", undefined, client);
  await expect(unkeyed.put("bank-files/a", pieces(1, 10), "text/xml")).rejects.toThrow("PAYEE_KEY_ID");
  sent.restore();
});

test("s3 files: what fails while it is made is not stored, and its error comes through", async () => {
  const sent = mockClient(client);
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("a");
    throw new Error("its lines are missing");
  }
  await expect(s3Files("bucket", "payee-key", client).put("files/c", failing(), "text/csv")).rejects.toThrow("its lines are missing");
  expect(sent.calls()).toHaveLength(0);
  sent.restore();
});

test("s3 files: a link is signed, holds for so many seconds, and saves the file under its name", async () => {
  const url = new URL(
    await s3Files("bucket", "payee-key", client).link("files/payout/2026-05-1/csv/x", { name: "payout.csv", seconds: 120 }),
  );
  expect(url.pathname).toContain("files/payout/2026-05-1/csv/x");
  expect(url.searchParams.get("X-Amz-Expires")).toBe("120");
  expect(url.searchParams.get("X-Amz-Signature")).toMatch(/^[0-9a-f]{64}$/);
  expect(url.searchParams.get("response-content-disposition")).toBe('attachment; filename="payout.csv"');
  expect(url.toString()).not.toContain(credentials.secretAccessKey);
});
