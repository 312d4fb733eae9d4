import { read } from "../../../../../shared/base/issues/parse.ts";
import { type Component, planSchema } from "../../../../../shared/engine/plan/schema.ts";

type Ladder = NonNullable<Extract<Component, { kind: "share" }>["tiers"]>;

/** The ladder of one component of terms, whatever is wrong elsewhere in them; none where it can't be read itself. */
export function readLadder(terms: Readonly<Record<string, unknown>>, index: number): Ladder | undefined {
  const parts = Array.isArray(terms.components) ? (terms.components as unknown[]) : [];
  const { tiers } = (parts[index] ?? {}) as { tiers?: unknown };
  const alone = { planId: "p", version: 1, effectiveFrom: "2000-01-01", components: [{ id: "c", kind: "share", tiers }] };
  const reading = read(planSchema, alone);
  const [part] = reading.ok ? reading.fact.components : [];
  return part?.kind === "share" ? part.tiers : undefined;
}
