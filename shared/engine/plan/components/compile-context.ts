import type { Decimal } from "../../../base/money/money.ts";
import type { Where } from "./fields.ts";

/** A test of the rated facets' values, in their order. */
export type Matcher = (facets: readonly string[]) => boolean;

/** What a component is made ready with: the plan's factors, and the agency's rated facets. */
export interface CompileContext {
  /** @throws where the condition names a facet that isn't rated. */
  matcher(where: Where | undefined): Matcher;
  /** The same of a condition that holds beside another: without a role it accepts any. */
  rowMatcher(where: Where): Matcher;
  factors(ids: readonly string[]): readonly CompiledFactor[];
}

export interface CompiledFactor {
  readonly id: string;
  readonly by: string;
  readonly default: Decimal;
  readonly steps: readonly { readonly from: Decimal; readonly factor: Decimal }[];
}
