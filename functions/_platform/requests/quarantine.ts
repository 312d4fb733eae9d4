import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { text } from "../api/common-schemas.ts";

const comment = text(1000).regex(/\S/, code("reason-missing")).describe("Why: it is recorded in the activity log.");

export const reprocessRequest = z
  .strictObject({
    body: text(1_000_000)
      .optional()
      .describe("The record's body, corrected: it keeps kind and id, and its revision may only rise. By default as it was quarantined."),
    comment,
  })
  .meta({ id: "ReprocessRequest" });

export const dismissRequest = z.strictObject({ comment }).meta({ id: "DismissRequest" });
