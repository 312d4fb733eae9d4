import type { Month } from "../../../../shared/base/calendar/month.ts";
import { decodeIssues, encodeIssues } from "../../../../shared/base/issues/stored-issues.ts";
import type { ClosePreview, CloseRun, CloseRuns } from "../../../../shared/closing/store.ts";
import { closePreviewKey, closeRunKey, closeRuns as runsOfMonth } from "../keys.ts";
import type { Item, Table } from "../table.ts";

/** Runs and previews of closes, in the table: of a month's previews the latest, and all its runs. */
export function closeRuns(table: Table): CloseRuns {
  return {
    noteRun: async (run) => {
      const key = closeRunKey(run.month, run.runId);
      const isFirst = await table.put({ Item: { ...key, run: JSON.stringify(run) }, ConditionExpression: "attribute_not_exists(pk)" });
      return isFirst ? run : (JSON.parse((await table.get(key))?.run as string) as CloseRun);
    },
    runs: async (month) => (await table.query(runsOfMonth(month))).reverse().map(({ run }) => JSON.parse(run as string) as CloseRun),
    preview: async (month) => {
      const item = await table.get(closePreviewKey(month));
      return item && decodePreview(item);
    },
    wantPreview: async (preview) => {
      await table.put({ Item: itemOf(preview.month, preview) });
    },
    notePreview: async (preview) => {
      // What a later preview has replaced tells nobody anything any more.
      await table.put({
        Item: itemOf(preview.month, preview),
        ConditionExpression: "previewId = :id",
        ExpressionAttributeValues: { ":id": preview.previewId },
      });
    },
  };
}

const itemOf = (month: Month, { issues, ...preview }: ClosePreview) => ({
  ...closePreviewKey(month),
  previewId: preview.previewId,
  preview: JSON.stringify(preview),
  ...(issues !== undefined && { issues: encodeIssues(issues) }),
});

const decodePreview = ({ preview, issues }: Item): ClosePreview => ({
  ...(JSON.parse(preview as string) as ClosePreview),
  ...(issues !== undefined && { issues: decodeIssues(issues as string) }),
});
