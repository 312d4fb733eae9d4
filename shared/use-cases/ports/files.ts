import type { Instant } from "../../calendar/instant.ts";

/** Keeps files that are made for others. A key's bytes never change. */
export interface FileStore {
  /** Stores a file as it is made, piece by piece. @returns its size and SHA-256. */
  put(key: string, chunks: AsyncIterable<Uint8Array>, contentType: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** An address under which the file can be fetched for so many seconds, by whoever has it, under a name. */
  link(key: string, how: { readonly name: string; readonly seconds: number }): Promise<string>;
}

/** A file that is wanted, or made. */
export interface MadeFile {
  /** What it is of: `payout:2026-05-1`, `journal:2026-05`, `positions:2026-06-30`. */
  readonly of: string;
  /** `csv`, `xlsx`, `pain.001`, `journal`, `positions`, or a template's id: one of each for what it is of. */
  readonly format: string;
  /** As it is called where it is saved. */
  readonly name: string;
  readonly wanted: { readonly by: string; readonly at: Instant };
  /** None while it is being made. */
  readonly made?: {
    readonly at: Instant;
    readonly key: string;
    readonly sha256: string;
    readonly bytes: number;
    /** Its lines and their sum, minor units. */
    readonly count: number;
    readonly controlSum: bigint;
  };
  /** Why it could not be made when that was tried last. */
  readonly failed?: string;
}

/** Keeps account of files: which there are, and who fetched them when. */
export interface FileRegister {
  list(of: string): Promise<readonly MadeFile[]>;
  find(of: string, format: string): Promise<MadeFile | undefined>;
  /** Notes that a file is wanted, put if absent; one that failed is wanted anew. */
  want(file: MadeFile): Promise<void>;
  note(file: MadeFile): Promise<void>;
  /** Notes a download; added, never edited. */
  noteDownload(of: string, format: string, download: { readonly by: string; readonly at: Instant }): Promise<void>;
  downloads(of: string, format: string): Promise<readonly { readonly by: string; readonly at: Instant }[]>;
}
