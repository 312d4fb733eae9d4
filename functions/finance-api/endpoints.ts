import * as z from "zod";
import type { RouteId } from "../../shared/access/policy.ts";
import { BACKGROUND_NOTE, uploadSchema } from "../_platform/api/background-upload.ts";
import { fileLinkSchema } from "../_platform/api/file-link-schema.ts";
import { pagingSchema } from "../_platform/api/pagination.ts";
import { uploadBody } from "../_platform/api/read-upload.ts";
import type { Described } from "../_platform/http/endpoint.ts";
import { adjustmentsRequest, counterRequest, fileQuery } from "./adjustments/requests.ts";
import { adjustmentListSchema, adjustmentsPreviewSchema } from "./adjustments/schema.ts";
import { startCloseRequest } from "./closing/requests.ts";
import { closeChecksSchema, closePreviewSchema, closeProgressSchema, closingSchema } from "./closing/schema.ts";
import { payeeRequest, payeesRequest } from "./payees/requests.ts";
import { payeesPreviewSchema } from "./payees/schema.ts";
import { holdRequest } from "./payouts/advisor-requests.ts";
import { ANSWER_TYPES, answerQuery } from "./payouts/bank-reports/requests.ts";
import { answerListSchema, answerPreviewSchema, answerSchema } from "./payouts/bank-reports/schema.ts";
import { fileListSchema, fileSchema } from "./payouts/files/schema.ts";
import { totalPositionSchema } from "./payouts/reconciliation/schema.ts";
import {
  beginPayoutRequest,
  clearPaymentRequest,
  linesQuery,
  outcomeRequest,
  payoutStepRequests,
  proposeOutcomeRequest,
  sendAnswerQuery,
} from "./payouts/requests.ts";
import {
  failedPaymentListSchema,
  holdListSchema,
  paidAdvisorSchema,
  paymentSchema,
  payoutLineListSchema,
  payoutListSchema,
  payoutSchema,
} from "./payouts/schema.ts";
import { proposedSchema } from "./proposed-schema.ts";
import { proposedSettingsSchema, settingsHistorySchema, settingsRequest, settingsVersionSchema } from "./settings/schema.ts";

type Resource = Extract<RouteId, `financeApi.${string}`>;

const json = (schema: z.ZodType) => ({ "application/json": schema });
const bankFile = Object.fromEntries(ANSWER_TYPES.map((type) => [type, z.string().describe("The bank's file, as it is.")]));

const APPROVED_BY_ANOTHER =
  "It waits for another person of HR or finance, who approves it where proposals stand (`/v1/hr/proposals/{proposalId}/approve`); that publishes it at once.";

/** Each resource of finance's API by its route. */
export const FINANCE_RESOURCES: Readonly<Record<Resource, Described>> = {
  "financeApi.settings": { summary: "The settings that hold", tag: "Settings", schema: settingsVersionSchema },
  "financeApi.settingsHistory": { summary: "Versions of the settings", tag: "Settings", schema: settingsHistorySchema },
  "financeApi.proposeSettings": {
    summary: "Propose a change of the settings",
    tag: "Settings",
    schema: proposedSettingsSchema,
    body: json(settingsRequest),
    status: "201",
    description: `Sections that aren't sent stay as they are. ${APPROVED_BY_ANOTHER}`,
  },
  "financeApi.closing": { summary: "Which month is to be closed", tag: "Closing", schema: closingSchema },
  "financeApi.checks": { summary: "What is still open before a close", tag: "Closing", schema: closeChecksSchema },
  "financeApi.preview": { summary: "What a close is expected to come to", tag: "Closing", schema: closePreviewSchema },
  "financeApi.beginPreview": {
    summary: "Compute what a close is expected to come to",
    tag: "Closing",
    schema: closePreviewSchema,
    goesOn: true,
    description: "By the close's own rule, from the facts as they stand now. A later preview takes the place of an earlier one.",
  },
  "financeApi.close": { summary: "How far a close is", tag: "Closing", schema: closeProgressSchema },
  "financeApi.startClose": {
    summary: "Close a month",
    tag: "Closing",
    schema: closeProgressSchema,
    body: json(startCloseRequest),
    goesOn: true,
    description:
      "Or go on with a close that stopped. Closing again changes nothing. Earlier than the agency's days after the month's end it asks for a reason.",
  },
  "financeApi.adjustments": {
    summary: "Adjustments of open months",
    tag: "Adjustments",
    schema: adjustmentListSchema,
    query: pagingSchema,
  },
  "financeApi.previewAdjustments": {
    summary: "What a file of adjustments would propose",
    tag: "Adjustments",
    schema: adjustmentsPreviewSchema,
    query: fileQuery,
    body: uploadBody("advisorId, month, amount, reason, evidence, and kind where one writes a debt off"),
    goesOn: true,
    pendingSchema: uploadSchema,
    description: `With its control totals. Changes nothing. ${BACKGROUND_NOTE}`,
  },
  "financeApi.adjustmentsUpload": {
    summary: "What a workbook of adjustments would propose",
    tag: "Adjustments",
    schema: adjustmentsPreviewSchema,
    goesOn: true,
    pendingSchema: uploadSchema,
    description: "Of what you uploaded, once it was read.",
  },
  "financeApi.proposeAdjustments": {
    summary: "Propose adjustments",
    tag: "Adjustments",
    schema: proposedSchema,
    body: json(adjustmentsRequest),
    status: "201",
    description: APPROVED_BY_ANOTHER,
  },
  "financeApi.counterAdjustment": {
    summary: "Propose the opposite of an adjustment",
    tag: "Adjustments",
    schema: proposedSchema,
    body: json(counterRequest),
    status: "201",
    description: `Nothing else undoes one. ${APPROVED_BY_ANOTHER}`,
  },
  "financeApi.previewPayees": {
    summary: "What a file of payees would change",
    tag: "Payees",
    schema: payeesPreviewSchema,
    query: fileQuery,
    body: uploadBody("advisorId, holder, account, bankCode, and bankName where there is one"),
    description: "Accounts are sealed at once and kept under `previewId`; they never come back.",
  },
  "financeApi.proposePayees": {
    summary: "Propose payees that you previewed",
    tag: "Payees",
    schema: proposedSchema,
    body: json(payeesRequest),
    status: "201",
    description: APPROVED_BY_ANOTHER,
  },
  "financeApi.proposePayee": {
    summary: "Propose where an advisor is paid to",
    tag: "Payees",
    schema: proposedSchema,
    body: json(payeeRequest),
    status: "201",
    description: `${APPROVED_BY_ANOTHER} Then a cooling period begins, in which the advisor is not paid.`,
  },
  "financeApi.holds": { summary: "Who is held", tag: "Payouts", schema: holdListSchema },
  "financeApi.advisor": { summary: "Where an advisor stands", tag: "Position", schema: paidAdvisorSchema },
  "financeApi.hold": {
    summary: "Hold an advisor's payments, or resume them",
    tag: "Payouts",
    schema: paidAdvisorSchema,
    body: json(holdRequest),
    description:
      "No payout pays whoever is held; a draft from before can't be approved, and an approved payout that pays them can't be exported.",
  },
  "financeApi.payouts": { summary: "All payouts", tag: "Payouts", schema: payoutListSchema, query: pagingSchema },
  "financeApi.beginPayout": {
    summary: "Draft a payout",
    tag: "Payouts",
    schema: payoutSchema,
    body: json(beginPayoutRequest),
    status: "201",
    goesOn: true,
    description: "Of all that statements up to the month make payable and no payment that stands has paid.",
  },
  "financeApi.payout": {
    summary: "A payout, and how its payments stand",
    tag: "Payouts",
    schema: payoutSchema,
    description: "Its ETag names its edition: send it as If-Match with the next step.",
  },
  "financeApi.payoutStep": {
    summary: "Take a step",
    tag: "Payouts",
    schema: payoutSchema,
    onEdition: true,
    stepOf: "Payout",
    instead: {
      approve: {
        summary: "Approve a payout",
        body: json(payoutStepRequests.approve),
        description:
          "Whoever drafted it, proposed an adjustment that it pays, or brought a report by which an amount in it is payable again, can't. Where what it may pay has changed it is 409.",
      },
      export: {
        summary: "Export a payout",
        body: json(payoutStepRequests.export),
        description: "From now on its payments are in flight, and files for the bank can be made.",
      },
      confirm: {
        summary: "Confirm a payout",
        body: json(payoutStepRequests.confirm),
        description: "All that has no outcome of its own is paid.",
      },
      withdraw: {
        summary: "Withdraw a payout",
        body: json(payoutStepRequests.withdraw),
        description:
          "Its payments are void, and what they were to pay is owed again. Once its file was downloaded another person has to confirm it; once the bank has told of one of its payments it is refused.",
      },
      "confirm-withdrawal": {
        summary: "Confirm that a payout is withdrawn",
        body: json(payoutStepRequests["confirm-withdrawal"]),
        description: "By another person than who asked for the withdrawal: no bank got the file.",
      },
      "cancel-withdrawal": {
        summary: "Cancel a withdrawal that waits for a second person",
        body: json(payoutStepRequests["cancel-withdrawal"]),
        description: "The payout stands as before.",
      },
    },
  },
  "financeApi.lines": { summary: "Whom a payout pays, and whom not", tag: "Payouts", schema: payoutLineListSchema, query: linesQuery },
  "financeApi.payment": { summary: "A payment, and what became of it", tag: "Payouts", schema: paymentSchema },
  "financeApi.failedPayments": {
    summary: "Payments that came back and are not paid again",
    tag: "Payouts",
    schema: failedPaymentListSchema,
    query: pagingSchema,
    description: "With what each waits for, by the bank's reason.",
  },
  "financeApi.proposeOutcome": {
    summary: "Propose what became of a payment, a correction, or the same account again",
    tag: "Payouts",
    schema: proposedSchema,
    body: json(proposeOutcomeRequest),
    status: "201",
    description:
      "What makes an amount payable again, and every correction, takes two people of finance: another one approves it where proposals stand (`/v1/hr/proposals/{proposalId}/approve`), which records it at once.",
  },
  "financeApi.clearPayment": {
    summary: "Release a payment that came back, after a look",
    tag: "Payouts",
    schema: paymentSchema,
    body: json(clearPaymentRequest),
    description: "Its amount is in the next payout then. Where the bank's reason asks for new details a look is not enough.",
  },
  "financeApi.recordOutcome": {
    summary: "Record what became of a payment",
    tag: "Payouts",
    schema: paymentSchema,
    body: json(outcomeRequest),
    description:
      "By hand: that it was paid. What makes an amount payable again is proposed instead. What is recorded already changes nothing; what contradicts it is refused.",
  },
  "financeApi.files": { summary: "All files of something", tag: "Files", schema: fileListSchema },
  "financeApi.file": { summary: "A file, and who fetched it", tag: "Files", schema: fileSchema },
  "financeApi.wantFile": {
    summary: "Have a file made",
    tag: "Files",
    schema: fileSchema,
    goesOn: true,
    description: "Files with whole account numbers are for finance alone, and only of payouts that are exported.",
  },
  "financeApi.fetchFile": {
    summary: "A link to a file",
    tag: "Files",
    schema: fileLinkSchema,
    description: "It holds for a short while. Who asks for it, and when, is noted.",
  },
  "financeApi.answers": { summary: "All answers of banks", tag: "Bank answers", schema: answerListSchema, query: pagingSchema },
  "financeApi.answer": { summary: "An answer, and what is open of it", tag: "Bank answers", schema: answerSchema },
  "financeApi.previewAnswer": {
    summary: "What an answer would record",
    tag: "Bank answers",
    schema: answerPreviewSchema,
    query: answerQuery,
    body: bankFile,
    goesOn: true,
    pendingSchema: uploadSchema,
    description: `pain.002, camt.052, 053 or 054, CSV or XLSX, perhaps compressed with gzip or in a ZIP. Changes nothing. ${BACKGROUND_NOTE}`,
  },
  "financeApi.answerUpload": {
    summary: "What a workbook of outcomes would record",
    tag: "Bank answers",
    schema: answerPreviewSchema,
    goesOn: true,
    pendingSchema: uploadSchema,
    description: "Of what you uploaded, once it was read. Apply it by sending its `uploadId` to `POST /v1/finance/answers`.",
  },
  "financeApi.sendAnswer": {
    summary: "Apply a bank's answer",
    tag: "Bank answers",
    schema: answerSchema,
    query: sendAnswerQuery,
    body: bankFile,
    status: "201",
    goesOn: true,
    description:
      "Matched by our own reference; what doesn't match is listed. The same file again changes nothing. A workbook is previewed first, and sent by its `uploadId`, without a body.",
  },
  "financeApi.position": { summary: "Where all stand together", tag: "Position", schema: totalPositionSchema },
};
