import type { UploadSubject } from "../../shared/base/runtime/runtime.ts";
import { failUpload } from "../../shared/uploads/steps/upload-records.ts";
import { logger } from "./middleware.ts";
import type { Wiring } from "./wiring.ts";

/**
 * Has the page of an upload say that no job could read it. Never throws: why it couldn't be read is what counts, and an
 * upload that stays unread is told as failed after an hour in any case.
 */
export async function tellFailedUpload(
  { subject, uploadId }: { readonly subject: UploadSubject; readonly uploadId: string },
  wiring: Pick<Wiring, "archive">,
): Promise<void> {
  try {
    await failUpload(subject, uploadId, wiring);
  } catch (error) {
    logger.error("that an upload failed could not be kept", error as Error);
  }
}
