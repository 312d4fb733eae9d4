import * as z from "zod";
import { comment, expectedResultHash, lockVersion, text } from "../api/common-schemas.ts";

/** What saving a change takes, beside the change itself. */
export const saveRequest = z.strictObject({ comment, expectedResultHash });

/** What each step takes. */
export const stepRequests = {
  submit: z
    .strictObject({
      lockVersion,
      comment,
      acknowledged: z.array(text(500)).max(1000).default([]).describe("Ids of findings that you know and mean."),
    })
    .meta({ id: "SubmitRequest" }),
  approve: z.strictObject({ lockVersion }).meta({ id: "ApproveRequest" }),
  return: z.strictObject({ lockVersion, comment }).meta({ id: "ReturnRequest" }),
  withdraw: z.strictObject({ lockVersion, comment }).meta({ id: "WithdrawRequest" }),
  publish: z.strictObject({ lockVersion }).meta({ id: "PublishRequest" }),
} as const;
export type Step = keyof typeof stepRequests;
