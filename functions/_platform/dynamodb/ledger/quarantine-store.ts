import * as z from "zod";
import { storedIssue } from "../../../../shared/base/issues/stored-issues.ts";
import { record, textCodec } from "../../../../shared/base/json/codec.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import type { ListedRecord, Quarantine, QuarantinedRecord } from "../../../../shared/ledger/store/quarantine-store.ts";
import { awaitingKey, awaitingRange, quarantineKey, quarantineRange } from "../keys.ts";
import type { Item, Table } from "../table.ts";

/** Longer bodies lie in the archive, as an item holds 400 KB at most. */
const MAX_BODY_LENGTH = 64_000;
const DIGITS = "0123456789abcdef";

/** Why a record is held, and since when. Its body stands beside it. */
export const heldCodec = textCodec("a held record", record({ issues: z.array(storedIssue), heldAt: z.string() }));

/** The quarantine in the table. */
export function quarantine(table: Table, archive: ObjectStore, now: () => number): Quarantine {
  const archiveKey = (id: string) => `quarantine/${id}`;
  return {
    hold: async (records) => {
      await inParallel(records, 8, async ({ id, body, issues, awaits }: QuarantinedRecord) => {
        const isLong = body.length > MAX_BODY_LENGTH;
        if (isLong) await archive.put(archiveKey(id), body);
        const item = {
          ...quarantineKey(id),
          held: heldCodec.encode({ issues, heldAt: new Date(now()).toISOString() }),
          ...(isLong ? {} : { body }),
        };
        await table.add(item);
        if (awaits !== undefined) await table.put({ Item: awaitingKey(awaits, id) });
      });
    },
    awaiting: async (advisorId) => (await table.query(awaitingRange(advisorId))).map(({ sk }) => sk),
    find: async (id) => {
      const item = await table.get(quarantineKey(id));
      if (item === undefined) return undefined;
      const body = (item.body as string | undefined) ?? (await archive.get(archiveKey(id)));
      if (body === undefined) throw new Error(`the body of held record ${id} is missing in the archive`);
      return { ...listed(item), body };
    },
    markReleased: async (id, body) => {
      await table.update({
        Key: { ...quarantineKey(id) },
        UpdateExpression: "SET releasedAt = if_not_exists(releasedAt, :at), releasedBody = if_not_exists(releasedBody, :body)",
        ExpressionAttributeValues: { ":at": new Date(now()).toISOString(), ":body": body.slice(0, MAX_BODY_LENGTH).toWellFormed() },
      });
    },
    list: async () => {
      const pages = await inParallel([...DIGITS], 4, (digit) => table.query(quarantineRange(digit)));
      return pages.flat().map(listed);
    },
  };
}

/** A held record, from its item. */
export const listed = (item: Item): ListedRecord => ({
  id: item.sk,
  ...heldCodec.decode(item.held as string),
  released: item.releasedAt !== undefined,
  body: item.body as string | undefined,
});
