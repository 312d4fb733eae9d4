/** What a function can be sent, less what the form needs beside it. */
const MOST_BYTES = 4_000_000;

/** A file that was chosen in a form, whole in memory; none where there is none, or more than can be sent. */
export async function uploadedFile(
  file: string | File | undefined,
): Promise<{ readonly bytes: Uint8Array; readonly name: string } | undefined> {
  if (!(file instanceof File) || file.size === 0 || file.size > MOST_BYTES) return undefined;
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}
