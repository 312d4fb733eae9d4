import * as z from "zod";
import { money, urlSchema } from "../../../_platform/api/common-schemas.ts";
import { positionFields } from "../schema.response.ts";

export const totalPositionSchema = z
  .object({
    object: z.literal("position"),
    position: z.object(positionFields),
    ties: z
      .array(
        z.object({
          what: z.enum(["statements", "payable", "in-transit", "bank", "charges", "advances"]),
          one: money("By statements or the journal."),
          other: money("By the position."),
          holds: z.boolean().describe("Whether both are the same, to the fen."),
        }),
      )
      .describe("Figures that have to be the same, each from a source of its own."),
    byPayout: z.array(
      z.object({
        payoutId: z.string(),
        status: z.string(),
        inFlight: money("With the bank."),
        paid: money("Paid."),
        rejected: money("Not carried out."),
        returned: money("Came back."),
        charges: money("What banks took off those that came back."),
        url: urlSchema,
      }),
    ),
    url: urlSchema,
  })
  .meta({ id: "Position", description: "Where all advisors together stand at this moment." });

export type TotalPositionResource = z.output<typeof totalPositionSchema>;
