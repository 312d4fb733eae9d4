import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isBankFileKey } from "../../../shared/payouts/files/model/file-kind.ts";
import type { FileStore } from "../../../shared/payouts/files/store.ts";
import { counted } from "./count-bytes.ts";

/** Where links of one machine begin. */
export const LOCAL_FILES_PATH = "/_files";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Every key of ours: no way out of the folder. */
const KEY = /^(bank-)?files(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

/** The folder, and the secret that stands for KMS: files are encrypted and links signed by keys that follow from it. */
export interface LocalFilesOptions {
  readonly folder: string;
  /** In base64. */
  readonly secret: string;
}

/** Files in a folder: S3 on one machine. Nothing in it can be read without the local key. */
export function localFiles({ siteUrl, ...options }: LocalFilesOptions & { readonly siteUrl: string }): FileStore {
  return {
    put: async (key, chunks, contentType) => {
      const path = pathOf(key, options);
      await mkdir(dirname(path), { recursive: true });
      const { chunks: plain, result } = counted(chunks);
      const draft = `${path}.${randomUUID()}.draft`;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor(contentOf(key), options), nonce).setAAD(Buffer.from(key));
      // Nonce first, the tag last.
      const wrap = new Transform({
        construct(done) {
          this.push(nonce);
          done();
        },
        transform(chunk, _encoding, done) {
          done(null, chunk);
        },
        flush(done) {
          done(null, cipher.getAuthTag());
        },
      });
      await pipeline(Readable.from(plain, { objectMode: false }), cipher, wrap, createWriteStream(draft, { mode: 0o600 }));
      await rename(draft, path);
      void contentType;
      return result();
    },
    link: async (key, { name, seconds }) => {
      // By the machine's own clock, also where the functions' stands still.
      const expires = String(Math.floor(Date.now() / 1000) + seconds);
      const query = new URLSearchParams({ name, expires, signature: signatureOf(key, name, expires, options) });
      return `${siteUrl}${LOCAL_FILES_PATH}/${key}?${query}`;
    },
  };
}

/** A file that is fetched by a link. */
export interface FetchedFile {
  readonly name: string;
  readonly bytes: Readable;
}

/** Opens the file that a link names; undefined where the link doesn't hold, or no longer, or the file isn't there. */
export async function openLocalLink(url: URL, options: LocalFilesOptions): Promise<FetchedFile | undefined> {
  const key = url.pathname.slice(LOCAL_FILES_PATH.length + 1);
  const [name = "", expires = "", signature = ""] = ["name", "expires", "signature"].map((field) => url.searchParams.get(field) ?? "");
  if (!KEY.test(key) || !isEqual(signature, signatureOf(key, name, expires, options))) return undefined;
  if (!(Number(expires) >= Date.now() / 1000)) return undefined;
  const path = pathOf(key, options);
  const length = await stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
  return length === undefined ? undefined : { name, bytes: await decrypted(key, path, length, options) };
}

async function decrypted(key: string, path: string, length: number, options: LocalFilesOptions): Promise<Readable> {
  const file = await open(path);
  const nonce = Buffer.alloc(NONCE_BYTES);
  const tag = Buffer.alloc(TAG_BYTES);
  try {
    await file.read(nonce, 0, NONCE_BYTES, 0);
    await file.read(tag, 0, TAG_BYTES, length - TAG_BYTES);
  } finally {
    await file.close();
  }
  const decipher = createDecipheriv("aes-256-gcm", keyFor(contentOf(key), options), nonce).setAAD(Buffer.from(key));
  decipher.setAuthTag(tag);
  const sealed = createReadStream(path, { start: NONCE_BYTES, end: length - TAG_BYTES - 1 });
  sealed.on("error", (error) => decipher.destroy(error));
  return sealed.pipe(decipher);
}

function pathOf(key: string, { folder }: LocalFilesOptions): string {
  if (!KEY.test(key)) throw new Error(`"${key}" is no key of a file`);
  return join(folder, key);
}

/** Files for banks are encrypted under a key of their own, as in the account. */
const contentOf = (key: string) => (isBankFileKey(key) ? "bank content" : "content");

const keyFor = (use: "content" | "bank content" | "links", { secret }: LocalFilesOptions): Buffer =>
  Buffer.from(hkdfSync("sha256", Buffer.from(secret, "base64"), "", `fenrun files ${use}`, 32));

const signatureOf = (key: string, name: string, expires: string, options: LocalFilesOptions): string =>
  createHmac("sha256", keyFor("links", options))
    .update(JSON.stringify([key, name, expires]))
    .digest("base64url");

function isEqual(one: string, item: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(item)];
  return left.length === right.length && timingSafeEqual(left, right);
}
