import * as z from "zod";
import { id } from "../../../shared/engine/facts/fields.ts";
import { comment, lockVersion, text } from "../../_platform/api/common-schemas.ts";
import { pagingSchema } from "../../_platform/api/pagination.ts";
import { PROPOSAL_KINDS } from "../../_platform/proposal-kinds.ts";

export const proposalsQuery = pagingSchema.extend({
  status: z.enum(["draft", "submitted", "approved", "publishing", "published", "withdrawn"]).optional().describe("Only those."),
  kind: z.enum(PROPOSAL_KINDS).optional().describe("Only those."),
});

export const newStoresQuery = {
  newStores: z
    .string()
    .max(2000)
    .optional()
    .describe(
      "Of a file: stores that are new on purpose, by their ids, with commas between them. The lines of other unknown ones are left out.",
    ),
};
export const scoresUploadQuery = z.strictObject(newStoresQuery);

/** What each step takes. */
export const stepRequests = {
  submit: z
    .strictObject({
      lockVersion,
      comment,
      acknowledged: z.array(text(500)).max(1000).default([]).describe("Ids of findings that you know and mean."),
    })
    .meta({ id: "SubmitRequest" }),
  approve: z.strictObject({ lockVersion }).meta({ id: "ApproveRequest" }),
  return: z.strictObject({ lockVersion, comment }).meta({ id: "ReturnRequest" }),
  withdraw: z.strictObject({ lockVersion, comment }).meta({ id: "WithdrawRequest" }),
  publish: z.strictObject({ lockVersion }).meta({ id: "PublishRequest" }),
} as const;
export type Step = keyof typeof stepRequests;

export const newStores = z
  .array(id)
  .max(200)
  .optional()
  .describe(
    "Stores that are new on purpose, by their ids: one that no advisor and no attributes name yet is refused unless it stands here.",
  );
