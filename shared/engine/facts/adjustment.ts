import * as z from "zod";
import { addIssue, code } from "../../base/issues/issue.ts";
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
    reason: z.string(code("reason-missing")).min(1, code("reason-missing")).max(1000),
    kind: z.literal("writeOff").optional().describe("writeOff: forgives a debt"),
  })
  .superRefine(({ kind, amount }, context) => {
    if (kind === "writeOff" && amount <= 0) addIssue(context, ["amount"], "write-off-not-positive");
  });

/** A manual adjustment. */
export type Adjustment = z.infer<typeof adjustmentSchema>;
