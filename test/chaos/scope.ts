import type { FaultKind } from "./cloud/faults.ts";
import type { Content } from "./world/sending.ts";

/** What is lived through: a seed, and to look at it more closely, only a part of what it makes. */
export interface Scope {
  readonly seed: number;
  /** The places of the sendings to keep; all by default. */
  readonly sendings?: readonly number[] | undefined;
  /** The kinds of faults that may happen; all by default. */
  readonly faults?: readonly FaultKind[] | undefined;
}

/** What came of it. */
export interface ChaosResult {
  readonly scope: Scope;
  readonly world: {
    readonly months: readonly string[];
    readonly sendings: readonly { readonly period: number; readonly kind: string; readonly content: Content }[];
  };
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** What is wrong, a sentence each. */
  readonly violations: readonly string[];
  /** A hash of all commits and their times: equal where the same happened. */
  readonly trace: string;
}

/** Lives through a seed's story. */
export type LiveThrough = (scope: Scope) => Promise<ChaosResult>;

/**
 * The end of a sort key that is random, perhaps after what the machine's own clock says, so that two activity entries or
 * downloads of one instant differ. It decides nothing.
 */
const RANDOM_TAIL = /(?:#\d{20}#\d{3})?#(?:[0-9a-f]{12}|[0-9a-f]{8})$/;

/** What the trace says of one item that a commit changed. */
export const traceLine = (atMs: number, pk: string, sk: string): string => `${atMs} ${pk} ${sk.replace(RANDOM_TAIL, "")}\n`;
