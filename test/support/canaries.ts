import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Texts that must be found nowhere, and a search for them that isn't fooled by how they are written. */

/** So many of an account's last characters may be told. */
const TOLD = 4;

/** What is looked for of a secret: of an account all but the end that may be told. */
export interface Canary {
  readonly secret: string;
  readonly kind: "account" | "name";
}

/** Each way in which a canary could hide in a text. */
interface Needle {
  readonly canary: Canary;
  readonly text: string;
}

export function needlesOf(canaries: readonly Canary[]): Needle[] {
  return canaries.flatMap((canary) => {
    const secret = canary.kind === "account" ? canary.secret.slice(0, -TOLD) : canary.secret;
    return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...encoded(secret)])].map((text) => ({
      canary,
      text,
    }));
  });
}

/** In hexadecimal; and in base64, wherever it begins within three bytes: the characters that hold nothing else. */
function encoded(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return text.slice(before === 0 ? 0 : 4, -2);
  });
  return [bytes.toString("hex"), ...inBase64.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")])];
}

/** The secrets that stand in a text, as they are, spaced, or encoded. */
export function secretsIn(text: string, needles: readonly Needle[]): string[] {
  const plain = text.replace(/[\s-]/g, "");
  const found = needles.filter((needle) => text.includes(needle.text) || plain.includes(needle.text));
  return [...new Set(found.map(({ canary }) => canary.secret))];
}

/** The same of bytes, however they are encoded or packed. */
export function secretsInBytes(bytes: Buffer, needles: readonly Needle[]): string[] {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? gunzipSync(bytes) : bytes;
  const texts = [plain.toString("utf8"), plain.toString("utf16le"), new TextDecoder("gb18030").decode(plain)];
  return [...new Set(texts.flatMap((text) => secretsIn(text, needles)))];
}

/** Every file below a folder. */
export async function filesBelow(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}
