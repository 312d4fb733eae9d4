import { type ParseResult, parse } from "../../base/issues/parse.ts";
import { type Plan, planSchema } from "../../engine/plan/schema.ts";
/** A plan's next version as it is being written. */
export interface PlanContent {
  readonly kind: "plan";
  readonly planId: string;
  /** The highest version that is known: the draft is to follow it. 0 where the plan has none yet. */
  readonly baseVersion: number;
  /** All of the version but its plan and number, as it was typed: it need not be readable yet. */
  readonly terms: Readonly<Record<string, unknown>>;
  /** Where it brings an older version's terms back: which, and which version it takes back. */
  readonly rollbackOf?: { readonly from: number; readonly to: number };
}

/** Reads a draft as the version that it is to become: one above the version that it follows. */
export function readPlanContent({ planId, baseVersion, terms }: PlanContent): ParseResult<Plan> {
  return parse(planSchema, { ...terms, planId, version: baseVersion + 1 });
}

/** Tells it from the contents of other kinds. */
export const isPlanContent = (content: { readonly kind: string }): content is PlanContent => content.kind === "plan";
