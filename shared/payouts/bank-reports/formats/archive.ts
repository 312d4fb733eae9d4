import { Unzip, UnzipInflate, UnzipPassThrough } from "fflate";
import { isWorkbook } from "../../../base/xlsx/parse-workbook.ts";
import { hasZipEnd, joinBytes } from "../../../base/zip-end.ts";
import { BankReportError, reportError } from "./message.ts";

/** A file as it was uploaded, or as it lies in an archive. */
export interface PlainFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How much may be unpacked of an upload: a few packed bytes may hold no end of them. */
export interface UnpackLimits {
  /** Of all files together. */
  readonly bytes: number;
  readonly files: number;
  /** Archives within archives. */
  readonly depth: number;
}

/** So many packed bytes at once: they unpack to a thousand times as many at most. */
const BYTES_A_PUSH = 4_096;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
/** PK, and the mark of a file, of an empty archive, or of a part of one. */
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * Unpacks gzip and ZIP, within each other too, and stops at the limits.
 * @returns the files in it, in their order; the file itself where it is no archive.
 * @throws BankReportError where it is damaged, locked, or holds more than that.
 */
export async function unpack(file: PlainFile, limits: UnpackLimits): Promise<PlainFile[]> {
  const budget = new Budget(limits);
  return open(file, limits.depth, budget);
}

/** What is left of the limits. */
class Budget {
  readonly #limits: UnpackLimits;
  #bytes = 0;
  #files = 0;

  constructor(limits: UnpackLimits) {
    this.#limits = limits;
  }

  take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.bytes) throw reportError("unpacked-too-large", { maximum: this.#limits.bytes });
  }

  takeFile(): void {
    this.#files += 1;
    if (this.#files > this.#limits.files) throw reportError("archive-too-many-files", { maximum: this.#limits.files });
  }
}

async function open(file: PlainFile, depth: number, budget: Budget): Promise<PlainFile[]> {
  const { name, bytes } = file;
  // A workbook is a ZIP too.
  if ((!isGzip(bytes) && !isZip(bytes)) || isWorkbook(bytes)) return [file];
  if (depth === 0) throw reportError("archives-nested");
  const inside = isGzip(bytes) ? [{ name: name.replace(/\.gz$/i, ""), bytes: await gunzip(bytes, budget) }] : unzip(bytes, budget);
  const files: PlainFile[] = [];
  for (const each of inside) files.push(...(await open(each, depth - 1, budget)));
  return files;
}

async function gunzip(bytes: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  try {
    // By the platform: it compares the checksum, too.
    const packed = new Blob([Uint8Array.from(bytes)]).stream();
    for await (const piece of packed.pipeThrough(new DecompressionStream("gzip"))) {
      budget.take(piece.length);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof TypeError) throw reportError("gzip-damaged");
    throw error;
  }
  return joinBytes(pieces);
}

function unzip(bytes: Uint8Array, budget: Budget): PlainFile[] {
  const found: { readonly name: string; readonly pieces: Uint8Array[]; isWhole: boolean }[] = [];
  let entries = 0;
  const zip = new Unzip((entry) => {
    entries += 1;
    if (isNoFile(entry.name)) return;
    budget.takeFile();
    const file = { name: entry.name, pieces: [] as Uint8Array[], isWhole: false };
    found.push(file);
    entry.ondata = (error, piece, isLast) => {
      if (error !== null) throw error;
      budget.take(piece.length);
      if (piece.length > 0) file.pieces.push(Uint8Array.from(piece));
      if (isLast) file.isWhole = true;
    };
    entry.start();
  });
  zip.register(UnzipInflate);
  zip.register(UnzipPassThrough);
  try {
    for (let start = 0; start < bytes.length; start += BYTES_A_PUSH)
      zip.push(bytes.subarray(start, start + BYTES_A_PUSH), start + BYTES_A_PUSH >= bytes.length);
  } catch (error) {
    if (error instanceof BankReportError) throw error;
    throw reportError("zip-invalid");
  }
  if (found.some(({ isWhole }) => !isWhole) || !hasZipEnd(bytes, entries)) throw reportError("zip-damaged");
  return found.map(({ name, pieces }) => ({ name, bytes: joinBytes(pieces) }));
}

/** Folders, and what some systems put beside the files. */
const isNoFile = (name: string): boolean => name.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._)/.test(name);
