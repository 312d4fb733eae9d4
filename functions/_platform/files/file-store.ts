import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { isBankFileKey } from "../../../shared/payouts/files/model/file-kind.ts";
import type { FileStore } from "../../../shared/payouts/files/store.ts";
import { sdkClients } from "../clients.ts";
import type { Environment } from "../environment.ts";
import { orRetryable } from "../transient-errors.ts";
import { counted } from "./count-bytes.ts";
import { localFiles } from "./local-files.ts";

/** The least that S3 takes as a part; two parts are under way at a time, so that memory holds little. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_CONCURRENCY = 2;

/**
 * Files in the bucket, encrypted there as everything in it is; those for banks under the payees' key, each by a data key of
 * its own, so that who may read the bucket can't read them by that. A link is signed by the function's own role.
 * @param payeeKeyId undefined where the function makes no files for banks.
 */
export function s3Files(bucket: string, payeeKeyId: string | undefined, client: () => S3Client): FileStore {
  const encryptionOf = (key: string) => {
    if (!isBankFileKey(key)) return {};
    if (payeeKeyId === undefined) throw new Error("PAYEE_KEY_ID is not set: files for banks are encrypted under it");
    return { ServerSideEncryption: "aws:kms", SSEKMSKeyId: payeeKeyId, BucketKeyEnabled: false } as const;
  };
  return {
    put: async (key, chunks, contentType) => {
      const { chunks: body, result } = counted(chunks);
      const upload = new Upload({
        client: client(),
        params: {
          Bucket: bucket,
          Key: key,
          Body: Readable.from(body, { objectMode: false }),
          ContentType: contentType,
          ...encryptionOf(key),
        },
        partSize: PART_BYTES,
        queueSize: PARTS_CONCURRENCY,
        // The bucket clears away what was begun and not ended: the function needn't be allowed to.
        leavePartsOnError: true,
      });
      await orRetryable("the bucket", upload.done());
      return result();
    },
    link: (key, { name, seconds }) => {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: `attachment; filename="${name}"`,
        ResponseCacheControl: "no-store",
      });
      return getSignedUrl(client(), command, { expiresIn: seconds });
    },
  };
}

/** Where files lie: in the bucket, or on one machine in the folder that stands for it. Nothing is made before it is used. */
export function fileStoreOf(
  environment: Pick<Environment, "BUCKET_NAME" | "STORE_FOLDER" | "PAYEE_KEY_ID" | "LOCAL_PAYEE_KEY" | "SITE_URL">,
): FileStore {
  const { BUCKET_NAME, STORE_FOLDER: folder, LOCAL_PAYEE_KEY: secret, SITE_URL: siteUrl = "" } = environment;
  let client: S3Client | undefined;
  const bucketClient = () => {
    client ??= sdkClients().s3();
    return client;
  };
  if (folder === undefined) return s3Files(BUCKET_NAME, environment.PAYEE_KEY_ID, bucketClient);
  if (secret !== undefined) return localFiles({ folder, secret, siteUrl });
  const missing = async (): Promise<never> => {
    throw new Error("LOCAL_PAYEE_KEY is not set: files are encrypted under it on one machine");
  };
  return { put: missing, link: missing };
}
