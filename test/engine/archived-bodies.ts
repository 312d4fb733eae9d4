import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Results } from "../../infra/local/scenario/results.ts";
import { sha256Hex } from "../../shared/base/json/hash.ts";

/**
 * The bodies of all statements that were issued.
 * @param archive the folder that stands for S3.
 * @throws Error where one doesn't lie there whole, as its hash says.
 */
export async function readBodies({ entries }: Results, archive: string): Promise<string[]> {
  const bodies: string[] = [];
  for (const { month, advisorId, hash } of entries) {
    if (hash === undefined) continue;
    const file = join(archive, "statements", month, `${encodeURIComponent(advisorId)}-${hash.slice(0, 16)}.json`);
    const body = await readFile(file, "utf8");
    const found = sha256Hex(body);
    if (found !== hash) throw new Error(`the body of ${advisorId}'s statement for ${month} hashes to ${found}, not to ${hash}`);
    bodies.push(body);
  }
  return bodies;
}
