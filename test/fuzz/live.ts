import { expect } from "vitest";
import { type Account, SHARDS } from "./account.ts";
import { bodyOf } from "./bodies.ts";
import { badIssues, brokenObjects, halfApplied, stateOf, unaccounted } from "./violations.ts";
import { WITNESS, WITNESS_ORDER, witnessOrder } from "./witness.ts";

/** Delivers bodies and a witness' order among them, looks at what has come of it, and closes the month. */
export async function live(account: Account, bodies: readonly string[], month: string): Promise<void> {
  const all = [...bodies.slice(0, 9), bodyOf(witnessOrder(month, month)), ...bodies.slice(9)];
  await deliver(account, all);
  expect(await unaccounted(all, account)).toEqual([]);
  expect(await badIssues(account)).toEqual([]);
  expect(await halfApplied(account)).toEqual([]);
  const before = stateOf(account);
  await deliver(account, all);
  expect(stateOf(account)).toBe(before);
  expect(await account.deliver("derive-credits", ["{}"])).toEqual([]);
  expect(await halfApplied(account)).toEqual([]);
  await sumForecasts(account);
  await closeMonth(account, month);
  await look(account);
}

/** Nobody else is there, so nothing has to be tried again. */
async function deliver(account: Account, bodies: readonly string[]): Promise<void> {
  const { calls, pauses } = account.used;
  expect(await account.deliver("record-facts", bodies)).toEqual([]);
  expect(account.used.pauses).toBe(pauses);
  expect(account.used.calls - calls).toBeLessThan(100 + 10 * bodies.length);
}

async function sumForecasts(account: Account): Promise<void> {
  const messages = account.announced.splice(0).map((message) => JSON.stringify(message));
  expect(await account.deliver("sum-forecasts", messages)).toEqual([]);
}

async function closeMonth(account: Account, month: string): Promise<void> {
  expect(await account.invoke("begin-close", { month })).toMatchObject({ month });
  for (const step of ["gather-shard", "settle-shard"] as const)
    for (let shard = 0; shard < SHARDS; shard += 1) await account.invoke(step, { month, shard });
  await account.invoke("finish-close", { month });
  expect(brokenObjects(account)).toEqual([]);
  const { ledger } = account.wiring;
  const entries = [];
  for (let shard = 0; shard < SHARDS; shard += 1) entries.push(...(await ledger.statementsOf(month, shard)));
  const statement = entries.find(({ advisorId }) => advisorId === WITNESS)?.statement;
  expect(statement).toMatchObject({ earnings: WITNESS_ORDER.earns, payable: WITNESS_ORDER.earns, adjustments: [] });
}

/** What people look at can be looked at; and what is held stays so, or is taken over, when it is released as it is. */
async function look(account: Account): Promise<void> {
  await account.wiring.waitingList();
  const held = (await account.wiring.quarantine.list()).filter(({ released }) => !released);
  for (const { id } of held.slice(0, 5))
    expect(await account.invoke("reprocess-quarantine", { id })).toMatchObject({
      kind: expect.stringMatching(/^(held|recorded|duplicate|superseded)$/),
    });
  await sumForecasts(account);
  expect(await halfApplied(account)).toEqual([]);
}
