import type { Context } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandler as releaseHeld } from "../../../functions/reprocess-quarantine/handler.ts";
import { createHandler as settleShard } from "../../../functions/settle-shard/handler.ts";
import { createHandler as sumForecasts } from "../../../functions/sum-forecasts/handler.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { releaseQuarantine } from "../../../shared/ledger/quarantine/reprocess.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { briefs } from "../../support/issues.ts";
import { body, type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
/** For what isn't about the database's conditions and limits. */
let simulated: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
  simulated = await startLedgers("simulated");
});
afterAll(async () => {
  await ledgers.stop();
  await simulated.stop();
});

const CONTEXT = { awsRequestId: "r1", getRemainingTimeInMillis: () => 60_000 } as Context;

async function openWithLi(from: Ledgers = ledgers): Promise<Ledger> {
  const ledger = await from.open();
  await ledger.record(plan(), advisor("li"), advisor("wang"));
  await ledger.derive();
  return ledger;
}

async function held(ledger: Ledger): Promise<string[]> {
  return (await ledger.wiring.quarantine.list()).filter(({ released }) => !released).flatMap(({ issues }) => briefs(issues));
}

async function octoberOf(ledger: Ledger, advisorId: string): Promise<bigint> {
  return [...((await ledger.storedRows(advisorId)).get("2026-10")?.values() ?? [])].reduce((total, { price }) => total + price, 0n);
}

test("bad records: one bad record in a batch of 1,000 harms none of the others", async () => {
  const ledger = await openWithLi(simulated);
  const bodies = Array.from({ length: 1_000 }, (_, index) => body(...order({ orderId: `o${index}` })));
  bodies[417] = body(...order({ orderId: "o417", lines: [{ lineId: "1", product: "hotel", price: -1 }] }));
  const outcomes = await recordFacts(bodies, ledger.wiring);
  expect(outcomes.filter(({ kind }) => kind === "recorded")).toHaveLength(999);
  expect(outcomes[417]).toEqual({ kind: "held", issues: [issue("lines[0].price", "negative", { minimum: 0 })] });
  expect(await octoberOf(ledger, "li")).toBe(999n * 100_000n);
  expect(await held(ledger)).toEqual(["lines[0].price: negative"]);
});

test.each([
  ["not JSON", "{not json", "event-expected"],
  ["an unknown kind", body("Refund", {}), "detail-type: detail-type-unknown"],
  ["a field too many", body(...order({ orderId: "x", colour: "red" })), "colour: unknown-field"],
  ["a field missing", body(...order({ orderId: "x", lines: undefined })), "lines: "],
  [
    "fractional money",
    body(...order({ orderId: "x", lines: [{ lineId: "1", product: "hotel", price: 10.5 }] })),
    "lines[0].price: minor-units-expected",
  ],
  [
    "money beyond 2^53",
    body(...order({ orderId: "x", lines: [{ lineId: "1", product: "hotel", price: 2 ** 53 }] })),
    "lines[0].price: number-inexact",
  ],
  [
    "shares above 1",
    body(
      ...order({
        orderId: "x",
        credits: [
          { advisorId: "li", share: "0.6" },
          { advisorId: "wang", share: "0.6" },
        ],
      }),
    ),
    "credits: shares-above-one",
  ],
  ["another currency", body(...order({ orderId: "x", currency: "EUR" })), "currency: currency-differs"],
  ["fulfilled before booked", body(...order({ orderId: "x", fulfilledAt: "2026-10-01T00:00:00+08:00" })), "fulfilledAt: "],
  [
    "a refund above the cash paid",
    body(...order({ orderId: "x", lines: [{ lineId: "1", product: "hotel", price: 100, discounts: { coupon: 60 }, refunded: 41 }] })),
    "lines[0].refunded: refund-above-cash",
  ],
  [
    "a plan with unordered steps",
    body(
      ...plan({
        version: 9,
        components: [
          {
            id: "s",
            kind: "share",
            tiers: {
              mode: "whole",
              steps: [
                { from: 0, rate: "0.1" },
                { from: 9, rate: "0.2" },
                { from: 5, rate: "0.3" },
              ],
            },
          },
        ],
      }),
    ),
    "components[0].tiers.steps[2].from: steps-not-rising",
  ],
  [
    "a where on an unrated facet",
    body(...plan({ version: 9, components: [{ id: "s", kind: "share", where: { colour: ["red"] }, rate: "0.1" }] })),
    "components[0].where.colour: facet-unrated",
  ],
  ["an adjustment of someone unknown", body(...adjustment({ advisorId: "nobody" })), "advisorId: advisor-awaited"],
])("bad records: %s goes to quarantine with its reason, and counts for nothing", async (_what, text, reason) => {
  const ledger = await openWithLi(simulated);
  const [outcome] = await recordFacts([text], ledger.wiring);
  expect(outcome?.kind).toBe("held");
  expect((await held(ledger)).join("\n")).toContain(reason);
  expect(await octoberOf(ledger, "li")).toBe(0n);
});

test("bad records: of two contents under one revision the first stays, for every kind of fact", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1" }), adjustment(), [
    "AttributesGiven",
    { advisorId: "li", month: "2026-10", values: { serviceScore: "4" }, revision: 1 },
  ]);
  const outcomes = await ledger.record(
    order({ orderId: "o1", lines: [{ lineId: "1", product: "hotel", price: 7 }] }),
    adjustment({ amount: 501 }),
    ["AttributesGiven", { advisorId: "li", month: "2026-10", values: { serviceScore: "5" }, revision: 1 }],
    plan({ components: [] }),
    advisor("li", { name: "another" }),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(["held", "held", "held", "held", "held"]);
  expect((await held(ledger)).toSorted()).toEqual([
    "adjustmentId: adjustment-conflict",
    "revision: advisor-conflict",
    "revision: attributes-conflict",
    "revision: order-conflict",
    "version: plan-conflict",
  ]);
  expect(await octoberOf(ledger, "li")).toBe(100_000n);
});

test("bad records: a conflicting copy of a revision that was superseded is a conflict too", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1", revision: 2 }), order({ orderId: "o1", revision: 1 }));
  const [again, other] = await ledger.record(
    order({ orderId: "o1", revision: 1 }),
    order({ orderId: "o1", revision: 1, currency: "CNY", facets: { channel: "app" } }),
  );
  expect(again?.kind).toBe("duplicate");
  expect(other?.kind).toBe("held");
});

test("bad records: the same bad record delivered twice is held once", async () => {
  const ledger = await openWithLi();
  await recordFacts(["nonsense", "nonsense"], ledger.wiring);
  await recordFacts(["nonsense"], ledger.wiring);
  expect(await held(ledger)).toHaveLength(1);
});

test("two versions from one day: the higher is in force", async () => {
  const ledger = await openWithLi();
  await ledger.record(
    plan({ version: 3, components: [{ id: "share", kind: "share", rate: "0.08" }] }),
    plan({ version: 2, components: [] }),
  );
  await ledger.derive();
  await ledger.record(order({ orderId: "o1" }));
  expect((await ledger.close("2026-10")).earnings).toBe(8_000n);
});

test("bad records: a closed month's manual adjustment is refused, and says for which months it may be proposed", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1" }), adjustment());
  await ledger.close("2026-10");
  const [outcome, later] = await ledger.record(adjustment({ adjustmentId: "a2" }), adjustment({ adjustmentId: "a3", month: "2026-11" }));
  expect(outcome).toEqual({ kind: "held", issues: [issue("month", "month-closed", { month: "2026-10", closedMonth: "2026-10" })] });
  expect(later?.kind).toBe("recorded");
  expect((await ledger.close("2026-11")).manualAdjustments).toBe(500n);
});

test("bad records: an order too big for a transaction is held with that reason, and its earlier revision goes on counting", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "big" }));
  const lines = Array.from({ length: 20 }, (_, index) => ({ lineId: `${index}`, product: `product-${index}`, price: 100 }));
  const credits = Array.from({ length: 8 }, (_, index) => ({ advisorId: `seller-${index}`, share: "0.125" }));
  await ledger.record(...credits.map(({ advisorId }) => advisor(advisorId)));
  await ledger.derive();
  const [big, other] = await ledger.record(order({ orderId: "big", revision: 2, lines, credits }), order({ orderId: "small" }));
  expect(big).toMatchObject({ kind: "held", issues: [issue("", "order-too-large", { maximum: 100 })] });
  expect(other?.kind).toBe("recorded");
  expect(await octoberOf(ledger, "li")).toBe(200_000n);
});

test("bad records: sums beyond 2^53 are exact, on the statement too", async () => {
  const ledger = await openWithLi();
  const lines = Array.from({ length: 5 }, (_, index) => ({ lineId: `${index}`, product: "hotel", price: Number.MAX_SAFE_INTEGER }));
  await ledger.record(order({ orderId: "o1", lines }), order({ orderId: "o2", lines: [{ lineId: "1", product: "hotel", price: 1 }] }));
  expect(await octoberOf(ledger, "li")).toBe(5n * (2n ** 53n - 1n) + 1n);
  // 6% of 45,035,996,273,704,956 is 2,702,159,776,422,297.36.
  expect((await ledger.close("2026-10")).earnings).toBe(2_702_159_776_422_297n);
});

test("bad records: a held record is released once what rejected it is corrected", async () => {
  const ledger = await openWithLi();
  await ledger.record(adjustment({ advisorId: "sun" }));
  const [record] = await ledger.wiring.quarantine.list();
  const id = record?.id ?? "";
  expect(await releaseQuarantine(id, undefined, ledger.wiring)).toMatchObject({ kind: "held" });
  await ledger.record(advisor("sun"));
  expect(await releaseQuarantine(id, undefined, ledger.wiring)).toEqual({ kind: "recorded" });
  expect(await releaseQuarantine(id, undefined, ledger.wiring)).toEqual({ kind: "duplicate" });
  expect(await held(ledger)).toEqual([]);
  expect((await ledger.close("2026-10")).manualAdjustments).toBe(500n);
});

test("bad records: a held record is released by a corrected body, and stays held where that can't be read either", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1", currency: "EUR" }));
  const [record] = await ledger.wiring.quarantine.list();
  const id = record?.id ?? "";
  expect(await releaseQuarantine(id, "{}", ledger.wiring)).toMatchObject({
    kind: "held",
    issues: [issue("detail-type", "missing"), issue("detail", "missing")],
  });
  expect(await releaseQuarantine(id, body(...order({ orderId: "o1" })), ledger.wiring)).toEqual({ kind: "recorded" });
  expect(await octoberOf(ledger, "li")).toBe(100_000n);
  await expect(releaseQuarantine("0000", undefined, ledger.wiring)).rejects.toThrow("record-unknown");
});

test("bad records: of messages to sum up forecasts only those that can't be read fail", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1" }));
  const bodies = [
    "{oops",
    '{"detail":{"places":[["li"]]}}',
    '{"detail":{"places":[["li","October"]]}}',
    '{"detail":{"places":[["li","2026-10"]]}}',
  ];
  const Records = bodies.map((body, index) => ({ messageId: `${index}`, body })) as never;
  const answer = await sumForecasts(() => ledger.wiring)({ Records }, CONTEXT);
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["0", "1", "2"]);
});

test("bad records: an id of a held record, or a shard, that there can't be is refused by its field", async () => {
  const ledger = await openWithLi();
  for (const id of ["", "0000", "\ud800".repeat(64), "f".repeat(2_000)])
    await expect(releaseHeld(() => ledger.wiring)({ id }, CONTEXT)).rejects.toThrow(
      "id: expected the id of a quarantined record, 64 hexadecimal digits",
    );
  await expect(settleShard(() => ledger.wiring)({ month: "2026-10", shard: 2 }, CONTEXT)).rejects.toThrow("shard: expected at most 1");
});

test("bad records: a corrected body is noted as far as an item holds it, and cut where no character is halved", async () => {
  const ledger = await openWithLi();
  await ledger.record(order({ orderId: "o1", currency: "EUR" }));
  const [record] = await ledger.wiring.quarantine.list();
  // After nine characters each whole one stands at an odd place and the next, and 64,000 of them are kept.
  const corrected = body(...order({ orderId: "o1" })).replace("{", `{"note":"${"\u{1f600}".repeat(40_000)}",`);
  expect(await releaseQuarantine(record?.id ?? "", corrected, ledger.wiring)).toEqual({ kind: "recorded" });
  expect(await held(ledger)).toEqual([]);
});

test("bad records: a statement of an advisor with the longest id of the widest characters can be kept", async () => {
  const ledger = await openWithLi();
  const longest = "李".repeat(128);
  await ledger.record(advisor(longest), order({ orderId: "o1", credits: [{ advisorId: longest }] }));
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 1, earnings: 6_000n });
});

test("bad records: reasons that quote what was sent at length are held beside a body that lies apart", async () => {
  const ledger = await openWithLi();
  const names = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`${"长".repeat(20_000)}${index}`, 1]));
  const outcomes = await ledger.record(order({ orderId: "x", ...names }), order({ orderId: "o1" }));
  expect(outcomes.map(({ kind }) => kind)).toEqual(["held", "recorded"]);
});

test("bad records: a body too long for an item is held whole", async () => {
  const ledger = await openWithLi();
  const long = `not json ${"很长".repeat(100_000)}`;
  await recordFacts([long], ledger.wiring);
  const [record] = await ledger.wiring.quarantine.list();
  expect((await ledger.wiring.quarantine.find(record?.id ?? ""))?.body).toBe(long);
});
