import { parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { jsonFlaw } from "../../base/json/parse-json.ts";
import { DETAIL_TYPES } from "../../ledger/record/parse-event.ts";

/** What a held record was meant to be, by its detail type; `unknown` where that can't be read. */
export type RecordKind = "order" | "advisor" | "attributes" | "plan" | "adjustment" | "unknown";

/** What a body was meant to be. */
export function kindOf(body: string): RecordKind {
  const content = contentOf(body);
  const detailType = content === undefined ? undefined : (content as { "detail-type"?: unknown } | null)?.["detail-type"];
  const known = typeof detailType === "string" ? DETAIL_TYPES.find((each) => detailType.startsWith(each)) : undefined;
  return known === undefined ? "unknown" : (known.toLowerCase() as RecordKind);
}

/** JSON as one reads it; anything else as it is, and so what writing it anew would change: a key twice, a number that is rounded. */
export function pretty(body: string): string {
  const content = contentOf(body);
  return content === undefined || jsonFlaw(body) !== undefined ? body : stringifyExact(content, 2);
}

/** What is held; none where it is no JSON. */
export function contentOf(body: string): unknown {
  try {
    return parseExact(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
