import * as z from "zod";
import { needed, text } from "../../_platform/api/common-schemas.ts";
import { why } from "../proposals/schema.ts";

export const releaseRequest = z
  .discriminatedUnion("action", [
    z.strictObject({
      action: z.literal("release"),
      body: text(1_000_000)
        .optional()
        .describe("The record's body, corrected: it keeps kind and id, and its revision may only rise. By default as it was held."),
      why: needed(why),
    }),
    z.strictObject({ action: z.literal("acknowledge"), why: needed(why).describe("Why it may stay held.") }),
  ])
  .meta({ id: "ReleaseRequest" });
