import * as z from "zod";
import { id, month, signedAmount } from "./fields.ts";

/**
 * A manual adjustment of an advisor's month, counted once by its id. `amount` in minor units, of either sign.
 * It joins the month's statement and counts for no ladder, bonus, guarantee or equity rule. One of kind writeOff forgives
 * a debt: it is positive, and counts for no more than the debt that the statement brings forward.
 */
export const adjustmentSchema = z
  .strictObject({
    adjustmentId: id,
    advisorId: id,
    month,
    amount: signedAmount,
    reason: z.string("expected a reason").min(1, "expected a reason").max(1000, "expected at most 1000 characters"),
    kind: z.literal("writeOff", "expected writeOff, or no kind").optional().describe("writeOff: forgives a debt"),
  })
  .superRefine(({ kind, amount }, context) => {
    if (kind === "writeOff" && amount <= 0)
      context.addIssue({ code: "custom", path: ["amount"], message: "expected an amount above 0: it is the debt that is written off" });
  });

/** A manual adjustment. */
export type Adjustment = z.infer<typeof adjustmentSchema>;
