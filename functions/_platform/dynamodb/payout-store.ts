import { stringifyExact } from "../../../shared/json/exact-json.ts";
import type { Payee } from "../../../shared/payee/payee.ts";
import type { PayoutTotals } from "../../../shared/payout/payout.ts";
import { MOST_OUTCOMES } from "../../../shared/payout/state.ts";
import { inParallel } from "../../../shared/use-cases/in-parallel.ts";
import type { Archive } from "../../../shared/use-cases/ports/outside.ts";
import type { AtGate, PayoutStore, StepResult } from "../../../shared/use-cases/ports/payouts.ts";
import {
  accountFrom,
  byPayoutId,
  holdFrom,
  loggedFrom,
  partFrom,
  partText,
  payeeFrom,
  paymentRecordsFrom,
  paymentText,
  payoutFrom,
  textOf,
  totalsFrom,
} from "./encode-payouts.ts";
import {
  adjustmentsRange,
  allHolds,
  allPayouts,
  heldAdvisorKey,
  holdKey,
  type Key,
  outcomeKey,
  outcomeLog,
  outcomeLogKey,
  payeeKey,
  payeeRange,
  paymentKey,
  payoutAccountRange,
  payoutGateKey,
  payoutKey,
  payoutPartKey,
  payoutParts,
  payoutTotalsKey,
} from "./keys.ts";
import { putOnce } from "./put-once.ts";
import type { Action, Item, Table, TransactionResult } from "./table.ts";
import { added, trailActions } from "./trail-lines.ts";

const READS_AT_A_TIME = 16;
/** Payee versions in one transaction, beside the gate. */
const PAYEES_A_WRITE = 90;
/** How often versions are looked at again where a rival stood in the way. */
const PAYEE_ATTEMPTS = 4;

/** Payouts in the table. */
export function payoutStore(table: Table, archive: Archive): PayoutStore {
  return {
    gate: async () => Number((await table.get(payoutGateKey))?.gate ?? 0),
    list: async () => (await table.query(allPayouts)).map(payoutFrom).sort((a, b) => byPayoutId(b.payoutId, a.payoutId)),
    find: async (payoutId) => {
      const item = await table.get(payoutKey(payoutId));
      return item && payoutFrom(item);
    },
    commit: async (payout, entries, { gate, totals } = {}) => {
      const { payoutId, edition } = payout;
      const text = textOf(payout);
      const stored = await table.get(payoutKey(payoutId));
      if (stored?.payout === text) return "committed";
      if (Number(stored?.edition ?? 0) !== edition - 1) return "stale";
      const result = await table.transact([
        { Put: { Item: { ...payoutKey(payoutId), edition, payout: text }, ...editionIs(edition - 1) } },
        ...(gate === undefined ? [] : [atGate(gate)]),
        ...(totals === undefined ? [] : [putTotals(payoutId, totals)]),
        ...(await trailActions(entries, archive)),
      ]);
      return stepResult(result, `the payout ${payoutId}`);
    },
    totals: async (payoutId) => totalsFrom(await table.get(payoutTotalsKey(payoutId))),
    notePart: async (payoutId, shard, part) => {
      const key = payoutPartKey(payoutId, shard);
      const text = partText(part);
      await table.put({ Item: { ...key, part: text }, ConditionExpression: "attribute_not_exists(pk)" });
      const noted = await table.get(key);
      if (noted === undefined) throw new Error(`part ${shard} of payout ${payoutId} was noted, and is not there`);
      return partFrom(noted);
    },
    notePut: async (payoutId, shard) => {
      await table.update({
        Key: { ...payoutPartKey(payoutId, shard) },
        UpdateExpression: "SET isPut = :yes",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":yes": true },
      });
    },
    parts: async (payoutId) => {
      const items = await table.query(payoutParts(payoutId));
      return new Map(items.map((item) => [Number(item.sk.slice("part#".length)), partFrom(item)]));
    },
    putPayments: async (payments) => {
      const items = payments.map((payment) => ({ ...paymentKey(payment.advisorId, payment.payoutId), payment: paymentText(payment) }));
      await putOnce(items, "payments", table);
    },
    account: async (advisorId) => accountFrom(advisorId, await table.query(payoutAccountRange(advisorId))),
    adjustments: async (advisorId) =>
      (await table.query(adjustmentsRange(advisorId))).map(({ fact }) => {
        const { adjustmentId, month } = JSON.parse(fact as string) as { adjustmentId: string; month: string };
        return { adjustmentId, month };
      }),
    payments: async (payoutId, advisorIds) => {
      const ids = [...new Set(advisorIds)];
      const items = await table.getAll(ids.flatMap((advisorId) => paymentKeys(advisorId, payoutId)));
      const byPartition = Map.groupBy(items, ({ pk }) => pk);
      const found = ids.flatMap((advisorId) => {
        const own = byPartition.get(paymentKey(advisorId, payoutId).pk) ?? [];
        return paymentRecordsFrom(
          own.filter(isPayment),
          own.filter((item) => !isPayment(item)),
        );
      });
      return new Map(found.map((payment) => [payment.advisorId, payment]));
    },
    record: async ({ payoutId, edition }, outcomes, totals) => {
      const result = await table.transact([
        { ConditionCheck: { Key: { ...payoutKey(payoutId) }, ...editionIs(edition) } },
        putTotals(payoutId, totals),
        ...outcomes.flatMap(({ payment, number, from, outcome }) => {
          const text = JSON.stringify(outcome);
          const { advisorId } = payment;
          return [
            added({ ...outcomeKey(advisorId, payoutId, number), outcome: text }),
            added({
              ...outcomeLogKey(payoutId, outcome.at, advisorId, number),
              payment: paymentText(payment),
              number,
              from,
              outcome: text,
            }),
          ];
        }),
      ]);
      return stepResult(result, `outcomes of payout ${payoutId}`);
    },
    outcomes: async function* (payoutId) {
      for await (const page of table.pages(outcomeLog(payoutId))) yield page.map(loggedFrom);
    },
    holds: async () => (await table.query(allHolds)).map(holdFrom),
    hold: async (hold, entry) => {
      const text = JSON.stringify(hold);
      const result = await table.transact([
        added({ ...holdKey(hold.advisorId), hold: text }),
        { Put: { Item: { ...heldAdvisorKey(hold.advisorId), hold: text } } },
        RAISE_GATE,
        ...(await trailActions([entry], archive)),
      ]);
      return stepResult(result, `the hold of ${hold.advisorId}`);
    },
    release: async (advisorId, entry) => {
      const result = await table.transact([
        { Delete: { Key: { ...holdKey(advisorId) }, ConditionExpression: "attribute_exists(pk)" } },
        { Delete: { Key: { ...heldAdvisorKey(advisorId) } } },
        RAISE_GATE,
        ...(await trailActions([entry], archive)),
      ]);
      return stepResult(result, `the release of ${advisorId}`);
    },
    putPayees: async (payees) => {
      for (let start = 0; start < payees.length; start += PAYEES_A_WRITE) {
        const result = await putPayees(payees.slice(start, start + PAYEES_A_WRITE), table);
        if (result !== "committed") return result;
      }
      return "committed";
    },
    payees: async (advisorIds) => {
      const ids = [...new Set(advisorIds)];
      const found = await inParallel(ids, READS_AT_A_TIME, async (advisorId) => (await table.query(payeeRange(advisorId))).map(payeeFrom));
      return new Map(ids.map((advisorId, place) => [advisorId, found[place] ?? []]));
    },
    payeeVersions: async (wanted) => {
      const items = await table.getAll(wanted.map(({ advisorId, version }) => payeeKey(advisorId, version)));
      return new Map(items.map(payeeFrom).map((payee) => [payee.advisorId, payee]));
    },
  };
}

const paymentKeys = (advisorId: string, payoutId: string): Key[] => [
  paymentKey(advisorId, payoutId),
  ...Array.from({ length: MOST_OUTCOMES }, (_, place) => outcomeKey(advisorId, payoutId, place + 1)),
];

const isPayment = ({ payment }: Item): boolean => payment !== undefined;

/** An item must stand at an edition; 0 is none. */
function editionIs(edition: number) {
  return edition === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "edition = :edition", ExpressionAttributeValues: { ":edition": edition } };
}

function putTotals(payoutId: string, totals: PayoutTotals): Action {
  const Item = { ...payoutTotalsKey(payoutId), edition: totals.edition, totals: stringifyExact(totals) };
  return { Put: { Item, ...editionIs(totals.edition - 1) } };
}

/** Whatever could change what a payout may pay raises the gate, wherever it stands. */
const RAISE_GATE: Action = {
  Update: {
    Key: { ...payoutGateKey },
    UpdateExpression: "ADD #gate :one",
    ExpressionAttributeNames: { "#gate": "gate" },
    ExpressionAttributeValues: { ":one": 1 },
  },
};

/** What a step depends on the gate for. A gate that nobody has raised yet is not there. */
function atGate({ at, raises }: AtGate): Action {
  const names = { ExpressionAttributeNames: { "#gate": "gate" } };
  const condition = { ConditionExpression: at === 0 ? "attribute_not_exists(pk)" : "#gate = :at" };
  const stands = at === 0 ? {} : { ":at": at };
  if (!raises)
    return {
      ConditionCheck: { Key: { ...payoutGateKey }, ...condition, ...(at !== 0 && { ...names, ExpressionAttributeValues: stands }) },
    };
  return {
    Update: {
      Key: { ...payoutGateKey },
      UpdateExpression: "SET #gate = :next",
      ...condition,
      ...names,
      ExpressionAttributeValues: { ...stands, ":next": at + 1 },
    },
  };
}

/** @throws where it can never be stored. */
function stepResult(result: TransactionResult, what: string): StepResult {
  if (result.kind === "invalid") throw new Error(`${what} can't be stored: ${result.message}`);
  return result.kind === "refused" ? "stale" : result.kind;
}

/** Those that are there already must be the same; the others are put together, and raise the gate. */
async function putPayees(payees: readonly Payee[], table: Table): Promise<StepResult> {
  const items = payees.map((payee) => ({ ...payeeKey(payee.advisorId, payee.version), payee: textOf(payee) }));
  for (let attempt = 0; attempt < PAYEE_ATTEMPTS; attempt += 1) {
    const stored = new Map(
      (await table.getAll(items.map(({ pk, sk }) => ({ pk, sk })))).map((item) => [`${item.pk}\u0000${item.sk}`, item]),
    );
    const there = (item: Item) => stored.get(`${item.pk}\u0000${item.sk}`);
    if (items.some((item) => there(item) !== undefined && there(item)?.payee !== item.payee)) return "stale";
    const missing = items.filter((item) => there(item) === undefined);
    if (missing.length === 0) return "committed";
    const result = stepResult(await table.transact([...missing.map(added), RAISE_GATE]), "payee versions");
    if (result !== "stale") return result;
  }
  return "busy";
}
