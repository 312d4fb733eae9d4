import type { Difference } from "./differences.ts";

/** What was checked of a statement. `skipped` where what it takes is not there. */
export interface Check {
  readonly id: "readable" | "hash" | "inclusion" | "root" | "chain" | "facts" | "figures";
  readonly result: "right" | "wrong" | "skipped";
  /** What a reader compares or looks at: a hash, a root, a reason. */
  readonly detail?: string;
  readonly differences?: readonly Difference[];
}
