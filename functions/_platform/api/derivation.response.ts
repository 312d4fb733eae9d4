import * as z from "zod";
import type { DerivationProgress } from "../../../shared/ledger/derive/read-derivations.ts";
import { daySchema, instantSchema, urlSchema } from "./common-schemas.ts";
import type { Source } from "./encode-response.ts";

export const derivationSchema = z
  .object({
    object: z.literal("derivation"),
    derivationId: z.string(),
    notedAt: instantSchema.describe("When the change was recorded."),
    plans: z.array(z.object({ planId: z.string(), bookedFrom: daySchema })).describe("Orders of their advisors, booked from that day on."),
    advisors: z.array(z.object({ advisorId: z.string() })).describe("Orders of these advisors, and of those below them."),
    status: z.enum(["waiting", "running", "stopped"]),
    parts: z
      .object({ through: z.int(), total: z.int() })
      .nullable()
      .describe("Parts that are done, of all; null where it has but a few, or hasn't begun."),
    orders: z.int().describe("Orders that were checked so far."),
    expectedAt: instantSchema.nullable().describe("When it ends if it goes on as it did so far."),
    stopped: z.object({ by: z.string(), at: instantSchema }).nullable(),
    url: urlSchema,
  })
  .meta({ id: "Derivation", description: "Credits that are derived anew after a change of facts." });

/** A derivation with how far it is. */
export const toDerivation = (derivation: DerivationProgress): Source<typeof derivationSchema> => ({
  ...derivation,
  derivationId: derivation.taskId,
  status: derivation.stopped !== undefined ? "stopped" : derivation.begun === undefined ? "waiting" : "running",
  url: `/v1/hr/derivations/${derivation.taskId}`,
});
