import { randomUUID } from "node:crypto";
import { type FileRegister, type MadeFile, madeFileCodec } from "../../../../shared/payouts/files/store.ts";
import type { FileDownload } from "../../../../shared/payouts/store.ts";
import { downloadKey, downloadsOf, fileKey, filesOf } from "../keys.ts";
import { storedAs } from "../stored.ts";
import { ABSENT, type Action, type Item, type Table } from "../table.ts";

const MAX_DOWNLOADS = 1_000;

const files = storedAs("file", madeFileCodec);
const itemOf = (file: MadeFile): Item =>
  files.item(fileKey(file.of, file.format), file, { requestedAt: file.wanted.at, isMade: file.made !== undefined });

/** Account of files in the table: one item each, and one for each download. */
export function fileRegister(table: Table): FileRegister {
  const find = (of: string, format: string) => files.get(fileKey(of, format), table);
  return {
    list: (of) => files.query(filesOf(of), table),
    find,
    want: async (file, before) => {
      const asBefore =
        before === undefined
          ? ABSENT
          : { ConditionExpression: "requestedAt = :before", ExpressionAttributeValues: { ":before": before.wanted.at } };
      const put = await table.put({ Item: itemOf(file), ...asBefore });
      return put ? file : ((await find(file.of, file.format)) ?? file);
    },
    note: async (file) => {
      await table.put({
        Item: itemOf(file),
        ConditionExpression: "requestedAt = :requestedAt AND isMade = :no",
        ExpressionAttributeValues: { ":requestedAt": file.wanted.at, ":no": false },
      });
    },
    noteDownload: async (of, format, { by, at }) => {
      await table.put({ Item: downloadItem({ of, format, by, at }) });
    },
    downloads: async (of, format) => {
      const items = await table.some(downloadsOf(of, format), MAX_DOWNLOADS, "last");
      return items.map(({ sk, by }) => ({ by: by as string, at: sk.slice(0, sk.lastIndexOf("#")) }));
    },
  };
}

const downloadItem = ({ of, format, by, at }: FileDownload): Item => ({ ...downloadKey(of, format, at, randomUUID().slice(0, 8)), by });

/** A download as part of a transaction. */
export const putDownload = (download: FileDownload): Action => ({ Put: { Item: downloadItem(download) } });
