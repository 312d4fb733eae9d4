import type { Issue } from "../issues/issue.ts";

/** A row of a file that is invalid, and why. */
export interface RowError {
  /** As an editor counts lines, from 1; what is wrong with the whole file stands at its first. */
  readonly line: number;
  readonly issues: readonly Issue[];
}
