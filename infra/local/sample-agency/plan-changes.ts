/**
 * The plans, and how they change: a version announced weeks ahead, and a correction that reaches back
 * into a closed month.
 */
import { dateIn, officeS, type Period, type Plan, type TimedStep } from "./period.ts";
import { makeOnlinePlan, makeOnlinePlanCorrection } from "./plan-online.ts";
import { makePartnerPlan, makePartnerPlanChange } from "./plan-partner.ts";

/** In force for a year before the story, so for everything that is booked ahead of it. */
export function makeFirstPlans(period: Period): Plan[] {
  const effectiveFrom = dateIn(period, -12, 1);
  return [makePartnerPlan(effectiveFrom), makeOnlinePlan(effectiveFrom)];
}

export function changePlans(period: Period): TimedStep[] {
  const middle = Math.floor(period.months.length / 2);
  return [
    {
      // Twenty days ahead: whoever sells knows what they will be paid.
      atS: officeS(period, middle - 1, 11, 17),
      step: { plan: makePartnerPlanChange(dateIn(period, middle, 1)) },
    },
    {
      // Two months are closed by then; the second is restated from its tenth day on.
      atS: officeS(period, 2, 15, 17),
      step: { plan: makeOnlinePlanCorrection(dateIn(period, 1, 10)) },
    },
  ];
}
