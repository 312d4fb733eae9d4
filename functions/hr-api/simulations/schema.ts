import * as z from "zod";
import { id, month } from "../../../shared/engine/facts/fields.ts";
import { lockVersion } from "../../_platform/api/common-schemas.ts";

export const simulationRequest = z
  .strictObject({
    lockVersion,
    from: month.describe("The first closed month."),
    to: month.describe("The last closed month."),
    mode: z.enum(["retroactive", "fromEffectiveDate"]).default("retroactive"),
    replaces: id.optional().describe("Whose advisors are simulated with the draft; by default those of its own plan."),
  })
  .meta({ id: "SimulationRequest" });
