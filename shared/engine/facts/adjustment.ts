import * as z from "zod";
import { id, month, signedAmount } from "./fields.ts";

/**
 * A manual adjustment of an advisor's month, counted once by its id. `amount` in minor units, of either sign.
 * It joins the month's statement and counts for no ladder, bonus, guarantee or equity rule.
 */
export const adjustmentSchema = z.strictObject({
  adjustmentId: id,
  advisorId: id,
  month,
  amount: signedAmount,
  reason: z.string("expected a reason").min(1, "expected a reason").max(1000, "expected at most 1000 characters"),
});

/** A manual adjustment. */
export type Adjustment = z.infer<typeof adjustmentSchema>;
