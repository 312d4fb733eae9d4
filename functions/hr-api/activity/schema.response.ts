import * as z from "zod";
import { TRAIL_ACTIONS } from "../../../shared/activity/model/activity-entry.ts";
import { instantSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";

/** Who changed what, and why. */

export const fieldChangeSchema = z
  .object({
    path: z.string().describe("As one writes it: components[0].rate."),
    before: z.unknown().optional().describe("Absent where there was nothing."),
    after: z.unknown().optional().describe("Absent where there is nothing."),
  })
  .meta({ id: "FieldChange", description: "One field that changed." });

const trailEntrySchema = z
  .object({
    object: z.literal("trail_entry"),
    at: instantSchema,
    by: z.string(),
    action: z.enum(TRAIL_ACTIONS),
    changes: z.array(fieldChangeSchema),
    why: z.string().nullable(),
    proposalUrl: urlSchema.nullable().describe("The proposal by which it was done, where there is one."),
    lockVersion: z.int().nullable().describe("The proposal's lock version that it made."),
  })
  .meta({ id: "ActivityEntryItem", description: "One line of the activity. It is never edited." });
export type ActivityEntryResource = z.output<typeof trailEntrySchema>;
export const trailListSchema = listOf(trailEntrySchema, "The oldest first.").meta({ id: "ActivityEntryList" });
