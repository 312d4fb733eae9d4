import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { decimal, id, month, name } from "../../../shared/engine/facts/fields.ts";
import { text } from "../../_platform/api/common-schemas.ts";
import { uploadQuery } from "../../_platform/api/read-upload.ts";
import { saveRequest } from "../../_platform/requests/proposals.ts";
import { newStores, newStoresQuery } from "../proposals/mapping.ts";

export const previewScoresQuery = uploadQuery("scores.csv").extend(newStoresQuery);

export const entries = z
  .array(
    z
      .strictObject({
        advisorId: id.optional().describe("Either this or `storeId`."),
        storeId: id.optional(),
        month,
        values: z.record(name, decimal),
      })
      .refine(({ advisorId, storeId }) => (advisorId === undefined) !== (storeId === undefined), code("subject-expected")),
  )
  .min(1)
  .max(20_000);

export const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const previewScoresRequest = z.strictObject({ entries, source, newStores }).meta({ id: "PreviewScoresRequest" });

export const saveScoresRequest = z
  .strictObject({
    entries,
    source,
    newStores,
    ...saveRequest.shape,
  })
  .meta({ id: "SaveScoresRequest" });
