import { parse } from "../../../../../shared/base/issues/parse.ts";
import { type Tiers, tiers as tiersSchema } from "../../../../../shared/engine/plan/components/tiers.ts";

/** The ladder of one component of terms, whatever is wrong elsewhere in them; none where it can't be read itself. */
export function readLadder(terms: Readonly<Record<string, unknown>>, index: number): Tiers | undefined {
  const parts = Array.isArray(terms.components) ? (terms.components as unknown[]) : [];
  const { tiers } = (parts[index] ?? {}) as { tiers?: unknown };
  const parsed = parse(tiersSchema, tiers);
  return parsed.ok ? parsed.value : undefined;
}
