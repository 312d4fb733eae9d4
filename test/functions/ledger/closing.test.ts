import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { getStatementText } from "../../../shared/account/steps/read-statement.ts";
import { parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { PlanBook } from "../../../shared/engine/plan/plan-versions.ts";
import { hashTreeRoot } from "../../../shared/engine/statement/merkle-tree.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import { finishClose } from "../../../shared/ledger/close/finish-close.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { SharedLists, Snapshot } from "../../../shared/ledger/snapshots/parse-snapshot.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { body, gatherAll, type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
/** With an order of each advisor: copied for each test, as registering them takes longer. */
let withOrders: Ledger;
beforeAll(async () => {
  ledgers = await startLedgers();
  withOrders = await ledgers.open();
  await withOrders.record(plan(), ...IDS.map((id) => advisor(id)));
  await withOrders.derive();
  await withOrders.record(
    ...IDS.map((advisorId, index) =>
      order({ orderId: `o${index}`, credits: [{ advisorId }], lines: [{ lineId: "1", product: "hotel", price: 100_000 + index }] }),
    ),
  );
});
afterAll(() => ledgers.stop());

const IDS = Array.from({ length: 12 }, (_, index) => `adv-${index}`);

const openWithOrders = (): Promise<Ledger> => ledgers.copy(withOrders);

async function entriesOf(ledger: Ledger, month: string) {
  return (await Promise.all([0, 1].map((shard) => ledger.wiring.ledger.statementsOf(month, shard)))).flat();
}

test("closing: a close run again, whole or by shards, gives the same statements once", async () => {
  const ledger = await openWithOrders();
  const first = await ledger.close("2026-10");
  const entries = await entriesOf(ledger, "2026-10");
  expect(entries).toHaveLength(12);
  expect(await ledger.close("2026-10")).toEqual(first);
  expect(await entriesOf(ledger, "2026-10")).toEqual(entries);
});

test("closing: two runners at once settle each advisor once", async () => {
  const ledger = await openWithOrders();
  const run = async (wiring: Wiring) => {
    const close = await beginClose("2026-10", wiring, () => true);
    await gatherAll(close, wiring);
    await Promise.all([0, 1].map((shard) => settleShard(close, shard, wiring)));
    return finishClose(close, wiring, 2);
  };
  const summaries = await Promise.all([run(ledger.rival()), run(ledger.rival()), run(ledger.rival())]);
  expect(summaries[1]).toEqual(summaries[0]);
  expect(summaries[2]).toEqual(summaries[0]);
  expect(summaries[0]?.statements).toBe(12);
  expect(await ledger.wiring.ledger.state()).toMatchObject({ period: 1, closedMonth: "2026-10", firstMonth: "2026-10" });
});

test("closing: what is recorded while a close is settling belongs to the next one, for every advisor of an order alike", async () => {
  const ledger = await openWithOrders();
  const close = await beginClose("2026-10", ledger.wiring, () => true);
  await gatherAll(close, ledger.wiring);
  await settleShard(close, 0, ledger.wiring);
  const late = IDS.map((advisorId, index) =>
    body(
      ...order({
        orderId: `late-${index}`,
        credits: [
          { advisorId, share: "0.5" },
          { advisorId: IDS[(index + 1) % IDS.length], share: "0.5" },
        ],
      }),
    ),
  );
  await recordFacts(late, ledger.rival());
  await settleShard(close, 1, ledger.wiring);
  const first = await finishClose(close, ledger.wiring, 2);
  expect(first.earnings).toBe(12n * 6_000n + 3n);
  const second = await ledger.close("2026-11");
  expect(second.adjustments).toBe(12n * 6_000n);
});

test("closing: an order decided before a close begins, and committed after, is recorded after it", async () => {
  const ledger = await openWithOrders();
  const { wiring } = ledger;
  let began = false;
  const slow = {
    ...wiring,
    ledger: {
      ...wiring.ledger,
      commitOrders: async (...args: Parameters<typeof wiring.ledger.commitOrders>) => {
        if (!began) {
          began = true;
          await beginClose("2026-10", ledger.rival(), () => true);
        }
        return wiring.ledger.commitOrders(...args);
      },
    },
  };
  const [outcome] = await recordFacts([body(...order({ orderId: "slow", credits: [{ advisorId: "adv-0" }] }))], slow);
  expect(outcome?.kind).toBe("recorded");
  expect((await ledger.close("2026-10")).earnings).toBe(12n * 6_000n + 3n);
  expect((await ledger.close("2026-11")).adjustments).toBe(6_000n);
});

test("closing: a gap is refused, and so is a month before the first close; both say which month is next", async () => {
  const ledger = await openWithOrders();
  await ledger.close("2026-10");
  await expect(ledger.close("2026-12")).rejects.toThrow("close-out-of-order (month 2026-12, next 2026-11)");
  await expect(ledger.close("2026-09")).rejects.toThrow("close-out-of-order (month 2026-09, next 2026-11)");
});

test("closing: a month can't be closed while the one before is still being settled", async () => {
  const ledger = await openWithOrders();
  await beginClose("2026-10", ledger.wiring, () => true);
  await expect(ledger.close("2026-11")).rejects.toThrow("close-unfinished");
});

test("closing: a close does what is left of derivations first", async () => {
  const ledger = await openWithOrders();
  await ledger.record(plan({ version: 2, components: [{ id: "share", kind: "share", rate: "0.1" }] }));
  expect((await ledger.wiring.ledger.state()).pendingDerivations).toBe(1);
  expect((await ledger.close("2026-10")).earnings).toBe(12n * 10_000n + 7n);
});

test("closing: each statement's body matches its hash, names the one before, and its lines sum", async () => {
  const ledger = await openWithOrders();
  await ledger.close("2026-10");
  await ledger.record(
    order({
      orderId: "o0",
      revision: 2,
      credits: [{ advisorId: "adv-0" }],
      lines: [{ lineId: "1", product: "hotel", price: 100_000, refunded: 30_000 }],
    }),
    adjustment({ advisorId: "adv-0", month: "2026-11" }),
  );
  const summary = await ledger.close("2026-11");
  const october = (await entriesOf(ledger, "2026-10")).find(({ advisorId }) => advisorId === "adv-0");
  const november = (await entriesOf(ledger, "2026-11")).find(({ advisorId }) => advisorId === "adv-0");
  const key = `statements/2026-11/adv-0-${november?.hash?.slice(0, 16)}.json`;
  const text = (await ledger.wiring.archive.get(key)) ?? "";
  expect(sha256Hex(text)).toBe(november?.hash);
  const parsed = parseExact(text) as Record<string, unknown>;
  expect(parsed.previousHash).toBe(october?.hash);
  expect(parsed.adjustments).toMatchObject([
    {
      kind: "restated",
      month: "2026-10",
      amount: -1_800n,
      facts: [{ orderId: "o0", revisionBefore: 1n, revisionNow: 2n, amount: -1_800n }],
      ladderAndFactors: { amount: 0n },
    },
  ]);
  expect(november?.statement).toMatchObject({ earnings: 0n, manualAdjustments: 500n, payable: 0n, carriedForward: -1_300n });
  expect(summary.statementsRoot).toBe(hashTreeRoot([hashTreeRoot([november?.hash ?? ""])]));
});

async function readSnapshot(ledger: Ledger, month: string, shard: number): Promise<string> {
  const snapshot = (await ledger.wiring.ledger.snapshots(month)).get(shard);
  const text = (await ledger.wiring.archive.get(snapshot?.key ?? "")) ?? "";
  expect(sha256Hex(text)).toBe(snapshot?.hash);
  return text;
}

test("closing: a close whose shards are not all settled can't be finished", async () => {
  const ledger = await openWithOrders();
  const close = await beginClose("2026-10", ledger.wiring, () => true);
  await gatherAll(close, ledger.wiring);
  await settleShard(close, 1, ledger.wiring);
  await expect(finishClose(close, ledger.wiring, 2)).rejects.toThrow("close-shards-left (month 2026-10, shards 0");
});

test("closing: a close leaves a snapshot of every shard, hashed", async () => {
  const ledger = await openWithOrders();
  await ledger.close("2026-10");
  const texts = await Promise.all([0, 1].map((shard) => readSnapshot(ledger, "2026-10", shard)));
  const advisors = texts.flatMap((text) => new Snapshot(text, new SharedLists()).advisors);
  expect(advisors.map(({ advisor }) => advisor.advisorId).sort()).toEqual([...IDS].sort());
  const adv = advisors.find(({ advisor }) => advisor.advisorId === "adv-3");
  const row = { planId: "partner", version: 1, price: 100_003n, count: 1n, units: 1n };
  expect(adv?.books(new PlanBook([])).rows.get("2026-10")).toMatchObject([row]);
  expect(adv?.parts()).toMatchObject([{ id: "share", kind: "share", amount: 6_000n, products: [["hotel", 6_000n]] }]);
});

test("closing: a close keeps each statement's way to its root, and two statements in a row verify by their files alone", async () => {
  const ledger = await openWithOrders();
  const first = await ledger.close("2026-10");
  await ledger.record(
    order({ orderId: "o3", revision: 2, credits: [{ advisorId: "adv-3" }], lines: [{ lineId: "1", product: "hotel", price: 90_000 }] }),
  );
  const second = await ledger.close("2026-11");
  for (const id of IDS) {
    const text = await getStatementText(id, "2026-10", ledger.wiring);
    expect(verifyStatement(text ?? "", undefined, first.statementsRoot)).toMatchObject({ ok: true, statement: { advisorId: id } });
  }
  const [before, text] = await Promise.all(["2026-10", "2026-11"].map((month) => getStatementText("adv-3", month, ledger.wiring)));
  const { checks } = verifyStatement(text ?? "", before, second.statementsRoot);
  expect(checks.map(({ result }) => result)).toEqual(Array(7).fill("right"));
});
