import { type ClosePreview, type CloseRuns, closePreviewCodec, closeRunCodec } from "../../../../shared/closing/store.ts";
import { closePreviewKey, closeRunKey, closeRuns as runsOfMonth } from "../keys.ts";
import type { Item, Table } from "../table.ts";

/** Runs and previews of closes, in the table: of a month's previews the latest, and all its runs. */
export function closeRuns(table: Table): CloseRuns {
  return {
    noteRun: async (run) => {
      const key = closeRunKey(run.month, run.runId);
      const isFirst = await table.put({
        Item: { ...key, run: closeRunCodec.encode(run) },
        ConditionExpression: "attribute_not_exists(pk)",
      });
      return isFirst ? run : closeRunCodec.decode((await table.get(key))?.run as string);
    },
    runs: async (month) => (await table.query(runsOfMonth(month))).reverse().map(({ run }) => closeRunCodec.decode(run as string)),
    preview: async (month) => {
      const item = await table.get(closePreviewKey(month));
      return item && closePreviewCodec.decode(item.preview as string);
    },
    wantPreview: async (preview) => {
      await table.put({ Item: itemOf(preview) });
    },
    notePreview: async (preview) => {
      // What a later preview has replaced tells nobody anything any more.
      await table.put({
        Item: itemOf(preview),
        ConditionExpression: "previewId = :id",
        ExpressionAttributeValues: { ":id": preview.previewId },
      });
    },
  };
}

const itemOf = (preview: ClosePreview): Item => ({
  ...closePreviewKey(preview.month),
  previewId: preview.previewId,
  preview: closePreviewCodec.encode(preview),
});
