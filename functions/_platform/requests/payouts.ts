import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { day, id, month } from "../../../shared/engine/facts/fields.ts";
import { comment, lockVersion, text } from "../api/common-schemas.ts";
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

const amount = moneyRequest.refine(({ amountMinor }) => amountMinor !== 0, code("amount-zero")).describe("Of either sign.");

export const entry = z.strictObject({
  advisorId: id,
  month: month.describe("The month whose statement it joins; it must be open."),
  amount,
  reason: text(500).regex(/\S/, code("reason-missing")),
  evidence: text(500).regex(/\S/, code("evidence-missing")),
  kind: z.enum(["writeOff"]).optional().describe("writeOff: forgives a debt; the amount is above 0, and at most the debt carried."),
});

export const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const adjustmentsRequest = z
  .strictObject({
    entries: z.array(entry).min(1).max(20_000),
    source,
    comment,
  })
  .meta({ id: "AdjustmentsRequest" });

export const reversalRequest = z
  .strictObject({
    advisorId: id,
    month: month.describe("The month whose statement shows it; it must be open."),
    reason: text(500).regex(/\S/, code("reason-missing")),
    evidence: text(500).regex(/\S/, code("evidence-missing")),
  })
  .meta({ id: "ReversalRequest" });
