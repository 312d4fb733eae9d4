import * as z from "zod";
import { day, id, month } from "../../../shared/engine/facts/fields.ts";
import { uploadQuery } from "../../_platform/api/read-upload.ts";

/** What is sent. Nothing that is not known here is taken. */

const text = (atMost: number) => z.string("expected a text").max(atMost, `expected at most ${atMost} characters`);
const why = text(2000).regex(/\S/, "expected a reason").describe("Why: it stands in the trail.");
const edition = z
  .int("expected the edition that you read, a whole number")
  .min(0, "expected the edition that you read, a whole number")
  .optional()
  .describe("The edition that you read; or send its ETag as `If-Match`.");

export const startCloseRequest = z
  .strictObject({
    confirm: month.optional().describe("The month once more: asked for until its close has begun, since a close can't be undone."),
    reason: text(2000).optional().describe("Why it is closed so early, where it is."),
  })
  .meta({ id: "StartCloseRequest" });

export const beginPayoutRequest = z.strictObject({ month: month.describe("A closed month.") }).meta({ id: "BeginPayoutRequest" });

/** What each step of a payout takes. */
export const payoutStepRequests = {
  approve: z.strictObject({ edition }).meta({ id: "ApprovePayoutRequest" }),
  export: z
    .strictObject({
      edition,
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
  confirm: z.strictObject({ edition, why }).meta({ id: "ConfirmPayoutRequest" }),
  withdraw: z.strictObject({ edition, why }).meta({ id: "WithdrawPayoutRequest" }),
  "confirm-withdrawal": z.strictObject({ edition, why }).meta({ id: "ConfirmWithdrawalRequest" }),
  "cancel-withdrawal": z.strictObject({ edition, why }).meta({ id: "CancelWithdrawalRequest" }),
} as const;
export type PayoutStepName = keyof typeof payoutStepRequests;

export const outcomeRequest = z
  .strictObject({
    kind: z.enum(["paid", "rejected", "returned"], "expected paid, rejected or returned"),
    on: day.optional().describe("The bank's own day."),
    code: z
      .string("expected the bank's reason code")
      .regex(/^[0-9A-Za-z.-]{1,35}$/, "expected the bank's reason code: up to 35 letters, digits, . and -")
      .optional(),
    why,
  })
  .meta({ id: "OutcomeRequest" });

export const proposeOutcomeRequest = z
  .strictObject({
    act: z
      .enum(["record", "correct", "confirm-details"], "expected record, correct or confirm-details")
      .describe(
        "`record`: what became of it. `correct`: what is recorded is wrong, and `kind` is right. `confirm-details`: it came back, and may be paid to the same account again.",
      ),
    kind: z
      .enum(["paid", "rejected", "returned"], "expected paid, rejected or returned")
      .optional()
      .describe("Asked for, but where details are confirmed."),
    on: day.optional().describe("The bank's own day."),
    code: z
      .string("expected the bank's reason code")
      .regex(/^[0-9A-Za-z.-]{1,35}$/, "expected the bank's reason code: up to 35 letters, digits, . and -")
      .optional(),
    why,
  })
  .refine(({ act, kind }) => act === "confirm-details" || kind !== undefined, {
    path: ["kind"],
    message: "expected paid, rejected or returned",
  })
  .meta({ id: "ProposeOutcomeRequest" });

export const clearPaymentRequest = z.strictObject({ why }).meta({ id: "ClearPaymentRequest" });

export const holdRequest = z
  .strictObject({ action: z.enum(["hold", "release"], "expected hold or release"), why })
  .meta({ id: "HoldRequest" });

export const linesQuery = z.strictObject({
  limit: z.coerce
    .number("expected a whole number from 1 to 1000")
    .int("expected a whole number from 1 to 1000")
    .min(1, "expected a whole number from 1 to 1000")
    .max(1000, "expected a whole number from 1 to 1000")
    .default(100)
    .describe("How many to answer with at most."),
  cursor: z.string().max(4096).optional().describe("The `nextCursor` of the page before."),
});

const amount = z
  .int("expected an amount of minor units, a whole number")
  .refine((value) => value !== 0, "expected another amount than 0")
  .describe("Minor units, of either sign.");
const entry = z.strictObject({
  advisorId: id,
  month: month.describe("The month whose statement it joins; it must be open."),
  amount,
  reason: text(500).regex(/\S/, "expected a reason"),
  evidence: text(500).regex(/\S/, "expected what proves it: a ticket, an address, a file's name"),
  kind: z
    .enum(["writeOff"], "expected writeOff, or no kind")
    .optional()
    .describe("writeOff: forgives a debt; the amount is above 0, and at most the debt carried."),
});
const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const adjustmentsRequest = z
  .strictObject({
    entries: z
      .array(entry, "expected a list of entries")
      .min(1, "expected at least one entry")
      .max(20_000, "expected at most 20,000 entries"),
    source,
    why,
  })
  .meta({ id: "AdjustmentsRequest" });

export const fileQuery = uploadQuery("file.csv");

export const counterRequest = z
  .strictObject({
    advisorId: id,
    month: month.describe("The month whose statement shows it; it must be open."),
    reason: text(500).regex(/\S/, "expected a reason"),
    evidence: text(500).regex(/\S/, "expected what proves it: a ticket, an address, a file's name"),
  })
  .meta({ id: "CounterRequest" });

export const payeesRequest = z.strictObject({ previewId: text(64).describe("Of what you previewed."), why }).meta({ id: "PayeesRequest" });

export const payeeRequest = z
  .strictObject({
    holder: text(140).describe("The name of the account."),
    account: text(40).describe("Its number or IBAN. It is sealed before anything is kept, and never told again."),
    bankCode: text(12).default("").describe("A BIC or the 12 digits of a CNAPS code; may be left out where the account is an IBAN."),
    bankName: text(140).default(""),
    why,
  })
  .meta({ id: "PayeeRequest" });

export const answerQuery = uploadQuery("answer");
export const sendAnswerQuery = answerQuery.extend({
  uploadId: id.optional().describe("Of a workbook that you previewed: it is applied, and no body is sent."),
});

/** As what a bank's answer may be sent: what it is, is read from its content. */
export const ANSWER_TYPES = [
  "application/xml",
  "text/xml",
  "text/csv",
  "application/gzip",
  "application/octet-stream",
  "multipart/form-data",
] as const;
