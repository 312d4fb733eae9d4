import type { Scenario, Step } from "../../infra/local/scenario/parse-scenario.ts";

/** A scenario up to the end of its n-th close: what it makes of those months does not depend on what comes later. */
export function firstMonths(scenario: Scenario, months: number): Scenario {
  return { ...scenario, steps: () => upTo(scenario.steps(), months) };
}

async function* upTo(steps: AsyncIterable<Step>, closes: number): AsyncGenerator<Step> {
  let left = closes;
  for await (const step of steps) {
    yield step;
    if ("close" in step) left -= 1;
    if (left === 0) return;
  }
}
