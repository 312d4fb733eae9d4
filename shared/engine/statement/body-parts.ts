import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { ownValue } from "../../base/json/own-value.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../credits/credit.ts";
import { inRowOrder, type SellerSums } from "../earnings/seller-sums.ts";
import { mergePart, rowOf } from "../earnings/tally.ts";
import type { StatementBody } from "./body.ts";

/** The lists of a body that may be long, by their names, and how many items of each stand in the body itself. */
const MAX_ITEMS: Readonly<Record<string, number>> = { credits: 2_000, before: 2_000, now: 2_000, sellers: 500, facts: 500 };
/** The size of a part, in UTF-8. */
const MAX_BYTES = 1_000_000;

/** A body's text as it is hashed and stored, and the texts of its parts: of long lists it holds their hashes and subtotals. */
export interface SplitBody {
  readonly text: string;
  readonly parts: readonly string[];
}

/** What stands in a body for a part of a list. */
interface PartEntry {
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly count: number;
  /** What its items come to: the tally of credits or of sellers' sums, or sums of what its lines have. */
  readonly subtotal: unknown;
}

/** Takes long lists out of a body, in parts of which each is small enough to be read by itself. */
export function splitBody(body: StatementBody): SplitBody {
  const parts: string[] = [];
  const text = canonicalJson(
    withLists(body, (name, list) => (list.length > (ownValue(MAX_ITEMS, name) ?? 0) ? splitList(name, list, parts) : list)),
  );
  return { text, parts };
}

/**
 * Puts parts back into a parsed body.
 * @param partOf gives the items of a part by its hash.
 */
export function joinBody(parsed: unknown, partOf: (hash: string) => readonly unknown[]): unknown {
  return withLists(
    parsed,
    (_, list) => list,
    ({ parts }) => parts.flatMap(({ hash }) => partOf(hash)),
  );
}

/** Where a statement's body and its parts lie in the archive: names to which their hashes are added. */
export const statementName = (month: Month, advisorId: string): string =>
  // A part of a key must do as a file's name; where the id is cut the hash still tells bodies apart.
  `statements/${month}/${encodeURIComponent(advisorId).slice(0, 150)}`;
export const partName = (name: string): string => `${name}-part`;

/** The hashes of a body's parts, by its text: nothing else in it is named so. */
export const partHashes = (text: string): string[] => [
  ...new Set([...text.matchAll(/"hash":"([0-9a-f]{64})"/g)].flatMap(([, hash]) => hash ?? [])),
];

interface Parted {
  readonly parts: readonly PartEntry[];
}

/** A value with each of its lists that may be long replaced; what holds neither lists nor parts is left as it is. */
function withLists(
  value: unknown,
  replace: (name: string, list: readonly unknown[]) => unknown,
  join: (parted: Parted) => readonly unknown[] = () => [],
): unknown {
  if (Array.isArray(value)) return value.map((item) => withLists(item, replace, join));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, unknown] => {
      if (Object.hasOwn(MAX_ITEMS, name) && isParted(member)) return [name, join(member)];
      if (Object.hasOwn(MAX_ITEMS, name) && Array.isArray(member)) return [name, replace(name, member)];
      return [name, withLists(member, replace, join)];
    }),
  );
}

const isParted = (value: unknown): value is Parted =>
  typeof value === "object" && value !== null && Array.isArray((value as Partial<Parted>).parts);

function splitList(name: string, list: readonly unknown[], parts: string[]): Parted {
  const entries: PartEntry[] = [];
  let items: unknown[] = [];
  let texts: string[] = [];
  let bytes = 0;
  const end = () => {
    const text = `[${texts.join(",")}]`;
    parts.push(text);
    entries.push({ hash: sha256Hex(text), count: items.length, subtotal: subtotalOf(items) });
    [items, texts, bytes] = [[], [], 0];
  };
  for (const item of list) {
    const text = canonicalJson(item);
    const size = sizeOf(text);
    if (items.length > 0 && (items.length === ownValue(MAX_ITEMS, name) || bytes + size > MAX_BYTES)) end();
    items.push(item);
    texts.push(text);
    bytes += size + 1;
  }
  end();
  return { parts: entries };
}

/** The most that a text takes in UTF-8: what isn't ASCII takes up to three bytes. */
function sizeOf(text: string): number {
  let size = text.length;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) size += 2;
  return size;
}

function subtotalOf(items: readonly unknown[]): unknown {
  const [first] = items as readonly object[];
  if (first !== undefined && "amounts" in first) return inRowOrder(mergePart((items as readonly Credit[]).map(rowOf)));
  if (first !== undefined && "rows" in first) return inRowOrder(mergePart((items as readonly SellerSums[]).flatMap(({ rows }) => rows)));
  const lines = items as readonly Readonly<Record<string, unknown>>[];
  const named = ["base", "units", "amount"].filter((name) => typeof lines[0]?.[name] === "bigint");
  return Object.fromEntries(named.map((name) => [name, sum(lines.map((line) => line[name] as bigint))]));
}
