import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
import { id, month } from "../../../shared/engine/facts/fields.ts";
import { comment, text } from "../api/common-schemas.ts";
import { moneyRequest } from "../api/money.ts";

const amount = moneyRequest.refine(({ amountMinor }) => amountMinor !== 0, code("amount-zero")).describe("Of either sign.");

export const entry = z.strictObject({
  advisorId: id,
  month: month.describe("The month whose statement it joins; it must be open."),
  amount,
  reason: text(500).regex(/\S/, code("reason-missing")),
  evidence: text(500).regex(/\S/, code("evidence-missing")),
  kind: z.enum(["writeOff"]).optional().describe("writeOff: forgives a debt; the amount is above 0, and at most the debt carried."),
});

export const source = text(200).default("API").describe("What they were read from, such as a file's name.");

export const adjustmentsRequest = z
  .strictObject({
    entries: z.array(entry).min(1).max(20_000),
    source,
    comment,
  })
  .meta({ id: "AdjustmentsRequest" });

export const reversalRequest = z
  .strictObject({
    advisorId: id,
    month: month.describe("The month whose statement shows it; it must be open."),
    reason: text(500).regex(/\S/, code("reason-missing")),
    evidence: text(500).regex(/\S/, code("evidence-missing")),
  })
  .meta({ id: "ReversalRequest" });
