/**
 * Manual adjustments: deposits and uniforms of newcomers, prizes, a deposit given back. Invariant:
 * each is told in its own month, so before that month's close, and of advisors known by then.
 * The reasons are written as the agency's staff would write them, in Chinese.
 */

import type { Person } from "./people.ts";
import { type Adjustment, DAY_S, dayOf, HOUR_S, monthOf, officeS, type Period, type TimedStep } from "./period.ts";
import type { Personnel } from "./personnel.ts";
import { createRandom, type Random } from "./prng.ts";

/** Fen. */
const UNIFORM = { amount: -28_000, reason: "工服费（夏装两套）" }; // uniform fee, two summer sets
const DEPOSIT = { amount: -100_000, reason: "入职押金" }; // deposit on joining
const DEPOSIT_RETURNED = { amount: 100_000, reason: "离职退还押金" }; // deposit back on leaving
const PRIZES = [
  { amount: 88_800, reason: "社群运营之星奖金" }, // prize: star of the communities
  { amount: 50_000, reason: "月度服务奖" }, // the month's prize for service
  { amount: 66_600, reason: "门店接待竞赛一等奖" }, // first prize of the stores' contest
  { amount: -20_000, reason: "服务投诉扣款" }, // deduction after a complaint
];
const PRIZES_A_MONTH = 4;

export function makeAdjustments(seed: number, period: Period, people: readonly Person[], personnel: Personnel): TimedStep[] {
  const random = createRandom(seed, "adjustments");
  const staying = people.filter(({ advisor }) => !personnel.lastDays.has(advisor.advisorId));
  const given = [
    ...people.flatMap(chargeNewcomer),
    ...personnel.steps.flatMap(returnDeposit),
    ...period.months.flatMap((_, index) => givePrizes(random, period, index, staying)),
  ];
  return given
    .filter(({ atS }) => atS < period.endS)
    .sort((one, other) => one.atS - other.atS)
    .map(({ atS, adjustment }, index) => ({
      atS,
      step: {
        adjustment: { adjustmentId: `MA-${String(index + 1).padStart(4, "0")}`, ...adjustment },
      },
    }));
}

interface Given {
  readonly atS: number;
  readonly adjustment: Omit<Adjustment, "adjustmentId">;
}

function give(advisorId: string, atS: number, what: { amount: number; reason: string }): Given {
  const month = monthOf(Math.floor(atS / DAY_S));
  return { atS, adjustment: { advisorId, month, ...what } };
}

/** On the day after both registration, which may come late, and joining. */
function chargeNewcomer({ advisor, registeredS }: Person): Given[] {
  if (registeredS === undefined) return [];
  const startDay = Math.max(Math.floor(registeredS / DAY_S), dayOf(advisor.joinedOn)) + 1;
  const startS = startDay * DAY_S + 9 * HOUR_S;
  return [give(advisor.advisorId, startS, UNIFORM), give(advisor.advisorId, startS + HOUR_S, DEPOSIT)];
}

/** On the last day, or when the system hears that it has passed. */
function returnDeposit({ atS, step }: TimedStep): Given[] {
  if (!("advisor" in step) || step.advisor.leftOn === undefined) return [];
  const lastS = dayOf(step.advisor.leftOn) * DAY_S + 16 * HOUR_S;
  return [give(step.advisor.advisorId, Math.max(atS + HOUR_S, lastS), DEPOSIT_RETURNED)];
}

function givePrizes(random: Random, period: Period, index: number, people: readonly Person[]): Given[] {
  const veterans = people.filter((person) => person.meanScore > 0 && !person.registeredS);
  return Array.from({ length: PRIZES_A_MONTH }, (_, prize) => {
    const atS = officeS(period, index, random.int(24, 27), 14 + prize);
    return give(random.pick(veterans).advisor.advisorId, atS, random.pick(PRIZES));
  });
}
