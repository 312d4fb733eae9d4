import { Unzip, UnzipInflate } from "fflate";
import { type Issue, type IssueCode, issue, type Params } from "../issues/issue.ts";
import { hasZipEnd, joinBytes } from "../zip-end.ts";

/** Why a workbook can't be read. */
export class WorkbookError extends Error {
  override readonly name = "WorkbookError";
  readonly issue: Issue;

  constructor(code: IssueCode, params: Params) {
    super(code);
    this.issue = issue("", code, params);
  }
}

/** Small packed bytes may unpack without end. */
export const MAX_UNPACKED_BYTES = 60_000_000;
const MAX_PARTS = 1_000;
/** Bytes that are unpacked at a time: what they come to is counted in between. */
const CHUNK_BYTES = 16_384;

/**
 * Unpacks those parts of a ZIP file that `isWanted` names, counting as it goes.
 * @throws WorkbookError where it is damaged, or unpacks to more than it may.
 */
export function unzipParts(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  maxUnpackedBytes: number = MAX_UNPACKED_BYTES,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>();
  const open = new Set<string>();
  let unpacked = 0;
  let count = 0;
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > MAX_PARTS) throw new WorkbookError("workbook-too-many-parts", { maximum: MAX_PARTS });
    if (!isWanted(file.name)) return;
    const pieces: Uint8Array[] = [];
    parts.set(file.name, pieces);
    open.add(file.name);
    file.ondata = (error, piece, isLast) => {
      // What is thrown below comes back as an error.
      if (error) throw error;
      unpacked += piece.length;
      if (unpacked > maxUnpackedBytes) throw new WorkbookError("unpacked-too-large", { maximum: maxUnpackedBytes });
      pieces.push(piece);
      if (isLast) open.delete(file.name);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError("workbook-damaged", { part: "ZIP" });
  }
  if (open.size > 0 || !hasZipEnd(bytes, count)) throw new WorkbookError("workbook-damaged", { part: "ZIP" });
  return new Map([...parts].map(([name, pieces]) => [name, joinBytes(pieces)]));
}
