import { AnswerError } from "./message.ts";

/** How far a declaration of an encoding can lie from the beginning. */
const HEAD_BYTES = 200;

/** The text of an XML file, by the encoding that it says it is in. @returns undefined where it is none. @throws AnswerError where the encoding isn't so. */
export function decodeXml(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES));
  const utf16 = { "\xff\xfe": "utf-16le", "\xfe\xff": "utf-16be" }[head.slice(0, 2)];
  // The second byte of each letter of UTF-16 is 0.
  const start = head.replaceAll("\0", "").replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  if (!/^\s*</.test(start)) return undefined;
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
  const encoding = utf16 ?? declared ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new AnswerError(`(whole): it is not in the encoding that it names, ${encoding}; have the bank send it again, in UTF-8`);
  }
}
