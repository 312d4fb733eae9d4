import type { UploadSubject } from "../../../shared/base/runtime/jobs.ts";
import type { ObjectStore } from "../../../shared/base/runtime/runtime.ts";
import type { Vault } from "../../../shared/payees/vault.ts";
import type { UploadStore } from "../../../shared/uploads/store.ts";

/** Where the bytes of uploaded files are kept for a day. */
export const UPLOADS = "uploads/";
export const FINANCE_UPLOADS = `${UPLOADS}finance/`;
export const HR_UPLOADS = `${UPLOADS}hr/`;

/**
 * Uploaded files in the archive, as texts. A bank's report has whole account numbers, and a file of adjustments may have
 * some by mistake: both are encrypted under the payees' key, which finance's job alone may decrypt with. Scores belong to HR,
 * whose functions have no such key.
 */
export const uploadStore = (archive: ObjectStore, vault: Vault): UploadStore => ({
  put: async (subject, bytesId, bytes) => {
    const text = Buffer.from(bytes).toString("base64");
    if (isOfHr(subject)) return archive.put(`${HR_UPLOADS}${bytesId}`, text);
    const [sealed = ""] = await vault.seal([{ place: { bytesId }, text }]);
    await archive.put(`${FINANCE_UPLOADS}${bytesId}`, sealed);
  },
  get: async (subject, bytesId) => {
    const text = await archive.get(`${isOfHr(subject) ? HR_UPLOADS : FINANCE_UPLOADS}${bytesId}`);
    if (text === undefined) return undefined;
    const [base64 = ""] = isOfHr(subject) ? [text] : await vault.open([{ place: { bytesId }, sealed: text }]);
    return Buffer.from(base64, "base64");
  },
});

const isOfHr = (subject: UploadSubject): boolean => subject === "scores";
