import { reportError } from "./message.ts";

/** How far a declaration of an encoding can lie from the beginning. */
const HEAD_BYTES = 200;
const BYTES_A_PIECE = 65_536;

/**
 * The text of an XML file, piece by piece, by the encoding that it says it is in.
 * @returns undefined where it is no XML. The pieces throw BankReportError where the encoding isn't so.
 */
export function decodeXml(file: Uint8Array): Iterable<string> | undefined {
  const head = new TextDecoder("latin1").decode(file.subarray(0, HEAD_BYTES));
  // The last character of UTF-16 may end in a zero byte itself.
  const bytes = head.includes("\0") ? file : withoutEnd(file);
  const utf16 = head.startsWith("\xff\xfe") ? "utf-16le" : head.startsWith("\xfe\xff") ? "utf-16be" : undefined;
  // The second byte of each letter of UTF-16 is 0.
  const start = head.replaceAll("\0", "").replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  if (!/^\s*</.test(start)) return undefined;
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
  return decodeBy(bytes, utf16 ?? declared ?? "utf-8");
}

/** What pads the end of a file in any mixture with line ends belongs to no message. */
function withoutEnd(file: Uint8Array): Uint8Array {
  let end = file.length;
  while (end > 0 && PADDING.has(file[end - 1] ?? 0)) end -= 1;
  return file.subarray(0, end);
}

const PADDING: ReadonlySet<number> = new Set([0x00, 0x1a, 0x09, 0x0a, 0x0d, 0x20]);

function* decodeBy(bytes: Uint8Array, encoding: string): Generator<string> {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    for (let start = 0; start < bytes.length; start += BYTES_A_PIECE)
      yield decoder.decode(bytes.subarray(start, start + BYTES_A_PIECE), { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw reportError("xml-encoding-differs", { encoding: encoding.slice(0, 40) });
  }
}
