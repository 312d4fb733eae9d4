/** Says what is wrong with a scenario, and where. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}
