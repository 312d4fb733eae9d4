/**
 * Service scores of the advisors and inspections of the stores, as monthly attributes. A month's
 * scores come in the first days of the next, before the close; inspections within the month; and
 * some are corrected when the month is closed already, so that it is restated.
 */

import { ONLINE_STORE_ID, type Person } from "./people.ts";
import { DAY_S, dayIn, dayOf, HOUR_S, officeS, type Period, type TimedStep } from "./period.ts";
import { createRandom, type Random } from "./prng.ts";

const MIN_SCORE = 3;
const MAX_SCORE = 5;
const CORRECTED = 0.04;
/** The second best seller has a bad score in the last closed month, and loses their equity. */
const FALLING_STAR_RANK = 1;
const FALLING_STAR_SCORE = "4.3";

export function makeScores(seed: number, period: Period, people: readonly Person[], lastDays: ReadonlyMap<string, number>): TimedStep[] {
  const random = createRandom(seed, "scores");
  const storeIds = [...new Set(people.map((person) => person.storeId))].filter(
    (storeId) => storeId !== undefined && storeId !== ONLINE_STORE_ID,
  ) as string[];
  return period.months.flatMap((month, index) => [
    ...storeIds.flatMap((storeId) => inspect(random, period, index, month, storeId)),
    ...people
      .filter((person) => isScored(period, index, person, lastDays))
      .flatMap((person) => scoreMonth(random, period, index, month, person)),
  ]);
}

/** Who worked here in the month and is registered when its scores come. */
function isScored(
  period: Period,
  index: number,
  { advisor, meanScore, registeredS }: Person,
  lastDays: ReadonlyMap<string, number>,
): boolean {
  const nextMonthDay = dayIn(period, index + 1, 1);
  return (
    meanScore > 0 &&
    (registeredS ?? 0) <= nextMonthDay * DAY_S &&
    dayOf(advisor.joinedOn) < nextMonthDay &&
    (lastDays.get(advisor.advisorId) ?? nextMonthDay) >= dayIn(period, index, 1)
  );
}

function scoreMonth(random: Random, period: Period, index: number, month: string, { advisor, rank, meanScore }: Person): TimedStep[] {
  const isFalling = rank === FALLING_STAR_RANK && index === period.closesS.length - 1;
  const first = isFalling ? FALLING_STAR_SCORE : drawScore(random, meanScore);
  const corrected = drawScore(random, meanScore);
  const isCorrected = random.chance(CORRECTED) && !isFalling && corrected !== first;
  const told = (serviceScore: string, dayOfMonth: number): TimedStep => ({
    atS: officeS(period, index + 1, dayOfMonth, 9) + random.int(0, 8 * HOUR_S),
    step: { attributes: { advisorId: advisor.advisorId, month, values: { serviceScore } } },
  });
  const steps = [told(first, random.int(3, 6))];
  if (isCorrected) steps.push(told(corrected, random.int(12, 22)));
  return steps.filter(({ atS }) => atS < period.endS);
}

function drawScore(random: Random, meanScore: number): string {
  const score = meanScore + 0.09 * random.normal();
  return Math.min(MAX_SCORE, Math.max(MIN_SCORE, score)).toFixed(1);
}

/** In the second month one store was inspected too severely; that is corrected after the close. */
function inspect(random: Random, period: Period, index: number, month: string, storeId: string): TimedStep[] {
  const score = 70 + random.int(0, 56) / 2;
  const told = (value: number, monthIndex: number, dayOfMonth: number): TimedStep => ({
    atS: officeS(period, monthIndex, dayOfMonth, 16),
    step: { attributes: { storeId, month, values: { inspectionScore: String(value) } } },
  });
  if (index === 1 && storeId === "nanjing-1") return [told(74.5, 1, 22), told(84.5, 2, 18)];
  return [told(score, index, random.int(18, 26))];
}
