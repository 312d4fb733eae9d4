import * as z from "zod";
import { id, month } from "../../../shared/engine/facts/fields.ts";
import { lockVersion } from "../../_platform/api/common-schemas.ts";

export const simulationRequest = z
  .strictObject({
    lockVersion,
    from: month.describe("The first closed month."),
    to: month.describe("The last closed month."),
    as: z.enum(["always", "dated"]).default("always"),
    replaces: id.optional().describe("Whose advisors are tried with the draft; by default those of its own plan."),
  })
  .meta({ id: "SimulationRequest" });
