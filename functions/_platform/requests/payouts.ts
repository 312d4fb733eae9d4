import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { day, id, month } from "../../../shared/engine/facts/fields.ts";
import { comment, lockVersion } from "../api/common-schemas.ts";
import { moneyRequest } from "../api/money.ts";

export const createPayoutRequest = z.strictObject({ month: month.describe("A closed month.") }).meta({ id: "CreatePayoutRequest" });

/** What each step of a payout takes. */
export const payoutStepRequests = {
  approve: z.strictObject({ lockVersion }).meta({ id: "ApprovePayoutRequest" }),
  export: z
    .strictObject({
      lockVersion,
      executeOn: day.describe("The day on which the bank is asked to pay: today or later, within `executionWindowDays`."),
      format: id
        .optional()
        .describe(
          "By which file it goes out: `pain.001` or a template's id; the first of the agency's where none is given. The file is made at once.",
        ),
      acknowledgeNonBusinessDay: z
        .boolean()
        .optional()
        .describe("That you mean a day on which banks don't work, by the agency's calendar."),
    })
    .meta({ id: "ExportPayoutRequest" }),
  confirm: z.strictObject({ lockVersion, comment }).meta({ id: "ConfirmPayoutRequest" }),
  withdraw: z.strictObject({ lockVersion, comment }).meta({ id: "WithdrawPayoutRequest" }),
  "confirm-withdrawal": z.strictObject({ lockVersion, comment }).meta({ id: "ConfirmWithdrawalRequest" }),
  "cancel-withdrawal": z.strictObject({ lockVersion, comment }).meta({ id: "CancelWithdrawalRequest" }),
} as const;
export type PayoutStepName = keyof typeof payoutStepRequests;

export const outcomeRequest = z
  .strictObject({
    kind: z.enum(["paid", "rejected", "returned"]),
    bankDate: day.optional().describe("The bank's own day."),
    code: z
      .string(code("reason-code-expected"))
      .regex(/^[0-9A-Za-z.-]{1,35}$/, code("reason-code-expected"))
      .optional(),
    comment,
  })
  .meta({ id: "OutcomeRequest" });

export const proposeOutcomeRequest = z
  .strictObject({
    action: z
      .enum(["record", "correct", "confirm-details"])
      .describe(
        "`record`: what became of it. `correct`: what is recorded is wrong, and `kind` is right. `confirm-details`: it came back, and may be paid to the same account again.",
      ),
    kind: z.enum(["paid", "rejected", "returned"]).optional().describe("Asked for, but where details are confirmed."),
    bankDate: day.optional().describe("The bank's own day."),
    code: z
      .string(code("reason-code-expected"))
      .regex(/^[0-9A-Za-z.-]{1,35}$/, code("reason-code-expected"))
      .optional(),
    charges: moneyRequest
      .refine(({ amountMinor }) => amountMinor >= 1, code("minor-units-expected"))
      .optional()
      .describe("Of what was returned: what banks took off it, less than the payment. It is the agency's expense."),
    comment,
  })
  .refine(({ action, kind }) => action === "confirm-details" || kind !== undefined, {
    path: ["kind"],
    message: code("missing"),
  })
  .meta({ id: "ProposeOutcomeRequest" });

export const clearPaymentRequest = z.strictObject({ comment }).meta({ id: "ClearPaymentRequest" });
