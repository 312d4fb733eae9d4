import { createHash } from "node:crypto";

/** What went through: so many bytes, and their SHA-256 once all of them did. */
export interface CountedOutcome {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly result: () => { readonly bytes: number; readonly sha256: string };
}

/** Counts and hashes bytes on their way. */
export function counted(source: AsyncIterable<Uint8Array>): CountedOutcome {
  const hash = createHash("sha256");
  let bytes = 0;
  const chunks = async function* () {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  return { chunks: chunks(), result: () => ({ bytes, sha256: hash.digest("hex") }) };
}
