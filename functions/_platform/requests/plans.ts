import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { id } from "../../../shared/engine/facts/fields.ts";
import { comment, lockVersion } from "../api/common-schemas.ts";

const version = z.int().min(1);

export const proposeRequest = z
  .strictObject({
    planId: id,
    from: z
      .union([version, z.literal("blank")], code("start-version-expected"))
      .describe("The version whose terms it begins with; `blank` for none."),
    rollbackOf: version.optional().describe("The version that is taken back, where `from` is the older one whose terms come again."),
    comment: comment.optional(),
  })
  .refine(({ from, rollbackOf }) => rollbackOf === undefined || from !== "blank", {
    path: ["from"],
    error: code("rollback-version-expected"),
  })
  .meta({ id: "PlanDraftRequest" });

export const termsRequest = z
  .strictObject({
    lockVersion,
    terms: z
      .record(z.string(), z.unknown())
      .describe("All of the version but `planId` and `version`. They need not be readable yet: the answer says what is wrong."),
    rebase: z.boolean().optional().describe("Whether it is to follow the version that was published meanwhile."),
    comment: comment.optional(),
  })
  .meta({ id: "PlanTermsRequest" });
