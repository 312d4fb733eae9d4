import { type Issue, type IssueCode, issue, type Params } from "../issues/issue.ts";

/** The encodings in which files are taken. */
export const TEXT_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** A file's text, and the encoding that it was read in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** One way to read a file that can be read in two: the encoding, and a few words that show the difference. No digits. */
export interface EncodingChoice {
  readonly encoding: TextEncoding;
  readonly samples: readonly string[];
}

/** What decoding gave: the text; the two encodings that a person has to choose from; or why the bytes are refused. */
export type DecodeResult =
  | ({ readonly kind: "decoded" } & DecodedText)
  | { readonly kind: "ambiguous"; readonly choices: readonly [EncodingChoice, EncodingChoice] }
  | { readonly kind: "refused"; readonly issue: Issue };

/**
 * Decodes a file's bytes. A byte order mark decides; without one it is UTF-8, GB18030, or UTF-16 where every second byte of
 * its ASCII characters is zero. Where UTF-8 and GB18030 both decode cleanly and differ, a person chooses, unless only one
 * of the two can be meant: see `isCertainlyUtf8`. What pads a file's end (zero bytes, or the 0x1A of DOS) belongs to no line.
 * @param chosen the encoding that a person chose; then no other is tried.
 */
export function decodeText(file: Uint8Array, chosen?: TextEncoding): DecodeResult {
  const marked = markOf(file);
  if (marked !== undefined && chosen !== undefined && marked !== chosen)
    return refused("encoding-mark-differs", { marked: nameOfEncoding(marked), chosen: nameOfEncoding(chosen) });
  const certain = chosen ?? marked ?? utf16WithoutMark(file);
  // UTF-16 that was sent as text holds U+FFFD in UTF-8: what its mark became, or without one other characters.
  const lostAt = indexOfLost(file);
  if (lostAt === 0 || (lostAt > 0 && marked === undefined && certain?.startsWith("utf-16"))) return refused("characters-lost");
  if (certain !== undefined) {
    const text = decodeAs(file, certain);
    return text === undefined ? refused("encoding-broken", { encoding: nameOfEncoding(certain) }) : checked(text, certain);
  }
  const bytes = withoutPadding(file);
  if (bytes.includes(0)) return refused("zero-bytes");
  const utf8 = decodeAs(bytes, "utf-8");
  const gb18030 = decodeAs(bytes, "gb18030");
  if (utf8 === undefined && gb18030 === undefined) return refused("encoding-unknown");
  // Lost characters make Chinese in GB18030 (锟斤拷): they are no choice.
  if (utf8?.includes("\ufffd")) return checked(utf8, "utf-8");
  if (utf8 === undefined) return isPartlyUtf8(bytes) ? refused("encodings-mixed") : checked(gb18030 ?? "", "gb18030");
  if (gb18030 === undefined || gb18030 === utf8 || !isPlain(gb18030) || isCertainlyUtf8(bytes)) return checked(utf8, "utf-8");
  if (!isPlain(utf8)) return checked(gb18030, "gb18030");
  return {
    kind: "ambiguous",
    choices: [
      { encoding: "utf-8", samples: samplesOf(utf8) },
      { encoding: "gb18030", samples: samplesOf(gb18030) },
    ],
  };
}

const refused = (code: IssueCode, params: Params = {}): DecodeResult => ({ kind: "refused", issue: issue("", code, params) });

/** What people call an encoding: UTF-8, UTF-16 LE, GB18030; a workbook's is XLSX. */
export const nameOfEncoding = (encoding: TextEncoding | "xlsx"): string => encoding.toUpperCase().replace("LE", " LE").replace("BE", " BE");

/**
 * U+FFFD stands where an earlier program could not read a character: what stood there is gone. Zero characters before the
 * end are no text: UTF-32, whose mark begins as that of UTF-16, has one beside each character.
 */
function checked(padded: string, encoding: TextEncoding): DecodeResult {
  const text = padded.slice(
    0,
    endOf(padded.length, (at) => padded.charCodeAt(at)),
  );
  if (text.includes("\0")) return refused("zero-bytes");
  return text.includes("\ufffd") ? refused("characters-lost") : { kind: "decoded", text, encoding };
}

/** A file without what pads its end. */
export const withoutPadding = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(
    0,
    endOf(bytes.length, (at) => bytes[at]),
  );

/** Where a file ends before its padding: older systems end it with 0x1A, or fill its last block with zero bytes. */
function endOf(length: number, codeAt: (index: number) => number | undefined): number {
  let end = length;
  while (end > 0 && (codeAt(end - 1) === 0 || codeAt(end - 1) === 0x1a)) end -= 1;
  return end;
}

function markOf(bytes: Uint8Array): TextEncoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** In UTF-16 separators, digits and line breaks have a zero byte beside them: of so many bytes that could be ASCII one. */
const ASCII_BYTES_A_ZERO = 20;

/**
 * UTF-16 without a mark shows itself: zero bytes before its end, all of them on one side of the pairs, and no zero
 * character. A few zero bytes among many of ASCII are no UTF-16, but a damaged text.
 */
function utf16WithoutMark(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  let ascii = 0;
  for (const [at, byte] of withoutPadding(bytes).entries()) {
    if (byte !== 0) ascii += byte < 0x80 ? 1 : 0;
    else if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if ((even + odd) * ASCII_BYTES_A_ZERO < ascii) return undefined;
  if (odd > 0 && even === 0) return "utf-16le";
  return even > 0 && odd === 0 ? "utf-16be" : undefined;
}

/** The text without its mark; undefined where a byte doesn't fit the encoding. */
function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Whether a text holds no control, private or unassigned character: a wrong reading often does. */
const isPlain = (text: string): boolean => !/[^\P{C}\t\r\n\p{Cf}]/u.test(text);

/**
 * Whether a text that decodes as both can only be meant as UTF-8: a run of its characters of three or four bytes would
 * read in GB18030 as characters outside of GB 2312, the set that Chinese is written with: one of their bytes is below 0xA1.
 * GBK text makes valid UTF-8 by accident in characters of two bytes, 袁伟 for example. Bytes are looked at in the pairs of
 * GBK; the first long character of a run begins a pair, as only characters of two bytes stand before it.
 */
function isCertainlyUtf8(bytes: Uint8Array): boolean {
  let isLong = false;
  let isRare = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      if (isLong && isRare) return true;
      isLong = false;
      isRare = false;
      continue;
    }
    at += 1;
    isLong ||= lead >= 0xe0;
    isRare ||= lead < 0xa1 || (bytes[at] ?? 0) < 0xa1;
  }
  return isLong && isRare;
}

/** Where U+FFFD in UTF-8 stands first; -1 where nowhere. */
const indexOfLost = (bytes: Uint8Array): number =>
  bytes.findIndex((byte, at) => byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd);

/** Whether a file that is no UTF-8 as a whole holds lines that can only be meant as such: two files were put together. */
function isPartlyUtf8(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; start += 1) {
    let end = start;
    while ((bytes[end] ?? 0) >= 0x80) end += 1;
    // With the character after it, which ends the run.
    if (end > start && isCertainlyUtf8(bytes.subarray(start, end + 1)) && decodeAs(bytes.subarray(start, end), "utf-8") !== undefined)
      return true;
    start = end;
  }
  return false;
}

const MAX_SAMPLES = 5;

/** A few words or signs that are not ASCII. Digits are left out: they may be account numbers. */
function samplesOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}·. ]*[^\p{ASCII}\p{N}][\p{L}\p{M}·. ]*/gu) ?? [];
  return [...new Set(words.map((word) => word.trim().slice(0, 40) || "\u2423"))].slice(0, MAX_SAMPLES);
}
