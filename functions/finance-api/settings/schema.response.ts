import * as z from "zod";
import { instantSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Versions of the settings, and a change of them that was proposed. */

export const settingsVersionSchema = z
  .object({
    object: z.literal("settings"),
    version: z.int().describe("0 is what the deployment was configured with."),
    hash: z.string().describe("Of what is stored."),
    settings: z.record(z.string(), z.unknown()).describe("`finance`, `review` and `eventSources`."),
    change: z
      .object({ proposedBy: z.string(), approvedBy: z.string(), at: instantSchema, comment: z.string(), proposalUrl: urlSchema })
      .nullable()
      .describe("Who changed it; null of version 0."),
    changes: z
      .array(z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
      .describe("What differs from the version before; empty where that is not listed."),
  })
  .meta({ id: "SettingsVersion", description: "What people change: a version of it." });
export type SettingsVersionResource = Source<typeof settingsVersionSchema>;

export const settingsHistorySchema = listOf(settingsVersionSchema, "The latest versions, the latest first: at most 100.").meta({
  id: "SettingsHistory",
});

export const proposedSettingsSchema = z
  .object({
    object: z.literal("proposed_settings"),
    proposalId: z.string(),
    baseVersion: z.int(),
    status: z.string().describe("See the proposal itself."),
    lockVersion: z.int(),
    url: urlSchema.describe("The proposal: another person approves it there, which publishes it at once."),
  })
  .meta({ id: "ProposedSettings", description: "A change of the settings that waits for another's approval." });
