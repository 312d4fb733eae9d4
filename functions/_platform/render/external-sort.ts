import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** So much is held before it is written away. */
const MAX_HELD_BYTES = 1_000_000;

interface Block {
  readonly at: number;
  readonly length: number;
}

/**
 * Sorts text by key on its way through: what comes in any order is read back key by key. It lies in a file of its own that
 * nobody else finds, so that memory holds little however much there is.
 */
export class Spool {
  readonly #file: FileHandle;
  readonly #folder: string;
  readonly #blocks = new Map<string, Block[]>();
  #held = new Map<string, string>();
  #heldLength = 0;
  #end = 0;

  private constructor(file: FileHandle, folder: string) {
    this.#file = file;
    this.#folder = folder;
  }

  static async open(): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), "fenrun-spool-"));
    return new Spool(await open(join(folder, "spool"), "wx+", 0o600), folder);
  }

  async append(key: string, text: string): Promise<void> {
    this.#held.set(key, (this.#held.get(key) ?? "") + text);
    this.#heldLength += text.length;
    if (this.#heldLength > MAX_HELD_BYTES) await this.#write();
  }

  async #write(): Promise<void> {
    const pieces: Buffer[] = [];
    let at = this.#end;
    for (const [key, text] of this.#held) {
      const piece = Buffer.from(text);
      this.#blocks.set(key, [...(this.#blocks.get(key) ?? []), { at, length: piece.length }]);
      at += piece.length;
      pieces.push(piece);
    }
    await this.#file.writev(pieces, this.#end);
    this.#end = at;
    this.#held = new Map();
    this.#heldLength = 0;
  }

  /** What was appended under a key, in its order. */
  async *read(key: string): AsyncGenerator<Uint8Array> {
    for (const { at, length } of this.#blocks.get(key) ?? []) {
      const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, at);
      if (bytesRead !== length) throw new Error("the spool lost what was written to it");
      yield buffer;
    }
    const held = this.#held.get(key);
    if (held !== undefined) yield Buffer.from(held);
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
