import { describe, expect, test } from "vitest";
import { parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { PlanBook } from "../../../shared/engine/plan/plan-versions.ts";
import { SharedLists, Snapshot } from "../../../shared/ledger/snapshots/parse-snapshot.ts";
import type { Content, Step } from "../../support/scenario.ts";
import { ClosesInMemory, SHARDS } from "./close-in-memory.ts";
import { recordAll } from "./recorded-facts.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };

const plan = (members: Content = {}): Step => ({
  plan: {
    planId: "partner",
    version: 1,
    effectiveFrom: "2025-01-01",
    components: [{ id: "tour", kind: "share", rate: "0.1" }],
    ...members,
  },
});
const advisor = (advisorId: string): Step => ({
  advisor: { advisorId, revision: 1, name: advisorId, joinedOn: "2025-01-15", planId: "partner" },
});
const sale = (advisorId: string, day: string, revision = 1, members: Content = {}): Step => ({
  order: {
    orderId: `${advisorId} ${day}`,
    revision,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price: 1_000 }],
    credits: [{ advisorId }],
    ...members,
  },
});

/** Settles the closes among the steps, and tells each shard's counts. */
async function settled(...steps: readonly Step[]) {
  const closes = new ClosesInMemory(recordAll(AGENCY, steps));
  const counts = [];
  for (const close of closes.closes()) counts.push(...(await closes.settleAllShards(close)));
  const fixed = [...closes.fixed.all.values()];
  const bodyOf = (advisorId: string, month: string) => {
    const key = fixed.find((each) => each.advisorId === advisorId && each.settlement.month === month)?.statement?.bodyKey;
    return parseExact(closes.bodies.all.get(key ?? "") ?? "null");
  };
  const snapshotOf = (month: string, shard: number) => {
    const key = closes.snapshots.all.get(JSON.stringify([month, shard]))?.key ?? "";
    return new Snapshot(closes.bodies.all.get(key) ?? "", new SharedLists());
  };
  return { closes, counts, fixed, bodyOf, snapshotOf };
}

describe("settling a shard", () => {
  test("tells how many advisors were looked at, and how many have a statement", async () => {
    const team = ["an", "bo", "chen"].map(advisor);
    const { counts } = await settled(plan(), ...team, sale("an", "2026-01-10"), { close: "2026-01" }, advisor("ding"), {
      close: "2026-02",
    });
    expect(counts).toEqual([
      { advisors: 2, statements: 1 },
      { advisors: 1, statements: 0 },
      { advisors: 2, statements: 0 },
      { advisors: 2, statements: 0 },
    ]);
  });

  test("keeps bodies and snapshots under keys that begin with their hash, and notes the hash", async () => {
    const { closes, fixed } = await settled(plan(), advisor("an/1"), sale("an/1", "2026-01-10"), { close: "2026-01" });
    const statement = fixed[0]?.statement;
    expect(statement?.bodyKey).toBe(`statements/2026-01/an%2F1-${statement?.hash.slice(0, 16)}.json`);
    expect(sha256Hex(closes.bodies.all.get(statement?.bodyKey ?? "") ?? "")).toBe(statement?.hash);
    for (const [noted, { key, hash }] of closes.snapshots.all) {
      expect(key).toBe(`snapshots/2026-01/${JSON.parse(noted)[1]}-${hash.slice(0, 16)}.ndjson`);
      expect(sha256Hex(closes.bodies.all.get(key) ?? "")).toBe(hash);
    }
    expect(closes.snapshots.all.size).toBe(SHARDS);
  });

  test("cuts a long id in the body's key, where the hash tells bodies apart all the same", async () => {
    const long = "李".repeat(40);
    const { fixed } = await settled(plan(), advisor(long), sale(long, "2026-01-10"), { close: "2026-01" });
    const [name] = fixed[0]?.statement?.bodyKey.slice("statements/2026-01/".length).split("-") ?? [];
    expect(name).toBe(encodeURIComponent(long).slice(0, 150));
  });

  test("fixes what a draw advanced as long as it is open, and says nothing of it else", async () => {
    const draw = { payout: { draw: { amount: 300, months: 14 } } };
    const { fixed } = await settled(
      plan(draw),
      advisor("an"),
      sale("an", "2026-01-10"),
      { close: "2026-01" },
      { close: "2026-02" },
      sale("an", "2026-03-10", 1, { lines: [{ lineId: "1", product: "hotel", price: 90_000 }] }),
      { close: "2026-03" },
    );
    expect(fixed.map(({ settlement }) => settlement.advances)).toEqual([200n, 500n, undefined]);
    expect(fixed[2]?.settlement).not.toHaveProperty("advances");
  });

  test("fixes nothing for whom there is neither a statement nor a new row nor a change of equity", async () => {
    const { fixed } = await settled(
      plan(),
      advisor("an"),
      advisor("bo"),
      sale("an", "2026-01-10"),
      { close: "2026-01" },
      { close: "2026-02" },
    );
    expect(fixed.map(({ advisorId, settlement }) => [advisorId, settlement.month])).toEqual([["an", "2026-01"]]);
  });

  test("fixes equity that is lost in a month in which nothing else happens", async () => {
    const equity = { anyOf: [{ months: 1, totalAtLeast: 100 }] };
    const { fixed } = await settled(plan({ equity }), advisor("an"), sale("an", "2026-01-10"), { close: "2026-01" }, { close: "2026-02" });
    expect(
      fixed.map(({ settlement, equityChanged, statement }) => [
        settlement.month,
        equityChanged,
        settlement.equityEligible,
        statement?.hash,
      ]),
    ).toEqual([
      ["2026-01", true, true, fixed[0]?.statement?.hash],
      ["2026-02", true, false, undefined],
    ]);
    expect(fixed[1]?.settlement.statementHash).toBe(fixed[0]?.statement?.hash);
  });

  test("explains a month before the first close that was never settled for the advisor as opened, a closed one as restated", async () => {
    const late = [sale("an", "2025-12-10"), sale("an", "2026-01-20")];
    const { bodyOf } = await settled(plan(), advisor("an"), sale("an", "2026-01-10"), { close: "2026-01" }, ...late, { close: "2026-02" });
    expect(bodyOf("an", "2026-02")).toMatchObject({
      adjustments: [
        { kind: "opened", month: "2025-12" },
        { kind: "restated", month: "2026-01" },
      ],
    });
  });

  test("leaves a month in which nothing is left out of the snapshot, and other shards' advisors", async () => {
    const cancelled = sale("an", "2026-01-10", 2, { status: "cancelled" });
    const facts = [plan(), advisor("an"), advisor("bo"), sale("an", "2026-01-10"), sale("an", "2026-02-01")];
    const { snapshotOf } = await settled(...facts, { close: "2026-01" }, cancelled, { close: "2026-02" });
    const months = (month: string, shard: number) =>
      snapshotOf(month, shard).advisors.map((each) => [each.advisor.advisorId, ...each.books(new PlanBook([])).rows.keys()]);
    expect(months("2026-01", 0)).toEqual([["an", "2026-01"]]);
    expect(months("2026-02", 0)).toEqual([["an", "2026-02"]]);
    expect(months("2026-02", 1)).toEqual([["bo"]]);
  });

  test("makes the same body of the same facts, whatever stood at earlier revisions: a discount that is gone leaves no trace", async () => {
    const lines = (members: Content) => ({ lines: [{ lineId: "1", product: "hotel", price: 1_000, ...members }] });
    const discounted = sale("an", "2026-01-10", 1, lines({ discounts: { coupon: 100 } }));
    const corrected = sale("an", "2026-01-10", 2, lines({}));
    const february = [sale("an", "2026-02-10"), { close: "2026-02" }];
    const afterBoth = await settled(plan(), advisor("an"), discounted, { close: "2026-01" }, corrected, ...february);
    const afterOne = await settled(plan(), advisor("an"), corrected, { close: "2026-01" }, ...february);
    const rowsOf = (body: unknown) => (body as { facts: { earlierInYear: unknown } }).facts.earlierInYear;
    expect(rowsOf(afterBoth.bodyOf("an", "2026-02"))).toEqual(rowsOf(afterOne.bodyOf("an", "2026-02")));
    const january = (run: typeof afterOne) => run.snapshotOf("2026-02", 0).advisors[0]?.books(new PlanBook([])).rows;
    expect(january(afterBoth)?.get("2026-01")?.length).toBe(1);
    expect(january(afterBoth)).toEqual(january(afterOne));
  });
});
