import { AnswerError } from "./message.ts";

/** Whether bytes begin as gzip does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks gzip, and stops at `most` bytes: a few packed ones may hold no end of them. @throws AnswerError where it is damaged or holds more. */
export async function gunzip(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  const packed = new Blob([Uint8Array.from(bytes)]).stream();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of packed.pipeThrough(new DecompressionStream("gzip"))) {
      length += piece.length;
      if (length > most) throw new AnswerError(`(whole): unpacked it has more than ${most} bytes; split the file`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof TypeError) throw new AnswerError("(whole): its gzip is damaged; choose the file again");
    throw error;
  }
  const plain = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    plain.set(piece, at);
    at += piece.length;
  }
  return plain;
}
