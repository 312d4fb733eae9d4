import type { FileStore } from "../../../shared/payouts/files/store.ts";
import { sdkClients } from "../clients.ts";
import type { Environment } from "../environment.ts";
import { lazyAdapter } from "../lazy-adapter.ts";
import { localFiles } from "./local-files.ts";

/** Where files lie: in the bucket, or on one machine in the folder that stands for it. Nothing is made before it is used. */
export function fileStoreOf(
  environment: Pick<Environment, "BUCKET_NAME" | "STORE_FOLDER" | "PAYEE_KEY_ID" | "LOCAL_PAYEE_KEY" | "SITE_URL">,
): FileStore {
  const { BUCKET_NAME, STORE_FOLDER: folder, LOCAL_PAYEE_KEY: secret, SITE_URL: siteUrl = "" } = environment;
  if (folder === undefined)
    return lazyAdapter({ put: true, link: true }, async () => {
      const [{ s3Files }, client] = await Promise.all([import("./s3-files.ts"), sdkClients().s3()]);
      return s3Files(BUCKET_NAME, environment.PAYEE_KEY_ID, client);
    });
  if (secret !== undefined) return localFiles({ folder, secret, siteUrl });
  const missing = async (): Promise<never> => {
    throw new Error("LOCAL_PAYEE_KEY is not set: files are encrypted under it on one machine");
  };
  return { put: missing, link: missing };
}
