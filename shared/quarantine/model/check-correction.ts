import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { canonicalJson, parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { jsonFlaw } from "../../base/json/parse-json.ts";
import { sourceOf } from "../../ledger/record/check-source.ts";
import { DETAIL_TYPES, type Fact } from "../../ledger/record/parse-event.ts";

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

/** What a record is: its kind and its id, of attributes with their month. */
export interface RecordIdentity {
  readonly kind: Exclude<RecordKind, "unknown">;
  readonly factId: string;
  /** Undefined where none can be read; of plans their version, of adjustments none. */
  readonly revision: bigint | undefined;
}

/** The fields that name a record of each kind, and the one that numbers it. */
const NAMED_BY = {
  order: ["orderId"],
  advisor: ["advisorId"],
  attributes: ["advisorId", "storeId", "month"],
  plan: ["planId"],
  adjustment: ["adjustmentId"],
} as const;

/** Fields of an identity that may be missing: attributes are an advisor's or a store's. */
const OPTIONAL: ReadonlySet<string> = new Set(["advisorId of attributes", "storeId of attributes"]);

/** What a held body is; undefined where its kind or its id can't be read. */
export function identityOf(body: string): RecordIdentity | undefined {
  const kind = kindOf(body);
  const content = contentOf(body) as { readonly detail?: unknown } | undefined;
  const detail = content?.detail;
  if (kind === "unknown" || detail === null || typeof detail !== "object" || Array.isArray(detail)) return undefined;
  const fields = detail as Readonly<Record<string, unknown>>;
  const own = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const parts: string[] = [];
  for (const name of NAMED_BY[kind]) {
    const value = own(name);
    if (typeof value === "string" && value !== "") parts.push(kind === "attributes" && name !== "month" ? `${name} ${value}` : value);
    else if (value !== undefined || !OPTIONAL.has(`${name} of ${kind}`)) return undefined;
  }
  // A month alone is nobody's, and two subjects are one too many.
  if (kind === "attributes" && parts.length !== 2) return undefined;
  const number = own(kind === "plan" ? "version" : "revision");
  return { kind, factId: parts.join(" "), revision: typeof number === "bigint" ? number : undefined };
}

/**
 * Whether a corrected record's revision rises further than to the one after what is held and what counts: revisions that
 * its source sends below it would be ignored as older, and with them what somebody earns. One that its source sends under
 * the very next number is a conflict, and quarantined.
 * @param counts the revision that counts; 0 where none does.
 */
export const skipsRevisions = (held: string, corrected: number, counts: number): boolean =>
  [identityOf(held)?.revision ?? 0n, BigInt(counts)].every((revision) => BigInt(corrected) > revision + 1n);

/** Whether a body says the same as the one that is held: then nothing is corrected. A key that stood twice, and stands once now, is. */
export function isUnchanged(held: string, body: string): boolean {
  const [before, after] = [contentOf(held), contentOf(body)];
  return before === undefined || after === undefined || jsonFlaw(held) !== undefined
    ? held === body
    : canonicalJson(before) === canonicalJson(after);
}

/**
 * Why a corrected body can't take the place of the one that is held: it keeps its source, kind and id, and its revision
 * may only rise. Nothing of another kind gets in by a correction, be it an approved adjustment or a plan, and nothing that
 * its source didn't send stands in its name.
 */
export function correctionRefusals(held: string, corrected: { readonly body: string; readonly fact: Fact }): Refusal[] {
  const before = identityOf(held);
  const after = identityOf(corrected.body);
  if (before === undefined || after === undefined) return [refusal("correction-unidentified")];
  if (after.kind !== before.kind || corrected.fact.kind !== before.kind)
    return [refusal("correction-kind", { held: before.kind, corrected: corrected.fact.kind })];
  const [source = "", correctedSource = ""] = [sourceOf(held), sourceOf(corrected.body)];
  if (correctedSource !== source) return [refusal("correction-source", { held: source, corrected: correctedSource })];
  if (after.factId !== before.factId) return [refusal("correction-id", { held: before.factId, corrected: after.factId })];
  if (before.revision !== undefined && (after.revision ?? 0n) < before.revision && before.kind !== "plan")
    return [refusal("correction-revision", { held: `${before.revision}`, corrected: `${after.revision ?? ""}` })];
  return [];
}
