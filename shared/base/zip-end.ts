/** Bytes of the record that ends a ZIP file, without the comment that may follow it. */
const RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
/** So many entries or more are told elsewhere. */
const UNTOLD = 0xffff;

/**
 * Whether a ZIP file has its end, and the record there names no more entries than were found. One that was cut off between
 * two entries looks whole otherwise, and what stood in the others would be lost in silence.
 */
export function hasZipEnd(bytes: Uint8Array, found: number): boolean {
  const first = Math.max(0, bytes.length - RECORD_BYTES - MAX_COMMENT_BYTES);
  for (let at = bytes.length - RECORD_BYTES; at >= first; at -= 1) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== 0x05 || bytes[at + 3] !== 0x06) continue;
    const named = (bytes[at + 10] ?? 0) + (bytes[at + 11] ?? 0) * 256;
    return named === UNTOLD || named <= found;
  }
  return false;
}

/** Pieces of bytes as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
