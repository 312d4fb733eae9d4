import type { Attributes } from "../../engine/facts/attributes.ts";

/** Scores that are to be given or corrected. Revisions are numbered when they are published. */
export interface ScoresContent {
  readonly kind: "scores";
  readonly entries: readonly Omit<Attributes, "revision">[];
  /** What they were read from, such as a file's name. */
  readonly source: string;
}
