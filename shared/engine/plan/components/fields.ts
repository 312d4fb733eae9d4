import * as z from "zod";
import { addIssue, code } from "../../../base/issues/issue.ts";
import { id } from "../../facts/fields.ts";

/** Fields that several kinds of component share. */

/** What identifies a component, and what people call it. Its label changes no amount. */
export const identity = {
  id,
  label: z.strictObject({ zh: id, en: id }).optional().describe("its name for people, in Chinese and English"),
};

export const where = z
  .record(z.string(), z.array(z.string()).min(1))
  .describe("facet to accepted values; all must match; without role: seller");

/** Facet to accepted values. */
export type Where = z.infer<typeof where>;

export const factors = z
  .array(id)
  .default([])
  .refine((ids) => new Set(ids).size === ids.length, code("not-unique"))
  .describe("ids of factors, multiplied");

/** Adds an issue for every step that doesn't begin above the one before. */
export function checkRising(froms: readonly bigint[], context: z.core.$RefinementCtx): void {
  froms.forEach((from, index) => {
    const before = froms[index - 1];
    if (before !== undefined && from <= before) addIssue(context, [index, "from"], "steps-not-rising");
  });
}
