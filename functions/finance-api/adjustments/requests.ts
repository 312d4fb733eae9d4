import * as z from "zod";
import { id, month } from "../../../shared/engine/facts/fields.ts";
import { text, why } from "../../_platform/api/common-schemas.ts";
import { uploadQuery } from "../../_platform/api/read-upload.ts";

export const amount = z
  .int("expected an amount of minor units, a whole number")
  .refine((value) => value !== 0, "expected another amount than 0")
  .describe("Minor units, of either sign.");

export const entry = z.strictObject({
  advisorId: id,
  month: month.describe("The month whose statement it joins; it must be open."),
  amount,
  reason: text(500).regex(/\S/, "expected a reason"),
  evidence: text(500).regex(/\S/, "expected what proves it: a ticket, an address, a file's name"),
  kind: z
    .enum(["writeOff"], "expected writeOff, or no kind")
    .optional()
    .describe("writeOff: forgives a debt; the amount is above 0, and at most the debt carried."),
});

export const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const adjustmentsRequest = z
  .strictObject({
    entries: z
      .array(entry, "expected a list of entries")
      .min(1, "expected at least one entry")
      .max(20_000, "expected at most 20,000 entries"),
    source,
    why,
  })
  .meta({ id: "AdjustmentsRequest" });

export const fileQuery = uploadQuery("file.csv");

export const counterRequest = z
  .strictObject({
    advisorId: id,
    month: month.describe("The month whose statement shows it; it must be open."),
    reason: text(500).regex(/\S/, "expected a reason"),
    evidence: text(500).regex(/\S/, "expected what proves it: a ticket, an address, a file's name"),
  })
  .meta({ id: "CounterRequest" });
