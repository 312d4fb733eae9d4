import * as z from "zod";
import { code } from "../../../base/issues/issue.ts";
import { TENURE } from "../../facts/attributes.ts";
import { name } from "../../facts/fields.ts";

/** Fields of what is measured against a target. */

export const basis = z.enum(["sales", "units"]).default("sales").describe("what is divided by the target");

export const target = name
  .refine((attribute) => attribute !== TENURE, { error: code("target-built-in"), params: { attribute: TENURE } })
  .describe("an attribute of the advisor's own, given for the month; for sales in minor units");
