import { afterAll, beforeAll, expect, test } from "vitest";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { advisor, order, plan } from "../support/facts.ts";
import { gatherAll, type Ledgers, startLedgers } from "../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

test("settle again: a shard settled again finds its settlements as they are, in whatever order the database names an item's attributes", async () => {
  const { wiring, record, derive } = await ledgers.open();
  await record(plan(), advisor("li"));
  await derive();
  const discounts = { coupon: 100, points: 200, membership: 300, voucher: 400, bonus: 500 };
  const lines = [{ lineId: "1", product: "hotel", price: 100_000, discounts }];
  expect(await record(order({ orderId: "o1", lines }))).toEqual([{ kind: "recorded" }]);
  const close = await beginClose("2026-10", wiring, () => true);
  await gatherAll(close, wiring);
  for (let shard = 0; shard < wiring.shards; shard += 1) {
    const first = await settleShard(close, shard, wiring);
    // The embedded database gives attributes in another order each time, as DynamoDB may.
    for (let again = 0; again < 6; again += 1) expect(await settleShard(close, shard, wiring)).toEqual(first);
  }
});
