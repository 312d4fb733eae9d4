import * as z from "zod";
import { daySchema, instantSchema, listOf, money, monthSchema, urlSchema } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Payments, and where an advisor stands. */

const last4Schema = z.string().describe("The last four characters of the account.");

const outcomeSchema = z
  .object({
    kind: z.enum(["paid", "rejected", "returned"]),
    recordedAt: instantSchema,
    bankDate: daySchema.nullable().describe("The bank's own day, where it said one."),
    code: z.string().nullable().describe("The bank's reason code (ISO 20022), such as AC04."),
  })
  .meta({ id: "PaymentOutcome", description: "What became of a payment." });

const paymentSchema = z
  .object({
    object: z.literal("payment"),
    payoutId: z.string(),
    month: monthSchema.describe("It pays all that statements up to this month made payable and nothing has paid."),
    reference: z.string().describe("Ours: the bank shows it beside the payment."),
    state: z
      .enum(["approved", "in-transit", "paid", "rejected", "returned"])
      .describe("What was rejected or returned is outstanding again."),
    amount: money("What is paid."),
    fromStatement: money("Of it, payable by the month's own statement."),
    previouslyUnpaid: money("Of it, payable by earlier statements and not paid before."),
    accountLast4: last4Schema,
    executeOn: daySchema.nullable().describe("On which day the bank was asked to pay; null while it is only approved."),
    outcomes: z
      .array(outcomeSchema)
      .describe("The oldest first; none while it is in transit, or where the payout was confirmed as a whole."),
    statementUrl: urlSchema.nullable().describe("The month's statement; null where it pays none of the month."),
  })
  .meta({ id: "Payment", description: "A payment to the advisor, and how it stands." });
export type PaymentResource = Source<typeof paymentSchema>;

const payablesSchema = z
  .object({
    statementTotal: money("Payable by all statements: outstanding + approved + inTransit + paid, always."),
    outstanding: money("In no live payment; what was rejected or returned is in it again."),
    approved: money("In payments that are approved and not sent yet."),
    inTransit: money("With the bank."),
    paid: money("Paid."),
    carriedForward: money("Carried to the next statement, and not payable yet; debts are negative."),
  })
  .meta({ id: "Payables", description: "Where what statements made payable is." });

const nextSchema = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("ready"), accountLast4: last4Schema }),
    z.object({ state: z.literal("payments-on-hold"), since: instantSchema }),
    z.object({ state: z.literal("payee-security-hold"), accountLast4: last4Schema, holdUntil: instantSchema }),
    z.object({ state: z.literal("no-payee") }),
    z.object({
      state: z.literal("payment-failed"),
      waitsFor: z
        .enum(["needs-new-details", "needs-a-look"])
        .describe("A payment came back: payee details have to be changed or confirmed, or finance has to look at why."),
    }),
  ])
  .meta({ id: "NextPayment", description: "Whether what is outstanding comes with the next payout, and what hinders it." });

export const paymentListSchema = listOf(paymentSchema, "Payments that were approved, the latest first.")
  .extend({ payables: payablesSchema, next: nextSchema })
  .meta({ id: "PaymentList" });
export type PaymentListResource = Source<typeof paymentListSchema>;
