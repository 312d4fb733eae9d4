import type { Scenario } from "../../infra/local/scenario/parse-scenario.ts";
import { runInPureCore } from "./pure-core.ts";
import { type Scenario as CoreScenario, comparable } from "./scenario.ts";

/** What a scenario that is played through the functions must give, by the domain alone. */
export async function expectedInPureCore({ name, agency, plans, advisors, steps }: Scenario): Promise<ReturnType<typeof comparable>> {
  const facts = { plans, advisors, steps: await Array.fromAsync(steps()) } as Pick<CoreScenario, "plans" | "advisors" | "steps">;
  return comparable(runInPureCore({ name, comment: "", agency, ...facts, expected: { statements: [], equityChanges: [] } }));
}
