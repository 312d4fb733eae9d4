/** A figure that isn't what it should be. Values as canonical text; none where it is missing. */
export interface Difference {
  /** Where it stands, from the body's root. */
  readonly path: readonly (string | number)[];
  readonly stated: string | undefined;
  readonly recomputed: string | undefined;
}

/** Where two plain values differ, leaf by leaf, at most so many. */
export function differencesOf(stated: unknown, recomputed: unknown, atMost: number): Difference[] {
  const found: Difference[] = [];
  compare(stated, recomputed, [], found, atMost);
  return found;
}

function compare(stated: unknown, recomputed: unknown, path: readonly (string | number)[], found: Difference[], atMost: number): void {
  if (found.length >= atMost || stated === recomputed) return;
  if (isBranch(stated) && isBranch(recomputed) && Array.isArray(stated) === Array.isArray(recomputed)) {
    const keys = new Set([...Object.keys(stated), ...Object.keys(recomputed)]);
    for (const key of keys) compare(stated[key], recomputed[key], [...path, Array.isArray(stated) ? Number(key) : key], found, atMost);
    return;
  }
  const [was, is] = [textOf(stated), textOf(recomputed)];
  if (was !== is) found.push({ path, stated: was, recomputed: is });
}

const isBranch = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object";

/** A count may be a number on one side and a `bigint` on the other: as text they are one. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "bigint" ? value.toString() : isBranch(value) ? "…" : String(value);
}

/** What was checked of a statement. `skipped` where what it takes is not there. */
export interface Check {
  readonly id: "readable" | "hash" | "inclusion" | "root" | "chain" | "facts" | "figures" | "sellers";
  readonly result: "right" | "wrong" | "skipped";
  /** What a reader compares or looks at: a hash, a root, a reason. */
  readonly detail?: string;
  readonly differences?: readonly Difference[];
}
