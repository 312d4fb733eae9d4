import * as z from "zod";
import { amount, rate } from "../../engine/facts/fields.ts";

/** What an agency sets for reviews of proposals. */
export const reviewSchema = z.strictObject({
  /** How far a plan's effect on the open month may move between its submission and its publishing: "0.02" is 2 points. */
  openMonthLimit: rate.default("0.02"),
  /** A month's earnings that trials look out for, minor units. */
  milestone: amount.default(10_000_000),
});

export type Review = z.output<typeof reviewSchema>;
