import * as z from "zod";
import { BANK_FILE_ISSUES } from "../../../shared/payouts/bank-files/bank-file-issue.ts";
import { DEBTOR_ISSUES } from "../../../shared/payouts/bank-files/debtor.ts";
import { EXCLUSION_REASONS } from "../../../shared/payouts/model/payout.ts";
import { PERSONS_STEPS } from "../../../shared/payouts/model/transitions.ts";
import {
  daySchema,
  hashSchema,
  instantSchema,
  issuesSchema,
  listOf,
  money,
  monthSchema,
  urlSchema,
} from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";

/** Payouts, their lines, and what became of payments. */

const countAndAmount = (what: string) => z.object({ count: z.int(), amount: money("Their sum.") }).describe(what);
const actSchema = z.object({ by: z.string(), at: instantSchema, comment: z.string().nullable() });

const bankFileSchema = z.object({
  format: z.string().describe("`pain.001`, or a template's id."),
  issue: z.enum(BANK_FILE_ISSUES),
  column: z.string().nullable().describe("The title of the template's column."),
});

const payoutFields = {
  payoutId: z.string().meta({ examples: ["2026-05-1"] }),
  month: monthSchema.describe("All statements up to this month's are paid by it."),
  status: z
    .enum(["drafting", "failed", "draft", "approved", "exported", "confirmed", "withdrawn"])
    .describe(
      "`failed`: it could not be drafted, see `issues`; draft the same month again, or withdraw it. `exported`: the bank is told, so its payments are in transit. `confirmed`: what has no outcome of its own is paid.",
    ),
  issues: issuesSchema.describe("Why the last attempt to draft it failed; empty where it didn't."),
  lockVersion: z.int().describe("Rises with each step."),
  drafted: actSchema,
  content: z
    .object({
      hash: hashSchema.describe("SHA-256 over its lines: what an approval signs."),
      payments: countAndAmount("Its control totals."),
      excluded: z.object(
        Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, countAndAmount("Those excluded for this.")])) as ExcludedShape,
      ),
      adjustmentAuthors: z.array(z.string()).describe("Who proposed one of the adjustments that it pays: none of them may approve it."),
      formats: z
        .array(bankFileSchema.extend({ issue: bankFileSchema.shape.issue.nullable() }))
        .describe("The formats by which it can go out; `issue`: why not by this one."),
      settings: z
        .object({ debtor: z.array(z.string()), formats: z.array(z.string()) })
        .describe(
          "Hashes of the debtor and of the formats of bank files that it was drafted by, more than one where they changed meanwhile. By others it isn't approved, exported or downloaded.",
        ),
      repeated: countAndAmount("Of the payments, those that pay again what was rejected or returned."),
      outcomeAuthors: z
        .array(z.string())
        .describe(
          "Who uploaded the reports, or proposed the outcomes, by which amounts in it are payable again: none of them may approve it.",
        ),
    })
    .nullable()
    .describe("Null while it is being drafted."),
  approved: actSchema.extend({ signs: hashSchema }).nullable(),
  exported: actSchema
    .extend({ executeOn: daySchema, format: z.string().describe("By which file: `pain.001` or a template's id.") })
    .nullable(),
  downloaded: actSchema
    .extend({ format: z.string() })
    .nullable()
    .describe("Who fetched its bank file first: from then on two people withdraw it."),
  withdrawal: actSchema.nullable().describe("Who asked to withdraw it though its file was downloaded; another confirms it."),
  confirmed: actSchema.nullable(),
  withdrawn: actSchema.nullable(),
  isOutdated: z
    .boolean()
    .describe(
      "Whether it is a draft that can't be approved any more, as something changed what it may pay: withdraw it and draft another.",
    ),
  url: urlSchema,
};
type ExcludedShape = Readonly<Record<(typeof EXCLUSION_REASONS)[number], ReturnType<typeof countAndAmount>>>;

export const payoutSummarySchema = z
  .object({ object: z.literal("payout_summary"), ...payoutFields })
  .meta({ id: "PayoutSummary", description: "A batch of payments." });
export type PayoutSummaryResource = Source<typeof payoutSummarySchema>;
export const payoutListSchema = listOf(payoutSummarySchema, "The latest first.").meta({ id: "PayoutList" });

export const payoutSchema = z
  .object({
    object: z.literal("payout"),
    ...payoutFields,
    totals: z
      .object({
        inTransit: countAndAmount("With the bank, without an outcome."),
        paid: countAndAmount("Paid."),
        rejected: countAndAmount("Not carried out; outstanding again."),
        returned: countAndAmount("Came back; outstanding again."),
        charges: money("What banks took off those that came back."),
      })
      .describe("How its payments stand."),
    debtorIssue: z
      .enum(DEBTOR_ISSUES)
      .nullable()
      .describe("Of a draft or an approved payout: why no bank file can be made with the agency's own account (setting `debtor`)."),
    possibleSteps: z.array(z.enum(PERSONS_STEPS)).describe("What you may do with it now."),
    linesUrl: urlSchema,
    filesUrl: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({ id: "Payout", description: "A batch of payments, and how they stand." });
export type PayoutResource = Source<typeof payoutSchema>;

const reportedPaid = z.boolean().describe("A bank report said paid of it after it was rejected: it needs a look before it is paid again.");
const failedFields = {
  payoutId: z.string().describe("The payout of the payment that came back."),
  reference: z.string(),
  amount: money("Of that payment."),
  kind: z.enum(["rejected", "returned"]),
  bankDate: daySchema.nullable().describe("The bank's own day."),
  code: z.string().nullable().describe("The bank's reason code (ISO 20022)."),
  reportedPaid,
  outcomeAuthors: z.array(z.string()).describe("Who uploaded the reports or proposed the outcome."),
  confirmedBy: z.string().nullable().describe("Who asked for the same account to be paid again, where another person confirmed that."),
};
const failedBeforeSchema = z.array(z.object(failedFields));

const lineFields = {
  advisorId: z.string(),
  name: z.string(),
  storeId: z.string().nullable().describe("On the last day of the payout's month."),
  amount: money("What they are to be paid; or what is outstanding and excluded."),
};
export const payoutLineSchema = z
  .discriminatedUnion("kind", [
    z.object({
      object: z.literal("payout_line"),
      kind: z.literal("payment"),
      ...lineFields,
      statement: money("What the advisor's statement of the payout's month made payable."),
      previouslyUnpaid: money("What earlier statements made payable and no live payment has paid."),
      reference: z.string().describe("By which bank reports are matched."),
      payeeVersion: z.int(),
      accountLast4: z.string().describe("The last four characters of the account."),
      repeats: failedBeforeSchema.describe("The payments that came back and whose amounts it pays again."),
      url: urlSchema,
    }),
    z.object({
      object: z.literal("payout_line"),
      kind: z.literal("excluded"),
      ...lineFields,
      reason: z.enum(EXCLUSION_REASONS),
      holdUntil: instantSchema.nullable().describe("When the security hold of the payee ends."),
      bankFile: bankFileSchema.nullable().describe("Which of the agency's formats can't tell of the payee, and why."),
      waitsFor: failedBeforeSchema.describe("The payments that came back and for which it waits."),
    }),
  ])
  .meta({ id: "PayoutLine", description: "Someone who is paid by a payout, or excluded though something is outstanding." });
export type PayoutLineResource = Source<typeof payoutLineSchema>;
export const payoutLineListSchema = listOf(payoutLineSchema, "In the order of the payout's files.").meta({ id: "PayoutLineList" });

const outcomeSchema = z.object({
  number: z.int().describe("Which one of its payment it is, from 1."),
  kind: z.enum(["paid", "rejected", "returned"]),
  at: instantSchema,
  by: z.string().describe("Who uploaded the bank report, recorded it by hand, or proposed it."),
  approvedBy: z.string().nullable().describe("Who approved it, where two people recorded it."),
  alsoReportedBy: z.array(z.string()).describe("Who uploaded the same report again, beside `by`."),
  bankDate: daySchema.nullable().describe("The bank's own day."),
  code: z.string().nullable().describe("The bank's reason code (ISO 20022)."),
  reportedPaid,
  comment: z.string().nullable().describe("Why, where a person recorded it."),
  charges: money("What banks took off the amount that came back.").nullable(),
  corrects: z
    .int()
    .nullable()
    .describe("The number of the outcome that it corrects, which counts no longer; 0 where it corrects the payout's confirmation."),
  proposalUrl: urlSchema.nullable().describe("By which proposal two people recorded it."),
  bankReportUrl: urlSchema.nullable().describe("The bank report that it was read from."),
});

export const paymentSchema = z
  .object({
    object: z.literal("payment"),
    payoutId: z.string(),
    advisorId: z.string(),
    state: z.enum(["drafted", "approved", "in-transit", "paid", "rejected", "returned", "cancelled"]),
    amount: money("What the advisor is paid by it."),
    statement: money("What the advisor's statement of the payout's month made payable."),
    previouslyUnpaid: money("What was payable before and not paid."),
    reference: z.string(),
    payeeVersion: z.int(),
    accountLast4: z.string(),
    outcomes: z.array(outcomeSchema).describe("Oldest first; never edited."),
    url: urlSchema,
  })
  .meta({ id: "PaymentRecord", description: "One advisor's part of a payout, and what became of it." });
export type PaymentResource = Source<typeof paymentSchema>;

const failedPaymentSchema = z
  .object({
    object: z.literal("failed_payment"),
    payoutId: z.string(),
    advisorId: z.string(),
    amount: money("What is payable again by it."),
    kind: z.enum(["rejected", "returned"]),
    bankDate: daySchema.nullable().describe("The bank's own day."),
    code: z.string().nullable().describe("The bank's reason code (ISO 20022)."),
    reportedPaid,
    note: z.string().nullable().describe("The bank's own words, or those of whoever recorded it."),
    outcomeAuthors: z
      .array(z.string())
      .describe("Who uploaded the reports or proposed the outcome: none of them may approve the payout that pays it again."),
    waitsFor: z
      .enum(["needs-new-details", "needs-a-look"])
      .nullable()
      .describe(
        "What it waits for before it is paid again: changed or confirmed payee details, or a look. Null: it is in the next payout.",
      ),
    url: urlSchema.describe("The payment."),
  })
  .meta({ id: "FailedPayment", description: "A payment that came back and has not been paid again." });
export type FailedPaymentResource = Source<typeof failedPaymentSchema>;
export const failedPaymentListSchema = listOf(failedPaymentSchema, "By advisor, then by payout.").meta({ id: "FailedPaymentList" });

const holdFields = { advisorId: z.string(), reason: z.string(), by: z.string(), at: instantSchema };
const holdSchema = z.object({ object: z.literal("payment_hold"), ...holdFields, url: urlSchema }).meta({ id: "PaymentHold" });
export type HoldResource = Source<typeof holdSchema>;
export const holdListSchema = listOf(holdSchema, "Advisors whose payments are on hold, by id: no payout pays them.").meta({
  id: "PaymentHoldList",
});

export const payablesFields = {
  statementTotal: money("What statements made payable, all of them. Outstanding, approved, in transit and paid sum to it."),
  outstanding: money("Payable and in no live payment."),
  approved: money("In approved payouts."),
  inTransit: money("With the bank."),
  paid: money("Paid."),
  rejected: money("Payments that were not carried out, all of them; outstanding again."),
  returned: money("Payments that came back, all of them; outstanding again."),
  charges: money("What banks took off payments that came back: the agency's expense, beside the equation."),
  carriedForward: money("The balance that the latest statement carries on; debts are negative."),
  advances: money("What of carried debts draws advanced, and is still to be recovered."),
};

const payeeFields = {
  version: z.int(),
  accountLast4: z.string(),
  approvedBy: z.string(),
  approvedAt: instantSchema,
  proposalUrl: urlSchema,
};

export const financeAdvisorSchema = z
  .object({
    object: z.literal("finance_advisor"),
    advisorId: z.string(),
    name: z.string(),
    payables: z.object(payablesFields),
    hold: z.object(holdFields).nullable(),
    payee: z
      .object({
        state: z
          .enum(["none", "security-hold", "ready"])
          .describe("`security-hold`: a change waits out its period; the advisor is not paid until then."),
        holdUntil: instantSchema.nullable(),
        versions: z.array(z.object(payeeFields)).describe("The latest first. Accounts are never told."),
        viewsUrl: urlSchema.describe("Who looked at these details, and when: the activity log. This request is one of its entries."),
        pendingProposalUrls: z.array(urlSchema).describe("Proposals that change it."),
      })
      .describe("Where the advisor is paid to."),
    payments: z.array(paymentSchema).describe("Of all payouts, the latest first."),
    url: urlSchema,
    activityUrl: urlSchema,
  })
  .meta({ id: "FinanceAdvisor", description: "Where an advisor stands, and from what." });
export type FinanceAdvisorResource = Source<typeof financeAdvisorSchema>;
