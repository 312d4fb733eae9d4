/**
 * The plan of the service centre on the internet: one ladder for the calendar year, whole, so that
 * the step reached pays the month's every tour; and a ceiling. Version 2 corrects two small rates
 * from a month that is closed already: the restatement that the sample shows.
 */

import type { Plan } from "./period.ts";
import { CASH_BASE, EQUITY, flat, SERVICE_FACTOR, share, trailingShare } from "./plan-partner.ts";

export function makeOnlinePlan(effectiveFrom: string): Plan {
  return makeVersion(1, effectiveFrom, "0.012", "0.01");
}

export function makeOnlinePlanCorrection(effectiveFrom: string): Plan {
  return makeVersion(2, effectiveFrom, "0.0125", "0.012");
}

function makeVersion(version: number, effectiveFrom: string, ticketingRate: string, crossSellRate: string): Plan {
  return {
    planId: "online",
    version,
    effectiveFrom,
    earn: "fulfilled",
    base: CASH_BASE,
    factors: [SERVICE_FACTOR],
    components: [
      {
        id: "tours",
        kind: "share",
        where: { product: ["package-tour", "custom-tour"], afterLeaving: ["no"] },
        factors: ["service"],
        tiers: {
          mode: "whole",
          period: "year",
          // From 0, 300,000, 1,000,000 and 3,000,000 yuan of tours since January.
          steps: [
            { from: 0, rate: "0.045" },
            { from: 30_000_000, rate: "0.055" },
            { from: 100_000_000, rate: "0.065" },
            { from: 300_000_000, rate: "0.075" },
          ],
        },
      },
      share("ticketing", { product: ["hotel", "flight", "train", "attraction"] }, ticketingRate),
      share("cross-sell", { crossSell: ["yes"] }, crossSellRate),
      share("community", { community: ["yes"] }, "0.006"),
      share("group-leader", { role: ["group-leader"] }, "0.01"),
      trailingShare("0.015"),
      flat("win-back", { winBack: ["yes"] }, 2_000),
      flat("online-activity", { product: ["online-activity"] }, 1_000),
      flat("member-referral", { product: ["member-referral"] }, 5_000),
      { id: "ceiling", kind: "cap", amount: 5_000_000 },
      { id: "new-advisor-ramp", kind: "guarantee", amount: 400_000, months: 3 },
    ],
    payout: { minimum: 10_000 },
    equity: EQUITY,
  };
}
