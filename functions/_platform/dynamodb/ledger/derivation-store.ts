import * as z from "zod";
import { int, record, textCodec } from "../../../../shared/base/json/codec.ts";
import type { CreditState } from "../../../../shared/engine/credits/credit.ts";
import { UNDATED } from "../../../../shared/engine/earnings/credit-log.ts";
import type { DerivationLedger, DerivationTask } from "../../../../shared/ledger/store/derivation-store.ts";
import {
  advisorKey,
  allDerivations,
  derivationKey,
  derivedPartKey,
  derivedParts,
  journalFrom,
  type Key,
  registryRange,
  shardOf,
  stateKey,
} from "../keys.ts";
import type { Item, Table } from "../table.ts";
import { claimedEntriesFromText } from "./order-codec.ts";
import { type Machine, orderLedger } from "./order-store.ts";

/** The scope of a derivation, as its item holds it. */
export const derivationCodec = textCodec(
  "a derivation",
  record({
    advisors: z.array(
      record({
        advisorId: z.string(),
        concern: record({ bookedFrom: z.string().optional(), monthFrom: z.string().optional(), isRegistration: z.boolean().optional() }),
      }),
    ),
    plans: z.array(record({ planId: z.string(), bookedFrom: z.string() })),
  }),
);

/** How far a part is, as its item holds it. */
const partCodec = textCodec(
  "a part of a derivation",
  record({ part: int, orders: int, at: record({ advisorId: z.string(), after: z.string() }).optional() }),
);

/** Derivations in the table. */
export function derivationLedger(table: Table, shards: number, surroundings: Machine): DerivationLedger {
  return {
    ...orderLedger(table, surroundings),
    derivations: async () => (await table.query(allDerivations)).map(taskFrom),
    derivedParts: async (taskId) => (await table.query(derivedParts(taskId))).map(({ progress }) => partCodec.decode(progress as string)),
    noteDerivedPart: async (taskId, part) => {
      await table.put({
        Item: { ...derivedPartKey(taskId, part.part), progress: partCodec.encode(part), through: part.at === undefined },
        ConditionExpression: "attribute_not_exists(pk) OR through = :no",
        ExpressionAttributeValues: { ":no": false },
      });
    },
    beginDerivation: (taskId, { at, parts }) =>
      table.update({
        Key: { ...derivationKey(taskId) },
        UpdateExpression: "SET begunAt = :at, parts = :parts",
        ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(begunAt)",
        ExpressionAttributeValues: { ":at": at, ":parts": parts },
      }),
    stopDerivation: (taskId, stopped) =>
      table.update({
        Key: { ...derivationKey(taskId) },
        ...(stopped === undefined
          ? { UpdateExpression: "REMOVE stoppedBy, stoppedAt", ConditionExpression: "attribute_exists(stoppedBy)" }
          : {
              UpdateExpression: "SET stoppedBy = :by, stoppedAt = :at",
              ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(stoppedBy)",
              ExpressionAttributeValues: { ":by": stopped.by, ":at": stopped.at },
            }),
      }),
    finishDerivation: (taskId) =>
      table.commit(
        [
          { Delete: { Key: { ...derivationKey(taskId) }, ConditionExpression: "attribute_exists(pk)" } },
          { Update: { Key: { ...stateKey }, UpdateExpression: "ADD pending :less", ExpressionAttributeValues: { ":less": -1 } } },
        ],
        `that derivation ${taskId} is done`,
      ),
    ordersNaming: async function* (advisorId, { month = "", after } = {}) {
      for (const range of journalFrom(advisorId, advisorId === UNDATED ? ["undated"] : NAMING, month, after)) {
        for await (const page of table.pages(range)) {
          yield page.flatMap(({ sk, entries }) => {
            const [, , month = ""] = sk.split("#");
            const place = { advisorId, state: "earned" as CreditState, month };
            return claimedEntriesFromText(entries as string, place).map(({ orderId, bookedOn }) => ({
              orderId,
              bookedOn,
              month,
              position: sk,
            }));
          });
        }
      }
    },
    advisorsUnder: (managerId) => advisorsUnder(table, managerId),
    advisorsOfShard: async (shard) => advisorsOfShard(table, shard),
    shardOf: (advisorId) => shardOf(advisorId, shards),
  };
}

/** In which states credits stand with whoever they name. */
const NAMING: readonly CreditState[] = ["earned", "forecast", "waiting"];

function taskFrom({ sk, scope, notedAt, begunAt, parts, stoppedBy, stoppedAt }: Item): DerivationTask {
  return {
    taskId: sk,
    ...derivationCodec.decode(scope as string),
    notedAt: notedAt as string,
    ...(begunAt !== undefined && { begun: { at: begunAt as string, parts: Number(parts) } }),
    ...(stoppedBy !== undefined && { stopped: { by: stoppedBy as string, at: stoppedAt as string } }),
  };
}

/** That an advisor was named as another's manager: put before the fact that names them, and never deleted. */
export const managerLinkKey = (managerId: string, advisorId: string): Key => ({ ...advisorKey(managerId), sk: `${LINK}${advisorId}` });
const LINK = "n#";

/** Whoever was ever named as having an advisor as their manager, by id. */
export async function advisorsUnder(table: Table, managerId: string): Promise<string[]> {
  const { pk } = advisorKey(managerId);
  return (await table.query({ pk, from: LINK, to: `${LINK}\u{10ffff}` })).map(({ sk }) => sk.slice(LINK.length));
}

/** The registered advisors of a shard, by id. */
export async function advisorsOfShard(table: Table, shard: number): Promise<string[]> {
  return (await table.query(registryRange(shard))).map(({ sk }) => sk);
}
