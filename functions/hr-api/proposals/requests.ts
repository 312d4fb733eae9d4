import * as z from "zod";
import { day, decimal, id, month, name, revision } from "../../../shared/engine/facts/fields.ts";
import { PROPOSAL_KINDS } from "../../../shared/proposals/model/proposal.ts";
import { pagingSchema } from "../../_platform/api/pagination.ts";
import { uploadQuery } from "../../_platform/api/read-upload.ts";

/** What is sent. Nothing that is not known here is taken. */

const edition = z
  .int("expected the edition that you read, a whole number")
  .min(0, "expected the edition that you read, a whole number")
  .optional()
  .describe("The edition that you read; or send its ETag as `If-Match`.");
const text = (atMost: number) => z.string("expected a text").max(atMost, `expected at most ${atMost} characters`);
const why = text(2000).describe("Why: it stands in the trail.");
const needed = (schema: typeof why) => schema.regex(/\S/, "expected a reason");
const version = z.int("expected a version, from 1").min(1, "expected a version, from 1");
const seenResultHash = z
  .string("expected the resultHash that the preview showed")
  .regex(/^[0-9a-f]{32,64}$/, "expected the resultHash that the preview showed")
  .describe("The `resultHash` of the restatement that the preview showed: what is saved is what was seen.");

export const proposalsQuery = pagingSchema.extend({
  status: z.enum(["draft", "submitted", "approved", "publishing", "published", "withdrawn"]).optional().describe("Only those."),
  kind: z.enum(PROPOSAL_KINDS).optional().describe("Only those."),
});

const newStoresQuery = {
  newStores: z
    .string("expected ids of stores, with commas between them")
    .max(2000, "expected at most 2,000 characters")
    .optional()
    .describe(
      "Of a file: stores that are new on purpose, by their ids, with commas between them. The lines of other unknown ones are left out.",
    ),
};
export const previewScoresQuery = uploadQuery("scores.csv").extend(newStoresQuery);
export const scoresUploadQuery = z.strictObject(newStoresQuery);

export const proposeRequest = z
  .strictObject({
    planId: id,
    from: z
      .union([version, z.literal("blank")], 'expected a version, from 1, or "blank"')
      .describe("The version whose terms it begins with; `blank` for none."),
    rollsBack: version.optional().describe("The version that is taken back, where `from` is the older one whose terms come again."),
    why: why.optional(),
  })
  .refine(({ from, rollsBack }) => rollsBack === undefined || from !== "blank", {
    path: ["from"],
    error: "expected the version whose terms come again",
  })
  .meta({ id: "ProposeRequest" });

export const termsRequest = z
  .strictObject({
    edition,
    terms: z
      .record(z.string(), z.unknown(), "expected the terms as an object")
      .describe("All of the version but `planId` and `version`. They need not be readable yet: the answer says what is wrong."),
    rebase: z.boolean("expected true or false").optional().describe("Whether it is to follow the version that was published meanwhile."),
    why: why.optional(),
  })
  .meta({ id: "TermsRequest" });

/** What each step takes. */
export const stepRequests = {
  submit: z
    .strictObject({
      edition,
      why: needed(why),
      acknowledged: z.array(text(500)).max(1000).default([]).describe("Ids of findings that you know and mean."),
    })
    .meta({ id: "SubmitRequest" }),
  approve: z.strictObject({ edition }).meta({ id: "ApproveRequest" }),
  "send-back": z.strictObject({ edition, why: needed(why) }).meta({ id: "SendBackRequest" }),
  withdraw: z.strictObject({ edition, why: needed(why) }).meta({ id: "WithdrawRequest" }),
  publish: z.strictObject({ edition }).meta({ id: "PublishRequest" }),
} as const;
export type Step = keyof typeof stepRequests;

export const trialRequest = z
  .strictObject({
    edition,
    from: month.describe("The first closed month."),
    to: month.describe("The last closed month."),
    as: z.enum(["always", "dated"], "expected always or dated").default("always"),
    replaces: id.optional().describe("Whose advisors are tried with the draft; by default those of its own plan."),
  })
  .meta({ id: "TrialRequest" });

const handedTo = z.strictObject({ advisorId: id, from: day }).optional().describe("Who takes her customers over, and from which day on.");
/** The rest is read like any fact of an advisor, which says by field what is wrong. */
const advisor = z
  .looseObject(
    { revision: revision.optional().describe("One above the one that you read; left out, it is numbered.") },
    "expected the advisor as an object",
  )
  .describe("The advisor as she is to become, as events carry her: see `AdvisorFact`.");

const newStores = z
  .array(id)
  .max(200, "expected at most 200 stores")
  .optional()
  .describe(
    "Stores that are new on purpose, by their ids: one that no advisor and no attributes name yet is refused unless it stands here.",
  );

export const previewAdvisorRequest = z.strictObject({ advisor, handedTo, newStores }).meta({ id: "PreviewAdvisorRequest" });
export const saveAdvisorRequest = z
  .strictObject({
    advisor,
    handedTo,
    newStores,
    why: needed(why),
    seenResultHash,
  })
  .meta({ id: "SaveAdvisorRequest" });

const entries = z
  .array(
    z
      .strictObject({
        advisorId: id.optional().describe("Either this or `storeId`."),
        storeId: id.optional(),
        month,
        values: z.record(name, decimal, "expected values by name"),
      })
      .refine(({ advisorId, storeId }) => (advisorId === undefined) !== (storeId === undefined), "expected either advisorId or storeId"),
    "expected a list of entries",
  )
  .min(1, "expected at least one entry")
  .max(20_000, "expected at most 20,000 entries");
const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const previewScoresRequest = z.strictObject({ entries, source, newStores }).meta({ id: "PreviewScoresRequest" });
export const saveScoresRequest = z
  .strictObject({
    entries,
    source,
    newStores,
    why: needed(why),
    seenResultHash,
  })
  .meta({ id: "SaveScoresRequest" });

export const releaseRequest = z
  .discriminatedUnion(
    "action",
    [
      z.strictObject({
        action: z.literal("release"),
        body: text(1_000_000)
          .optional()
          .describe("The record's body, corrected: it keeps kind and id, and its revision may only rise. By default as it was held."),
        why: needed(why),
      }),
      z.strictObject({ action: z.literal("acknowledge"), why: needed(why).describe("Why it may stay held.") }),
    ],
    "expected release or acknowledge",
  )
  .meta({ id: "ReleaseRequest" });
