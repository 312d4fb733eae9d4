import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The context of cdk.json, which the cdk command hands to an app by itself and everyone else has to read. */
export function readCdkContext(): Record<string, unknown> {
  const file = join(import.meta.dirname, "..", "cdk.json");
  const { context } = JSON.parse(readFileSync(file, "utf8")) as { context: Record<string, unknown> };
  return context;
}
