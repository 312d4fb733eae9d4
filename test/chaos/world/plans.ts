import fc from "fast-check";
import { planTerms } from "../../support/arbitrary-plan.ts";
import type { Chance } from "../chance.ts";
import { PLANS } from "./people.ts";
import { type Content, type Sending, someDay } from "./sending.ts";

/** A partner plan from the beginning, a junior's that may begin late, and versions that come later, some in retrospect. */
export function makePlans(chance: Chance, periods: number): Sending[] {
  const version = (planId: string, number: number, effectiveFrom: string, period: number): Sending => ({
    period,
    kind: "plan",
    content: { ...terms(chance), planId, version: number, effectiveFrom },
  });
  const first = [version("partner", 1, "2025-01-01", 0), version("junior", 1, chance.hits(0.7) ? "2025-01-01" : someDay(chance), 0)];
  const later = Array.from({ length: chance.between(0, 3) }, (_, index) =>
    version(chance.pick(PLANS), index + 2, someDay(chance), chance.between(0, periods - 1)),
  );
  return [...first, ...later];
}

function terms(chance: Chance): Content {
  const [found] = fc.sample(planTerms, { seed: chance.between(0, 2_000_000_000), numRuns: 1 });
  if (found === undefined) throw new Error("no plan was made");
  return found;
}
