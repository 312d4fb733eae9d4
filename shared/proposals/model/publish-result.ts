import type { Refusal } from "../../base/issues/refusal.ts";

/** What became of the facts: stored, all of them or all but those that the refusals tell of; refused, by what stands there already; or to be numbered again. */
export type PublishResult =
  | { readonly kind: "stored"; readonly refusals?: readonly Refusal[] }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "renumber"; readonly numbers: readonly number[] };
