import { afterAll, beforeAll, expect, test } from "vitest";
import type { Key } from "../../../functions/_platform/dynamodb/keys.ts";
import type { Item } from "../../../functions/_platform/dynamodb/table.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { type Audited, audit, soundLedger } from "../../support/audited-ledger.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { bankSays, clockedAt, exportedPayout, FINANCE, payee, seen } from "../../support/payouts.ts";

const PAID = "2026-12-1";
const AGAIN = "2026-12-2";

let ledgers: Ledgers;
let audited: Audited;
/** One who is paid, and paid again what came back. */
let advisorId = "";
let shardWithLines = 0;

beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  audited = await soundLedger(ledgers);
  const p = clockedAt(audited.ledger.wiring, "2027-01-05T01:00:00Z");
  await p.payouts.putPayees(["li", "wang", "zhao", "boss", "chief"].map((id) => payee(id)));
  const payout = await exportedPayout(p, "2026-12", "2027-01-06");
  const [line] = await audited.table.query({ pk: "A#li", from: "p.p#", to: "p.p#~" });
  advisorId = line === undefined ? "wang" : "li";
  await recordOutcome({ payoutId: PAID, advisorId, kind: "paid", comment: "seen on the account" }, FINANCE("fay"), p);
  await confirmPayout({ ...seen(payout), comment: "the account says so" }, FINANCE("fay"), p);
  await bankSays(p, { payoutId: PAID, advisorId, kind: "returned" });
  await exportedPayout(p, "2026-12", "2027-01-07");
  const parts = await p.payouts.parts(PAID);
  shardWithLines = [...parts].find(([, { key }]) => key !== "")?.[0] ?? -1;
});
afterAll(() => ledgers.stop());

test("payments: payouts, payments and outcomes as they were written have no finding", async () => {
  expect(await audit(audited.ledger)).toEqual([]);
  expect(await audit(audited.ledger, { request: { mode: "sample" } })).toEqual([]);
});

/** Audits with one item changed, and puts it back. */
async function auditWith({ pk, sk }: Key, change: (item: Item) => Item | undefined) {
  const item = await audited.table.get({ pk, sk });
  if (item === undefined) throw new Error(`nothing is at ${pk} ${sk}`);
  const damaged = change(item);
  if (damaged === undefined) await audited.table.transact([{ Delete: { Key: { pk, sk } } }]);
  else await audited.table.put({ Item: damaged });
  const found = await audit(audited.ledger);
  await audited.table.put({ Item: item });
  return found.map(({ kind, records }) => ({ kind, records }));
}

/** An item with one more in the first number of an amount that its texts or numbers hold. */
function withOneMore(item: Item): Item {
  const raised = Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === "string" && name !== "pk" && name !== "sk"
        ? value.replaceAll(/"amount":"?(\d+)"?/g, (all, digits: string) => all.replace(digits, `${BigInt(digits) + 1n}`))
        : name === "amount"
          ? (value as bigint) + 1n
          : value,
    ]),
  );
  if (JSON.stringify(raised, text) === JSON.stringify(item, text)) throw new Error(`no amount is in ${JSON.stringify(item, text)}`);
  return raised as Item;
}
const text = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);

test("payments: a fen more in a payment is named as more than what the advisor is owed, and as another than its line", async () => {
  const key = { pk: `A#${advisorId}`, sk: `p.p#${AGAIN}` };
  const found = await auditWith(key, withOneMore);
  expect(found).toContainEqual({ kind: "payment", records: [`${key.pk} ${key.sk}`] });
  expect(found.filter(({ records }) => records.length === 2)).toEqual([
    { kind: "payment", records: [`A#${advisorId} p.p#${AGAIN}`, `A#${advisorId} p.p#${PAID}`] },
  ]);
});

test("payments: a payment that is lost is named by its line", async () => {
  const key = { pk: `A#${advisorId}`, sk: `p.p#${AGAIN}` };
  expect(await auditWith(key, () => undefined)).toEqual([{ kind: "payment", records: [`${key.pk} ${key.sk}`] }]);
});

test("payments: a payout that is lost is named by whoever has a payment of it", async () => {
  const found = await auditWith({ pk: "PAYOUTS", sk: AGAIN }, () => undefined);
  expect(found).toEqual([{ kind: "payment", records: [`PAYOUTS ${AGAIN}`] }]);
});

test("payments: a return that is lost would pay the advisor twice", async () => {
  const found = await auditWith({ pk: `A#${advisorId}`, sk: `p.o#${PAID}#2` }, () => undefined);
  expect(found).toEqual([{ kind: "payment", records: [`A#${advisorId} p.p#${AGAIN}`, `A#${advisorId} p.p#${PAID}`] }]);
});

test("payments: a failed payment that the list of failed ones lacks is named", async () => {
  const key = { pk: `PAYOUT#${PAID}`, sk: `failed#${advisorId}` };
  expect(await auditWith(key, () => undefined)).toEqual([{ kind: "payout", records: [`PAYOUT#${PAID} TOTALS`] }]);
});

test("payments: totals that are not those of the outcomes are named", async () => {
  const key = { pk: `PAYOUT#${PAID}`, sk: "TOTALS" };
  expect(await auditWith(key, withOneMore)).toEqual([{ kind: "payout", records: [`${key.pk} ${key.sk}`] }]);
});

test("payments: content that is not what its parts come to, and was not what was approved, is named", async () => {
  const key = { pk: "PAYOUTS", sk: PAID };
  const found = await auditWith(key, withOneMore);
  expect(found.map(({ kind }) => kind)).toContain("payout");
  for (const { kind, records } of found) {
    expect(kind).toBe("payout");
    expect(records.some((record) => record === `PAYOUTS ${PAID}` || record === `PAYOUT#${PAID} TOTALS`)).toBe(true);
  }
});

test.each([
  ["missing", (): undefined => undefined],
  ["changed", (lines: string | undefined) => lines?.replace('"amount":', '"amount":1')],
])("payments: lines that are %s are named", async (_, change) => {
  const isPart = (key: string) => key.startsWith(`payouts/${PAID}/lines/${shardWithLines}-`);
  const found = await audit(audited.ledger, { object: (key, lines) => (isPart(key) ? change(lines) : lines) });
  expect(found).toMatchObject([
    { kind: "payout-lines", month: "2026-12", records: [expect.stringMatching(/^payouts\/2026-12-1\/lines\//)] },
  ]);
});

test("payments: what two people recorded as paid twice is no finding; a fen more than that is", async () => {
  const p = clockedAt(audited.ledger.wiring, "2027-01-10T01:00:00Z");
  const asked = {
    payoutId: PAID,
    advisorId,
    act: "correct" as const,
    kind: "paid" as const,
    comment: "it never came back",
    source: "form",
  };
  const { proposalId, lockVersion } = await proposeOutcome(asked, FINANCE("fay"), p);
  expect((await approveProposal({ proposalId, lockVersion }, FINANCE("gus"), p)).status).toBe("published");
  expect(await audit(audited.ledger)).toEqual([]);
  const found = await auditWith({ pk: `A#${advisorId}`, sk: `p.p#${AGAIN}` }, withOneMore);
  expect(found).toContainEqual({ kind: "payment", records: [`A#${advisorId} p.p#${AGAIN}`, `A#${advisorId} p.p#${PAID}`] });
});
