import * as z from "zod";
import { id } from "../../../shared/engine/facts/fields.ts";
import { PROPOSAL_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { pagingSchema } from "../../_platform/api/pagination.ts";
import { PROPOSAL_KINDS } from "../../_platform/proposal-kinds.ts";

export const proposalsQuery = pagingSchema.extend({
  status: z.enum(PROPOSAL_STATUSES).optional().describe("Only those."),
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

export const newStores = z
  .array(id)
  .max(200)
  .optional()
  .describe(
    "Stores that are new on purpose, by their ids: one that no advisor and no attributes name yet is refused unless it stands here.",
  );
