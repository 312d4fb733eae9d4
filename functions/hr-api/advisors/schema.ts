import * as z from "zod";
import { day, id, revision } from "../../../shared/engine/facts/fields.ts";
import { saveRequest } from "../../_platform/requests/proposals.ts";
import { newStores } from "../proposals/schema.ts";

export const handoverTo = z
  .strictObject({ advisorId: id, from: day })
  .optional()
  .describe("Who takes the advisor's customers over, and from which day on.");

/** The rest is read like any fact of an advisor, which says by field what is wrong. */
export const advisor = z
  .looseObject({ revision: revision.optional().describe("One above the one that you read; left out, it is numbered.") })
  .describe("The advisor as they are to become, as events carry them: see `AdvisorFact`.");

export const previewAdvisorRequest = z.strictObject({ advisor, handoverTo, newStores }).meta({ id: "PreviewAdvisorRequest" });

export const saveAdvisorRequest = z
  .strictObject({
    advisor,
    handoverTo,
    newStores,
    ...saveRequest.shape,
  })
  .meta({ id: "SaveAdvisorRequest" });
