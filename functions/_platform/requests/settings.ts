import * as z from "zod";
import { comment } from "../api/common-schemas.ts";

/** What a change of the settings takes. */
export const settingsRequest = z
  .strictObject({
    baseVersion: z.int().min(0),
    finance: z.record(z.string(), z.unknown()).optional().describe("Whole; finance proposes it."),
    review: z.record(z.string(), z.unknown()).optional().describe("Whole; HR proposes it."),
    eventSources: z.array(z.unknown()).optional().describe("Which kinds each source may bring, whole: [{source, kinds}]; HR proposes it."),
    comment,
  })
  .meta({ id: "SettingsRequest" });
