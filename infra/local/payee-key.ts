import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

const KEY_BYTES = 32;

/**
 * The key that stands for KMS's on this machine, in base64. Beside a database that is kept it is kept too, for the eyes of
 * its owner only: without it the payee details in the database could not be opened any more.
 * @param dbPath the file of the database; undefined where it is in memory only.
 */
export async function payeeKeyFor(dbPath: string | undefined): Promise<string> {
  const key = randomBytes(KEY_BYTES).toString("base64");
  if (dbPath === undefined) return key;
  const file = `${dbPath}.payee-key`;
  try {
    await writeFile(file, key, { mode: 0o600, flag: "wx" });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readFile(file, "utf8");
  }
}
