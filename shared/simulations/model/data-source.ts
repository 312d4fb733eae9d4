import { kindOf } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { SimulationDataSource, SimulationRequest } from "./simulation.ts";

type Reason = Extract<SimulationDataSource, { reads: "credits" }>["because"][number];

/**
 * What a trial has to read. Tallies answer what a draft pays on them; whose credit it is, in which month and under which
 * facets, only the credits tell.
 * @param versions all known plan versions.
 * @param ratedFacets the names of the rated facets, `product`, `role` and `afterLeaving` included.
 */
export function chooseDataSource(
  { draft, replaces, as }: SimulationRequest,
  versions: readonly Plan[],
  ratedFacets: readonly string[],
): SimulationDataSource {
  const unrated = unratedIn(draft, ratedFacets);
  const because: Reason[] = [
    ...versions
      .filter(({ planId, earn }) => planId === replaces && earn !== draft.earn)
      .map(({ version }) => version)
      .sort((left, right) => left - right)
      .map((version): Reason => ({ kind: "earn", version })),
    ...(as === "dated" ? [{ kind: "dated" } as const] : []),
    ...(unrated.length > 0 ? [{ kind: "unrated", facets: unrated } as const] : []),
  ];
  return because.length === 0 ? { reads: "snapshots" } : { reads: "credits", because };
}

/** The names of the facets that a plan matches and the agency does not rate, sorted. */
export function unratedIn(plan: Plan, ratedFacets: readonly string[]): string[] {
  const matched = new Set(
    plan.components.flatMap((part) => kindOf(part).conditions(part)).flatMap(({ where }) => Object.keys(where ?? {})),
  );
  return [...matched].filter((facet) => !ratedFacets.includes(facet)).sort();
}
