import * as z from "zod";
import { record, textCodec } from "../../../../shared/base/json/codec.ts";
import type { CommitResult } from "../../../../shared/base/runtime/retry.ts";
import type { CreditState } from "../../../../shared/engine/credits/credit.ts";
import type { DerivationLedger } from "../../../../shared/ledger/store/derivation-store.ts";
import { advisorKey, allDerivations, derivationKey, type Key, registryRange, stateKey, wholeJournal } from "../keys.ts";
import type { Table } from "../table.ts";
import { entriesFromText } from "./order-codec.ts";
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

/** Derivations in the table. */
export function derivationLedger(table: Table, surroundings: Machine): DerivationLedger {
  return {
    ...orderLedger(table, surroundings),
    nextDerivation: async () => {
      for await (const [item] of table.pages(allDerivations)) {
        if (item === undefined) continue;
        return { taskId: item.sk, shardsDone: Number(item.shardsDone), ...derivationCodec.decode(item.scope as string) };
      }
      return undefined;
    },
    ordersNaming: async function* (advisorId) {
      for await (const page of table.pages(wholeJournal(advisorId))) {
        yield page.flatMap(({ sk, entries }) => {
          const [, , month = ""] = sk.split("#");
          const place = { advisorId, state: "earned" as CreditState, month };
          return entriesFromText(entries as string, place).map(({ orderId, bookedOn }) => ({ orderId, bookedOn, month }));
        });
      }
    },
    advisorsUnder: (managerId) => advisorsUnder(table, managerId),
    advisorsOfShard: async (shard) => advisorsOfShard(table, shard),
    advanceDerivation: async (taskId, shardsDone) => {
      await table.update({
        Key: { ...derivationKey(taskId) },
        UpdateExpression: "SET shardsDone = :done",
        ConditionExpression: "shardsDone < :done",
        ExpressionAttributeValues: { ":done": shardsDone },
      });
    },
    finishDerivation: async (taskId): Promise<CommitResult> => {
      const result = await table.transact([
        { Delete: { Key: { ...derivationKey(taskId) }, ConditionExpression: "attribute_exists(pk)" } },
        { Update: { Key: { ...stateKey }, UpdateExpression: "ADD pending :less", ExpressionAttributeValues: { ":less": -1 } } },
      ]);
      if (result.kind === "invalid") throw new Error(`derivation ${taskId} can't be taken off: ${result.message}`);
      return result.kind === "refused" ? "stale" : result.kind;
    },
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
