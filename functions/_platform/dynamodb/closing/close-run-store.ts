import { type ClosePreview, type CloseRuns, closePreviewCodec, closeRunCodec } from "../../../../shared/closing/store.ts";
import { closePreviewKey, closeRunKey, closeRuns as runsOfMonth } from "../keys.ts";
import { storedAs } from "../stored.ts";
import type { Item, Table } from "../table.ts";

const runs = storedAs("run", closeRunCodec);
const previews = storedAs("preview", closePreviewCodec);

/** Runs and previews of closes, in the table: of a month's previews the latest, and all its runs. */
export function closeRuns(table: Table): CloseRuns {
  return {
    noteRun: async (run) => {
      const key = closeRunKey(run.month, run.runId);
      const isFirst = await table.add(runs.item(key, run));
      return isFirst ? run : ((await runs.get(key, table)) ?? run);
    },
    runs: async (month) => (await runs.query(runsOfMonth(month), table)).reverse(),
    preview: (month) => previews.get(closePreviewKey(month), table),
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

const itemOf = (preview: ClosePreview): Item => previews.item(closePreviewKey(preview.month), preview, { previewId: preview.previewId });
