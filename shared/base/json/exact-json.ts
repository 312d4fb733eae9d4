/** A JSON value whose integers may be `bigint`. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON text in which a `bigint` stands as a plain integer, however large. Keys keep their order. */
export function stringifyExact(value: unknown, space?: number): string {
  return JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? rawInteger(item) : item), space);
}

/** Reads JSON text; every number that is an integer comes back as `bigint`, so nothing is lost beyond 2^53. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, function keepDigits(_key, item, context?: { source?: string }) {
    const source = context?.source;
    return typeof item === "number" && source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : item;
  } as (key: string, value: unknown) => unknown);
}

/** The canonical text of a value: object keys sorted by code unit, no white space, undefined members left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
  // Statements of managers run to megabytes: texts are joined on the way, without lists in between.
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += text === "" ? canonicalJson(item ?? null) : `,${canonicalJson(item ?? null)}`;
    return `[${text}]`;
  }
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Writes digits as they are; part of ECMAScript, not yet of TypeScript's library. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

function rawInteger(item: bigint): unknown {
  return rawJSON(item.toString());
}
