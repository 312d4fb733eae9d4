import type { OpenMonth } from "../../../../shared/simulations/model/simulation.ts";

/** An open month as JSON holds it: amounts as texts, so that no digit is lost. */
export interface OpenMonthTexts {
  readonly month: string;
  readonly before: string;
  readonly after: string;
}

export const openMonthTexts = (openMonth: OpenMonth | undefined): OpenMonthTexts | undefined =>
  openMonth && { month: openMonth.month, before: String(openMonth.before), after: String(openMonth.after) };

export const openMonthFrom = ({ month, before, after }: OpenMonthTexts): OpenMonth => ({
  month,
  before: BigInt(before),
  after: BigInt(after),
});
