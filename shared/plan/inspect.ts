import type { Day } from "../calendar/month.ts";
import type { Plan } from "./schema.ts";

/** What a person overlooks, found by a check. Its id stays the same while the matter does; `about` by kind, see `inspectPlan`. */
export interface Finding {
  readonly id: string;
  readonly kind: "gap" | "overlap" | "falling-ladder" | "unmatched" | "above-margin" | "dropped";
  readonly about: Readonly<Record<string, string>>;
}

/** What a trial tells of a draft's components; amounts in minor units. */
export interface Evidence {
  readonly components: readonly {
    readonly id: string;
    readonly credits: bigint;
    readonly base: bigint;
    readonly margin: bigint;
    readonly cost: bigint;
  }[];
  /** The first day on which any advisor has the plan. */
  readonly heldFrom?: Day;
}

/**
 * Checks a draft.
 * gap {heldFrom, begins}: advisors have the plan before its first version is in force.
 * overlap {version, day, how: "same-day" | "replaced"}: another version begins the same day, or a later beginning
 * replaces the draft on its day.
 * falling-ladder {component, from, rate, before}: a step that pays a lower rate than the one below it.
 * unmatched {component}: a share or flat that no credit of the trial matches.
 * above-margin {component, pays, margin}: at its highest rate and factors it pays more than its credits leave; minor units.
 * dropped {component, kind}: a component of the base version that the draft no longer has; kind "equity" for the equity terms.
 * @param versions the plan's published versions.
 * @param evidence of the draft's trial, where there is one.
 */
export function inspectPlan(
  _draft: Plan,
  _versions: readonly Plan[],
  _evidence: Evidence | undefined,
  _more: { readonly base?: Plan } = {},
): Finding[] {
  throw new Error("not yet");
}
