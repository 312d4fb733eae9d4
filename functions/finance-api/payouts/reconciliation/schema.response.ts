import * as z from "zod";
import { money, urlSchema } from "../../../_platform/api/common-schemas.ts";
import type { Source } from "../../../_platform/api/encode-response.ts";
import { payablesFields } from "../schema.response.ts";

export const reconciliationSchema = z
  .object({
    object: z.literal("reconciliation"),
    payables: z.object(payablesFields),
    checks: z
      .array(
        z.object({
          name: z.enum(["statements", "payable", "in-transit", "bank", "charges", "advances"]),
          left: money("By statements or the journal."),
          right: money("By the payables."),
          matches: z.boolean().describe("Whether both are the same, to the fen."),
        }),
      )
      .describe("Figures that have to be the same, each from a source of its own."),
    byPayout: z.array(
      z.object({
        payoutId: z.string(),
        status: z.string(),
        inTransit: money("With the bank."),
        paid: money("Paid."),
        rejected: money("Not carried out."),
        returned: money("Came back."),
        charges: money("What banks took off those that came back."),
        url: urlSchema,
      }),
    ),
    url: urlSchema,
  })
  .meta({ id: "Reconciliation", description: "Where all advisors together stand at this moment." });

export type ReconciliationResource = Source<typeof reconciliationSchema>;
