import type * as z from "zod";
import type { RouteId } from "../../shared/access/policy.ts";
import { BACKGROUND_NOTE, uploadSchema } from "../_platform/api/background-upload.ts";
import { pagingSchema } from "../_platform/api/pagination.ts";
import { uploadBody } from "../_platform/api/read-upload.ts";
import type { Described } from "../_platform/http/endpoint.ts";
import { trailListSchema } from "./activity/schema.ts";
import { previewAdvisorRequest, saveAdvisorRequest } from "./advisors/requests.ts";
import { advisorFileSchema, advisorPreviewSchema, waitingListSchema } from "./advisors/schema.ts";
import { proposeRequest, termsRequest } from "./plans/requests.ts";
import { planListSchema, planSummarySchema, planVersionSchema } from "./plans/schema.ts";
import { proposalsQuery, scoresUploadQuery, stepRequests } from "./proposals/requests.ts";
import { proposalListSchema, proposalSchema } from "./proposals/schema.ts";
import { releaseRequest } from "./quarantine/requests.ts";
import { heldListSchema, heldRecordSchema, releaseSchema } from "./quarantine/schema.ts";
import { previewScoresQuery, previewScoresRequest, saveScoresRequest } from "./scores/requests.ts";
import { scoresPreviewSchema } from "./scores/schema.ts";
import { trialRequest } from "./simulations/requests.ts";
import { trialLineListSchema, trialListSchema, trialSchema } from "./simulations/schema.ts";

type Resource = Extract<RouteId, `hrApi.${string}`>;

const json = (schema: z.ZodType) => ({ "application/json": schema });

const SAVED =
  "Where it leaves closed months alone it is published at once; else it is submitted, and someone else has to approve it. The answer is the proposal by which it was done. Saved is what was seen: send the `resultHash` that the preview showed.";

/** Each resource of HR's API by its route. */
export const HR_RESOURCES: Readonly<Record<Resource, Described>> = {
  "hrApi.plans": { summary: "All plans", tag: "Plans", schema: planListSchema, query: pagingSchema },
  "hrApi.plan": { summary: "A plan, its versions and drafts", tag: "Plans", schema: planSummarySchema },
  "hrApi.version": { summary: "A published version", tag: "Plans", schema: planVersionSchema },
  "hrApi.proposals": { summary: "All proposals", tag: "Proposals", schema: proposalListSchema, query: proposalsQuery },
  "hrApi.propose": {
    summary: "Draft a plan's next version",
    tag: "Proposals",
    schema: proposalSchema,
    body: json(proposeRequest),
    status: "201",
    description: "From a version that is there, or from nothing. To roll back, draft from the older version and name the one taken back.",
  },
  "hrApi.proposal": {
    summary: "A proposal, and what a look at it finds",
    tag: "Proposals",
    schema: proposalSchema,
    description: "Its ETag names its edition: send it as If-Match with the next step.",
  },
  "hrApi.editTerms": {
    summary: "Replace a draft's terms",
    tag: "Proposals",
    schema: proposalSchema,
    body: json(termsRequest),
    onEdition: true,
    description: "They need not be readable yet: `review.issues` says what is wrong.",
  },
  "hrApi.step": {
    summary: "Take a step",
    tag: "Proposals",
    schema: proposalSchema,
    onEdition: true,
    instead: {
      submit: {
        summary: "Submit a draft",
        body: json(stepRequests.submit),
        description: "Binds hashes of the plan, of what it was tried on, and of what came out. What stands against it is told as `issues`.",
      },
      approve: {
        summary: "Approve a submission",
        body: json(stepRequests.approve),
        description: "Signs the submission. Whoever wrote or submitted it can't approve it, whatever roles they have.",
      },
      "send-back": {
        summary: "Send a submission back",
        body: json(stepRequests["send-back"]),
        description: "Makes a draft of it again.",
      },
      withdraw: { summary: "Withdraw a proposal", body: json(stepRequests.withdraw), description: "Ends it: nothing is published." },
      publish: {
        summary: "Publish what was approved",
        body: json(stepRequests.publish),
        goesOn: true,
        description:
          "Computes everything again, and refuses where anything differs from what was approved: `issues` says what to do. Where it takes longer the answer is 202, and it goes on by itself.",
      },
    },
  },
  "hrApi.trials": { summary: "The trials of a proposal", tag: "Trials", schema: trialListSchema, query: pagingSchema },
  "hrApi.beginTrial": {
    summary: "Try a draft",
    tag: "Trials",
    schema: trialSchema,
    body: json(trialRequest),
    status: "201",
    onEdition: true,
    description: "Over closed months. Small trials are done in the answer; others run on: ask for the trial until its `status` is `done`.",
  },
  "hrApi.trial": { summary: "A trial and its result", tag: "Trials", schema: trialSchema },
  "hrApi.trialAdvisors": {
    summary: "What a trial makes of each advisor",
    tag: "Trials",
    schema: trialLineListSchema,
    query: pagingSchema,
    description: "Empty until it is done.",
  },
  "hrApi.trail": {
    summary: "Who changed what, and why",
    tag: "Trail",
    schema: trailListSchema,
    query: pagingSchema,
    description: "Of `proposal:ID`, `plan:ID`, `advisor:ID`, `quarantine:ID` or `scores`.",
  },
  "hrApi.advisor": { summary: "An advisor's file", tag: "Advisors", schema: advisorFileSchema },
  "hrApi.previewAdvisor": {
    summary: "What saving an advisor would change",
    tag: "Advisors",
    schema: advisorPreviewSchema,
    body: json(previewAdvisorRequest),
    description: "Changes nothing.",
  },
  "hrApi.saveAdvisor": {
    summary: "Register or change an advisor",
    tag: "Advisors",
    schema: proposalSchema,
    body: json(saveAdvisorRequest),
    status: "201",
    description: SAVED,
  },
  "hrApi.waiting": { summary: "What waits for whom", tag: "Advisors", schema: waitingListSchema, query: pagingSchema },
  "hrApi.previewScores": {
    summary: "What saving scores would change",
    tag: "Scores",
    schema: scoresPreviewSchema,
    query: previewScoresQuery,
    body: {
      ...json(previewScoresRequest),
      ...uploadBody("advisorId or storeId, month, and a column for each score"),
    },
    goesOn: true,
    pendingSchema: uploadSchema,
    description: `Of entries, or of a file. Changes nothing. ${BACKGROUND_NOTE}`,
  },
  "hrApi.scoresUpload": {
    summary: "What saving a workbook of scores would change",
    tag: "Scores",
    schema: scoresPreviewSchema,
    query: scoresUploadQuery,
    goesOn: true,
    pendingSchema: uploadSchema,
    description: "Of what you uploaded, once it was read.",
  },
  "hrApi.saveScores": {
    summary: "Save scores",
    tag: "Scores",
    schema: proposalSchema,
    body: json(saveScoresRequest),
    status: "201",
    description: `Send the \`entries\` that the preview answered with. ${SAVED}`,
  },
  "hrApi.quarantine": { summary: "What is held", tag: "Quarantine", schema: heldListSchema, query: pagingSchema },
  "hrApi.held": { summary: "A held record", tag: "Quarantine", schema: heldRecordSchema },
  "hrApi.release": {
    summary: "Release a record, or let it stay",
    tag: "Quarantine",
    schema: releaseSchema,
    body: json(releaseRequest),
    description: "A record is released as it is, where what hindered it was mended, or by a mended body.",
  },
};
