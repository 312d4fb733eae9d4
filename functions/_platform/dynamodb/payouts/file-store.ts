import { randomUUID } from "node:crypto";
import { type FileRegister, type MadeFile, madeFileCodec } from "../../../../shared/payouts/files/store.ts";
import type { FileDownload } from "../../../../shared/payouts/store.ts";
import { downloadKey, downloadsOf, fileKey, filesOf } from "../keys.ts";
import type { Action, Item, Table } from "../table.ts";

const MAX_DOWNLOADS = 1_000;

/** Account of files in the table: one item each, and one for each download. */
export function fileRegister(table: Table): FileRegister {
  const find = async (of: string, format: string): Promise<MadeFile | undefined> => {
    const item = await table.get(fileKey(of, format));
    return item && decode(item);
  };
  return {
    list: async (of) => (await table.query(filesOf(of))).map(decode),
    find,
    want: async (file, before) => {
      const put = await table.put({
        Item: encode(file),
        ConditionExpression: before === undefined ? "attribute_not_exists(pk)" : "requestedAt = :before",
        ...(before !== undefined && { ExpressionAttributeValues: { ":before": before.wanted.at } }),
      });
      return put ? file : ((await find(file.of, file.format)) ?? file);
    },
    note: async (file) => {
      await table.put({
        Item: encode(file),
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

const downloadItem = ({ of, format, by, at }: FileDownload): Item => ({
  ...downloadKey(of, format, at, randomUUID().slice(0, 8)),
  by,
});

/** A download as part of a transaction. */
export const putDownload = (download: FileDownload): Action => ({ Put: { Item: downloadItem(download) } });

const encode = (file: MadeFile): Item => ({
  ...fileKey(file.of, file.format),
  requestedAt: file.wanted.at,
  isMade: file.made !== undefined,
  file: madeFileCodec.encode(file),
});

const decode = ({ file }: Item): MadeFile => madeFileCodec.decode(file as string);
