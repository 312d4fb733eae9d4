import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { isBankFileKey } from "../../../shared/payouts/files/model/file-kind.ts";
import type { FileStore } from "../../../shared/payouts/files/store.ts";
import { orRetryable } from "../transient-errors.ts";
import { counted } from "./count-bytes.ts";

/** The least that S3 takes as a part; two parts are under way at a time, so that memory holds little. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_CONCURRENCY = 2;

/**
 * Files in the bucket, encrypted there as everything in it is; those for banks under the payees' key, each by a data key of
 * its own, so that who may read the bucket can't read them by that. A link is signed by the function's own role.
 * @param payeeKeyId undefined where the function makes no files for banks.
 */
export function s3Files(bucket: string, payeeKeyId: string | undefined, client: S3Client): FileStore {
  const encryptionOf = (key: string) => {
    if (!isBankFileKey(key)) return {};
    if (payeeKeyId === undefined) throw new Error("PAYEE_KEY_ID is not set: files for banks are encrypted under it");
    return { ServerSideEncryption: "aws:kms", SSEKMSKeyId: payeeKeyId, BucketKeyEnabled: false } as const;
  };
  return {
    put: async (key, chunks, contentType) => {
      const { chunks: body, result } = counted(chunks);
      const upload = new Upload({
        client,
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
      return getSignedUrl(client, command, { expiresIn: seconds });
    },
  };
}
