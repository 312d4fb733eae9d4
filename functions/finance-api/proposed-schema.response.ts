import * as z from "zod";
import { accountSharedWithSchema } from "../_platform/api/account-shared-with.ts";
import { money, urlSchema } from "../_platform/api/common-schemas.ts";
import type { Source } from "../_platform/api/encode-response.ts";

/** What is proposed and approved by another: adjustments and payees. */

export const proposedSchema = z
  .object({
    object: z.literal("proposed"),
    proposalId: z.string(),
    kind: z.enum(["adjustments", "payees", "outcomes"]),
    status: z.string().describe("See the proposal itself."),
    lockVersion: z.int(),
    count: z.int(),
    amount: money("The sum of adjustments; nothing of payees.").nullable(),
    sharedAccounts: z
      .array(z.object({ advisorId: z.string(), accountSharedWith: accountSharedWithSchema }))
      .describe("Of payees: whose account others have too."),
    url: urlSchema.describe("The proposal: another person approves it there, which publishes it at once."),
  })
  .meta({ id: "Proposed", description: "Something that waits for another's approval." });

export type ProposedResource = Source<typeof proposedSchema>;
