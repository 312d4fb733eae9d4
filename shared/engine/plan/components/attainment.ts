import * as z from "zod";
import { TENURE } from "../../facts/attributes.ts";
import { name } from "../../facts/fields.ts";

/** Fields of what is measured against a target. */

export const basis = z.enum(["sales", "units"], "expected sales or units").default("sales").describe("what is divided by the target");

export const target = name
  .refine((attribute) => attribute !== TENURE, `${TENURE} is built in: it is nobody's target`)
  .describe("an attribute of the advisor's own, given for the month; for sales in minor units");
