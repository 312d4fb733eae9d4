import * as z from "zod";
import { adjustmentSchema } from "../shared/engine/facts/adjustment.ts";
import { advisorSchema } from "../shared/engine/facts/advisor.ts";
import { agencySchema } from "../shared/engine/facts/agency.ts";
import { attributesSchema } from "../shared/engine/facts/attributes.ts";
import { orderSchema } from "../shared/engine/facts/order.ts";
import { planSchema } from "../shared/engine/plan/schema.ts";

const SCHEMAS = {
  order: orderSchema,
  advisor: advisorSchema,
  attributes: attributesSchema,
  plan: planSchema,
  adjustment: adjustmentSchema,
  agency: agencySchema,
};

/** The JSON Schema of each fact as it is sent, by name. Rules over several fields are only in the code that reads them. */
export function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      { title: name, ...z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" }) },
    ]),
  );
}
