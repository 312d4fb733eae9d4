import * as z from "zod";
import { code } from "../../../shared/base/issues/codes.ts";
import { instantSchema, listOf, urlSchema } from "../../_platform/api/common-schemas.ts";

/** Versions of the settings, and what a change of them takes. */

export const settingsVersionSchema = z
  .object({
    object: z.literal("settings"),
    version: z.int().describe("0 is what the deployment was configured with."),
    hash: z.string().describe("Of what is stored."),
    settings: z.record(z.string(), z.unknown()).describe("`finance`, `review` and `eventSources`."),
    change: z
      .object({ proposedBy: z.string(), approvedBy: z.string(), at: instantSchema, why: z.string(), proposalUrl: urlSchema })
      .nullable()
      .describe("Who changed it; null of version 0."),
    changes: z
      .array(z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
      .describe("What differs from the version before; empty where that is not listed."),
  })
  .meta({ id: "SettingsVersion", description: "What people change: a version of it." });
export type SettingsVersionResource = z.output<typeof settingsVersionSchema>;

export const settingsHistorySchema = listOf(settingsVersionSchema, "The latest versions, the latest first: at most 100.").meta({
  id: "SettingsHistory",
});

export const settingsRequest = z
  .strictObject({
    baseVersion: z.int().min(0),
    finance: z.record(z.string(), z.unknown()).optional().describe("Whole; finance proposes it."),
    review: z.record(z.string(), z.unknown()).optional().describe("Whole; HR proposes it."),
    eventSources: z.array(z.unknown()).optional().describe("Which kinds each source may bring, whole: [{source, kinds}]; HR proposes it."),
    why: z.string().max(2000).regex(/\S/, code("reason-missing")),
  })
  .meta({ id: "SettingsRequest" });

export const proposedSettingsSchema = z
  .object({
    object: z.literal("proposed_settings"),
    proposalId: z.string(),
    baseVersion: z.int(),
    status: z.string().describe("See the proposal itself."),
    edition: z.int(),
    url: urlSchema.describe("The proposal: another person approves it there, which publishes it at once."),
  })
  .meta({ id: "ProposedSettings", description: "A change of the settings that waits for another's approval." });
export type ProposedSettingsResource = z.output<typeof proposedSettingsSchema>;
