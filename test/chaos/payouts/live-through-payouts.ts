import "../quiet.ts";
import { createHash } from "node:crypto";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { Chance } from "../chance.ts";
import { Cloud } from "../cloud/cloud.ts";
import { Faults } from "../cloud/faults.ts";
import { type ChaosResult, type Scope, traceLine } from "../scope.ts";
import { Bank } from "./bank.ts";
import { PaymentWitness } from "./books.ts";
import { findPayViolations } from "./checks.ts";
import { PayStory } from "./story.ts";
import { makePayWorld } from "./world.ts";

/** Lives through one seed's payouts and faults, and checks what is left against the bank's books. Equal scopes give equal results. */
export async function liveThroughPayouts(scope: Scope, carries = false): Promise<ChaosResult> {
  const chance = new Chance(scope.seed);
  const whole = makePayWorld(chance.fork(), carries);
  const world = { ...whole, sendings: whole.sendings.filter((_, place) => scope.sendings?.includes(place) ?? true) };
  const faults = new Faults(chance.fork(), scope.faults);
  const books = new PaymentWitness();
  const violations: string[] = [];
  const trace = createHash("sha256");
  const cloud = new Cloud({
    agency: world.agency,
    shards: chance.between(1, 3),
    maxBatch: 20,
    chance: chance.fork(),
    faults,
    onCommit: (changes) => {
      for (const { pk, sk } of changes) trace.update(traceLine(cloud.clockwork.now, pk, sk));
      books.see(changes);
    },
    onSurprise: (name, error) => violations.push(`${name} failed by a surprise: ${(error as Error).stack ?? error}`),
  });
  const bank = new Bank(cloud.clockwork, chance.fork());
  bank.onPaid = (advisorId) => {
    const [paid, stated] = [bank.paid.get(advisorId) ?? 0n, books.stated.get(advisorId) ?? 0n];
    if (paid > stated) violations.push(`the bank has paid ${advisorId} ${paid}, and all their statements come to ${stated}`);
  };
  books.isTold = (payoutId, advisorId, kind) =>
    bank.ordersOf(payoutId).some(({ line, told }) => line.advisorId === advisorId && told.has(kind as OutcomeKind));
  const story = new PayStory(world, cloud, bank, faults, chance.fork());
  try {
    await cloud.clockwork.until(story.live());
    violations.push(...books.violations, ...bank.complaints, ...story.stuck);
    violations.push(...(await findPayViolations(world, cloud, bank, books)));
  } catch (error) {
    violations.push(...books.violations, `the story broke off: ${(error as Error).stack ?? error}`);
  }
  cloud.end();
  return { scope, world, faults: faults.counts, violations, trace: trace.digest("hex") };
}
