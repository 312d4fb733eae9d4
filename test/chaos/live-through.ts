import "./quiet.ts";
import { createHash } from "node:crypto";
import { Chance } from "./chance.ts";
import { findViolations } from "./checks.ts";
import { Cloud } from "./cloud/cloud.ts";
import { Faults } from "./cloud/faults.ts";
import { type ChaosResult, type Scope, traceLine } from "./scope.ts";
import { Story } from "./story.ts";
import { Witness } from "./witness.ts";
import { makeWorld } from "./world/world.ts";

/** Lives through one seed's world and faults, and checks what is left. Equal scopes give equal results. */
export async function liveThrough(scope: Scope): Promise<ChaosResult> {
  const chance = new Chance(scope.seed);
  const whole = makeWorld(chance.fork());
  const world = { ...whole, sendings: whole.sendings.filter((_, place) => scope.sendings?.includes(place) ?? true) };
  const faults = new Faults(chance.fork(), scope.faults);
  const witness = new Witness(world.sendings);
  const violations: string[] = [];
  const trace = createHash("sha256");
  const cloud = new Cloud({
    agency: world.agency,
    shards: chance.between(1, 3),
    maxBatch: world.isCrowded ? 200 : chance.pick([3, 20, 200]),
    chance: chance.fork(),
    faults,
    onCommit: (changes) => {
      for (const { pk, sk } of changes) trace.update(traceLine(cloud.clockwork.now, pk, sk));
      witness.see(changes);
      // Sums of forecasts are told by the rest.
      if (!changes.every(({ sk }) => sk.startsWith("f#"))) story.committed();
    },
    onSurprise: (name, error) => violations.push(`${name} failed by a surprise: ${(error as Error).stack ?? error}`),
  });
  const story = new Story(world, cloud, witness, faults, chance.fork());
  try {
    await cloud.clockwork.until(story.live());
    violations.push(...story.disagreements, ...story.auditFindings);
    violations.push(...(await findViolations({ world, cloud, witness, months: story.months })));
  } catch (error) {
    violations.push(`the story broke off: ${(error as Error).stack ?? error}`);
  }
  cloud.end();
  return { scope, world, faults: faults.counts, violations, trace: trace.digest("hex") };
}
