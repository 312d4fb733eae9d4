import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file of a ZIP archive; its bytes are asked for when their turn comes. */
export interface ZipEntry {
  readonly path: string;
  readonly content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Sizes stand behind the bytes, and paths are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the first day that a ZIP knows: an archive says nothing of when it was made. */
const DATE = 0x0021;
/** What 32 bits can tell. */
const LARGEST = 0xffff_ffff;

interface Written {
  readonly path: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

/**
 * Writes a ZIP archive, piece by piece: the same entries give the same bytes, and no entry is ever held whole.
 * @throws Error where it would have more than 4 GiB.
 */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  const written: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const path = Buffer.from(entry.path);
    const header = localHeader(path);
    yield header;
    const tally = { crc: 0, plain: 0 };
    let packed = 0;
    for await (const piece of deflated(measured(entry.content(), tally))) {
      packed += piece.length;
      yield piece;
    }
    const descriptor = fields([DESCRIPTOR, 4], [tally.crc, 4], [packed, 4], [tally.plain, 4]);
    yield descriptor;
    written.push({ path, offset, crc: tally.crc, packed, plain: tally.plain });
    offset += header.length + packed + descriptor.length;
    if (offset > LARGEST || tally.plain > LARGEST) throw new Error("a ZIP archive of more than 4 GiB can't be written");
  }
  const directory = Buffer.concat(written.map(centralHeader));
  yield directory;
  const count = written.length;
  yield fields([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
}

async function* measured(content: ReturnType<ZipEntry["content"]>, tally: { crc: number; plain: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    tally.crc = crc32(piece, tally.crc);
    tally.plain += piece.length;
    yield piece;
  }
}

/** An error of the source ends the stream with it. */
function deflated(source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(source, { objectMode: false, highWaterMark: 65_536 }), createDeflateRaw({ chunkSize: 65_536 }), () => {});
}

function localHeader(path: Buffer): Buffer {
  const head = fields([LOCAL_HEADER, 4], [VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [0, 4], [0, 4], [0, 4]);
  return Buffer.concat([head, fields([path.length, 2], [0, 2]), path]);
}

function centralHeader({ path, offset, crc, packed, plain }: Written): Buffer {
  const head = fields([CENTRAL_HEADER, 4], [VERSION, 2], [VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2]);
  const sizes = fields([crc, 4], [packed, 4], [plain, 4], [path.length, 2]);
  // Neither extra field nor comment; the first disk, no attributes.
  return Buffer.concat([head, sizes, fields([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path]);
}

/** Numbers in so many bytes each, the lowest byte first. */
function fields(...values: readonly (readonly [number, 2 | 4])[]): Buffer {
  const bytes = Buffer.alloc(values.reduce((total, [, size]) => total + size, 0));
  let at = 0;
  for (const [value, size] of values) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}
