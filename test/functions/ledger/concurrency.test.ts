import { afterAll, beforeAll, expect, test } from "vitest";
import { deriveCredits } from "../../../shared/ledger/derive/derive-credits.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { body, type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
/** Copied for each test, as registering takes longer. */
let withSellers: Ledger;
beforeAll(async () => {
  ledgers = await startLedgers();
  withSellers = await ledgers.open();
  await withSellers.record(plan(), advisor("boss"), advisor("chief"), ...MANAGED);
  await withSellers.derive();
});
afterAll(() => ledgers.stop());

const SELLERS = ["li", "wang", "zhao"];
const MANAGED = SELLERS.map((id) => advisor(id, { managers: [{ managerId: "boss", from: "2026-01-01" }] }));

const openWithSellers = (): Promise<Ledger> => ledgers.copy(withSellers);

/** Orders by turns of the three sellers, 1,000.00 each. */
function ordersOf(prefix: string, count: number) {
  return Array.from({ length: count }, (_, index) =>
    order({ orderId: `${prefix}${index}`, credits: [{ advisorId: SELLERS[index % SELLERS.length] }] }),
  );
}

async function expectConsistent(ledger: Ledger, advisorIds: readonly string[]): Promise<void> {
  for (const advisorId of advisorIds) expect(await ledger.storedRows(advisorId), advisorId).toEqual(await ledger.journalledRows(advisorId));
}

async function october(ledger: Ledger, advisorId: string): Promise<{ price: bigint; count: bigint }> {
  const rows = [...((await ledger.storedRows(advisorId)).get("2026-10")?.values() ?? [])];
  return { price: rows.reduce((total, row) => total + row.price, 0n), count: rows.reduce((total, row) => total + row.count, 0n) };
}

test("concurrency: two batches with the same advisors at the same time lose nothing and double nothing", async () => {
  const ledger = await openWithSellers();
  const batches = ["a", "b", "c", "d"].map((prefix) => ordersOf(prefix, 60));
  const outcomes = await Promise.all(
    batches.map((events) =>
      recordFacts(
        events.map(([type, detail]) => body(type, detail)),
        ledger.rival(),
      ),
    ),
  );
  expect(outcomes.flat().every(({ kind }) => kind === "recorded")).toBe(true);
  expect(await october(ledger, "boss")).toEqual({ price: 240n * 100_000n, count: 240n });
  expect(await october(ledger, "li")).toEqual({ price: 80n * 100_000n, count: 80n });
  await expectConsistent(ledger, [...SELLERS, "boss"]);
});

test("concurrency: the same orders in two batches at the same time count once", async () => {
  const ledger = await openWithSellers();
  const bodies = ordersOf("same", 90).map(([type, detail]) => body(type, detail));
  const outcomes = await Promise.all([
    recordFacts(bodies, ledger.rival()),
    recordFacts([...bodies].reverse(), ledger.rival()),
    recordFacts(bodies, ledger.rival()),
  ]);
  const kinds = outcomes.flat().map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "recorded")).toHaveLength(90);
  expect(kinds.filter((kind) => kind === "duplicate")).toHaveLength(180);
  expect(await october(ledger, "boss")).toEqual({ price: 90n * 100_000n, count: 90n });
  await expectConsistent(ledger, [...SELLERS, "boss"]);
});

test("concurrency: revisions of the same orders at the same time leave the highest", async () => {
  const ledger = await openWithSellers();
  const revisions = [1, 2, 3, 4].map((revision) =>
    ordersOf("r", 60).map(([type, detail]) =>
      body(type, { ...detail, revision, lines: [{ lineId: "1", product: "hotel", price: 100_000 * revision }] }),
    ),
  );
  await Promise.all(revisions.map((bodies) => recordFacts(bodies, ledger.rival())));
  expect(await october(ledger, "boss")).toEqual({ price: 60n * 400_000n, count: 60n });
  await expectConsistent(ledger, [...SELLERS, "boss"]);
});

test("deriving anew during ingestion loses nothing: every override goes to the manager of the facts as they stand at the end", async () => {
  const ledger = await openWithSellers();
  await recordFacts(
    ordersOf("before", 120).map(([type, detail]) => body(type, detail)),
    ledger.rival(),
  );
  const move = (revision: number, managerId: string) =>
    SELLERS.map((id) => advisor(id, { revision, managers: [{ managerId, from: "2026-01-01" }] }));
  const ingest = async (prefix: string) => {
    const rival = ledger.rival();
    for (let part = 0; part < 6; part += 1)
      await recordFacts(
        ordersOf(`${prefix}${part}-`, 30).map(([type, detail]) => body(type, detail)),
        rival,
      );
  };
  const restate = async () => {
    const rival = ledger.rival();
    for (const [revision, managerId] of [
      [2, "chief"],
      [3, "boss"],
      [4, "chief"],
    ] as const) {
      await recordFacts(
        move(revision, managerId).map(([type, detail]) => body(type, detail)),
        rival,
      );
      await Promise.all([deriveCredits(rival, () => true), deriveCredits(ledger.rival(), () => true)]);
    }
  };
  await Promise.all([ingest("x"), ingest("y"), restate()]);
  await ledger.derive();
  expect(await october(ledger, "chief")).toEqual({ price: 480n * 100_000n, count: 480n });
  expect(await october(ledger, "boss")).toEqual({ price: 0n, count: 0n });
  await expectConsistent(ledger, [...SELLERS, "boss", "chief"]);
  expect((await ledger.wiring.ledger.state()).pendingDerivations).toBe(0);
});

test("concurrency: a derivation that is cut short goes on where it stood", async () => {
  const ledger = await openWithSellers();
  await recordFacts(
    ordersOf("o", 90).map(([type, detail]) => body(type, detail)),
    ledger.rival(),
  );
  await ledger.record(plan({ version: 2, components: [{ id: "share", kind: "share", rate: "0.07" }] }));
  let asked = 0;
  const isDone = await deriveCredits(ledger.wiring, () => {
    asked += 1;
    return asked <= 1;
  });
  expect(isDone).toBe(false);
  expect((await ledger.wiring.ledger.state()).pendingDerivations).toBe(1);
  await ledger.derive();
  const rows = [...((await ledger.storedRows("li")).get("2026-10")?.values() ?? [])];
  expect(rows.map(({ version, count }) => ({ version, count }))).toEqual([{ version: 2, count: 30n }]);
  await expectConsistent(ledger, [...SELLERS, "boss"]);
});

test("concurrency: a raise of the epoch that met recorders asks them to hold back, and they go on once it is through", async () => {
  const ledger = await openWithSellers();
  const { ledger: store, surroundings } = ledger.wiring;
  await store.holdRecording(surroundings.now() + 40);
  expect((await store.state()).heldUntilMs).toBeDefined();
  await ledger.record(advisor("new"));
  expect((await store.state()).heldUntilMs).toBeUndefined();
  await store.holdRecording(surroundings.now() + 40);
  await ledger.record(...ordersOf("held", 1));
  expect(await october(ledger, "li")).toMatchObject({ count: 1n });
  const { tried, busy } = ledger.wiring.takeTransactionCounts();
  expect([tried > 0, busy, ledger.wiring.takeTransactionCounts()]).toEqual([true, 0, { tried: 0, busy: 0, refused: 0 }]);
});
