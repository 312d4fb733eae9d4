import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createBeginClose } from "../../../functions/begin-close/handler.ts";
import { createHandler as createFinishClose } from "../../../functions/finish-close/handler.ts";
import { createHandler as createGatherShard } from "../../../functions/gather-shard/handler.ts";
import { createHandler as createSettleShard } from "../../../functions/settle-shard/handler.ts";
import type { Person } from "../../../shared/access/person.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { beginSettling } from "../../../shared/ledger/close/close-code.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const MONTH = "2026-10";
const MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:Close";
const FINANCE: Person = { username: "fay", roles: ["finance"] };

/** The steps of a close as one deployment makes them: each with its function's role, and all with one hash of their code. */
async function deployment(ledger: Ledger, hash: string) {
  const context = { getRemainingTimeInMillis: () => 300_000, awsRequestId: "request" } as never;
  const wiringOf = async (name: string): Promise<() => Wiring> => {
    const wiring = { ...(await ledger.as(name)), closeCodeHash: hash };
    return () => wiring;
  };
  const [begin, gather, settle, finish] = [
    createBeginClose(await wiringOf("begin-close")),
    createGatherShard(await wiringOf("gather-shard")),
    createSettleShard(await wiringOf("settle-shard")),
    createFinishClose(await wiringOf("finish-close")),
  ];
  return {
    begin: (more: object = {}) => begin({ month: MONTH, machine: `${MACHINE}:${hash}`, ...more }, context),
    gather: (shard: number) => gather({ month: MONTH, shard }, context),
    settle: (shard: number) => settle({ month: MONTH, shard }, context),
    finish: () => finish({ month: MONTH }, context),
  };
}

async function open() {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"), advisor("zhao"));
  await ledger.derive();
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", credits: [{ advisorId: "zhao" }] }));
  const [old, other] = [await deployment(ledger, "1"), await deployment(ledger, "2")];
  return { ledger, old, other, close: () => ledger.wiring.ledger.close(MONTH) };
}

describe("the code of a close", () => {
  test("is kept with it; once part of it is settled another version refuses to go on, and says what to do", async () => {
    const { old, other, close } = await open();
    await old.begin();
    expect(await close()).toMatchObject({ status: "settling", code: { hash: "1", machine: `${MACHINE}:1` } });
    for (const shard of [0, 1]) await old.gather(shard);
    await old.settle(0);
    const refused = /made by version 1 .* this is version 2\. .*stateMachine:Close:1\. .*"acceptCode":"2"/;
    for (const step of [() => other.begin(), () => other.gather(1), () => other.settle(1), () => other.finish()])
      await expect(step()).rejects.toThrow(refused);
    // The version that began it goes on to the end, also when it is asked anew.
    await old.begin();
    await old.settle(1);
    await old.finish();
    expect(await close()).toMatchObject({ status: "closed", code: { hash: "1" } });
    // What is through is nobody's any more: it gives the same close, whatever is deployed.
    await expect(other.begin()).resolves.toMatchObject({ month: MONTH });
  });

  test("may change while nothing is settled: the version deployed since takes it over, and the earlier one does nothing more", async () => {
    const { old, other, close } = await open();
    await old.begin();
    await old.gather(0);
    const before = await close();
    await other.begin();
    expect(await close()).toEqual({ ...before, code: { hash: "2", machine: `${MACHINE}:2` } });
    for (const step of [() => old.gather(1), () => old.settle(0), () => old.finish()])
      await expect(step()).rejects.toThrow(/made by version 2/);
    for (const shard of [0, 1]) await other.gather(shard);
    for (const shard of [0, 1]) await other.settle(shard);
    await expect(old.begin()).rejects.toThrow(/made by version 2/);
    await other.finish();
    expect(await close()).toMatchObject({ status: "closed" });
  });

  test("is looked at again in the transaction before the first settlement: who read the close a moment ago settles nothing", async () => {
    const { ledger, old, other, close } = await open();
    await old.begin();
    const stale = await close();
    await other.begin();
    if (stale === undefined) throw new Error("no close");
    await expect(beginSettling(stale, ledger.wiring.ledger)).rejects.toThrow(/close-other-code/);
    expect(await ledger.wiring.ledger.isSettled(MONTH)).toBe(false);
    // Shards of one version begin at once.
    const now = await close();
    if (now === undefined) throw new Error("no close");
    await Promise.all([1, 2, 3].map(() => beginSettling(now, ledger.rival().ledger)));
    expect(await ledger.wiring.ledger.isSettled(MONTH)).toBe(true);
  });

  test("may be accepted by its hash where the version that began it can't finish: what is settled must come out the same", async () => {
    const { ledger, old, other, close } = await open();
    await old.begin();
    for (const shard of [0, 1]) await old.gather(shard);
    await old.settle(0);
    await expect(other.begin({ acceptCode: "1" })).rejects.toThrow(/made by version 1/);
    await other.begin({ acceptCode: "2" });
    expect(await close()).toMatchObject({ code: { hash: "2" } });
    const entries = await ledger.wiring.ledger.statementsOf(MONTH, 0);
    for (const shard of [0, 1]) await other.gather(shard);
    for (const shard of [0, 1]) await other.settle(shard);
    expect(await ledger.wiring.ledger.statementsOf(MONTH, 0)).toEqual(entries);
    await other.finish();
    expect(await close()).toMatchObject({ status: "closed" });
  });

  test("is chosen when finance resumes a close: its own once something is settled, until then the one deployed last", async () => {
    const { ledger, old } = await open();
    const machines: (string | undefined)[] = [];
    const wiring: Wiring = {
      ...ledger.wiring,
      closeRunner: {
        start: async (_, machine) => void machines.push(machine),
        look: async () => ({ status: "failed", error: "Lambda.Unknown" }),
      },
      surroundings: { ...ledger.wiring.surroundings, now: () => Date.parse("2026-11-05T10:00:00+08:00") },
    };
    const resume = () => startClose({ month: MONTH, confirm: MONTH }, FINANCE, wiring);
    await resume();
    await old.begin();
    await resume();
    for (const shard of [0, 1]) await old.gather(shard);
    await old.settle(0);
    await resume();
    expect(machines).toEqual([undefined, undefined, `${MACHINE}:1`]);
  });
});
