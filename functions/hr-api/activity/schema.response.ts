import * as z from "zod";
import { ACTIVITY_ACTIONS } from "../../../shared/activity/model/activity-entry.ts";
import { instantSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Who changed what, and why. */

export const fieldChangeSchema = z
  .object({
    path: z.string().describe("As one writes it: components[0].rate."),
    before: z.unknown().optional().describe("Absent where there was nothing."),
    after: z.unknown().optional().describe("Absent where there is nothing."),
  })
  .meta({ id: "FieldChange", description: "One field that changed." });

const activityEntrySchema = z
  .object({
    object: z.literal("activity_entry"),
    at: instantSchema,
    by: z.string(),
    action: z.enum(ACTIVITY_ACTIONS),
    changes: z.array(fieldChangeSchema),
    comment: z.string().nullable(),
    proposalUrl: urlSchema.nullable().describe("The proposal by which it was done, where there is one."),
    lockVersion: z.int().nullable().describe("The proposal's lock version that it made."),
  })
  .meta({ id: "ActivityEntry", description: "One line of the activity. It is never edited." });
export type ActivityEntryResource = Source<typeof activityEntrySchema>;
export const activityListSchema = listOf(activityEntrySchema, "The oldest first.").meta({ id: "ActivityEntryList" });
