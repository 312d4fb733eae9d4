import * as z from "zod";
import { adjustmentSchema } from "../shared/facts/adjustment.ts";
import { advisorSchema } from "../shared/facts/advisor.ts";
import { agencySchema } from "../shared/facts/agency.ts";
import { attributesSchema } from "../shared/facts/attributes.ts";
import { orderSchema } from "../shared/facts/order.ts";
import { planSchema } from "../shared/plan/schema.ts";

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
