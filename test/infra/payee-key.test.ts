import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { payeeKeyFor } from "../../infra/local/embedded-database.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

test("payee key: the key of payee details is kept beside a database that is kept, for its owner only, and is another without one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-key-"));
  folders.push(folder);
  const key = await payeeKeyFor(join(folder, "db"));
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(await payeeKeyFor(join(folder, "db"))).toBe(key);
  const file = join(folder, "db.payee-key");
  expect(await readFile(file, "utf8")).toBe(key);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await payeeKeyFor(undefined)).not.toBe(await payeeKeyFor(undefined));
});
