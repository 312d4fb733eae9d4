/**
 * When the sellers joined, and who of them sells best. Invariants: days of joining rise; the best
 * have been here for two and a half years, but for one young star whom the plans' tenure rule holds
 * back from equity.
 */
import { DAY_S, dayIn, HOUR_S, officeS, type Period } from "./period.ts";
import type { Random } from "./prng.ts";

export interface Hire {
  readonly joinedDay: number;
  /** When the record reaches the system; undefined where it is known from the start. */
  readonly registeredS?: number;
}

/** Seven years, before which nobody of today had joined. */
export const LONGEST_TENURE_DAYS = 7 * 365;
/** How many of the best must be veterans, at most and as a part of all. */
const STAR_COUNT = 12;
const STAR_PART = 0.065;
const VETERAN_DAYS = 900;
const YOUNG_STAR_RANK = 3;
const YOUNG_STAR_DAYS = [240, 510] as const;
const NEWCOMER_PART = 0.06;

/** Most have been here for years, some join in the sample's own months. */
export function makeHires(random: Random, period: Period, count: number): Hire[] {
  const newcomers = makeNewcomers(random, period, Math.max(6, Math.round(count * NEWCOMER_PART)));
  const known = Array.from({ length: count - newcomers.length }, (): Hire => {
    const tenureDays = Math.floor(20 + random.unit() ** 1.3 * (LONGEST_TENURE_DAYS - 20));
    return { joinedDay: period.startDay - tenureDays };
  });
  return [...known, ...newcomers].sort((one, other) => one.joinedDay - other.joinedDay);
}

/**
 * Three are registered late: two after the close of the month in which they joined, so that their
 * credits wait over a close, one within the month. The others are registered the day before.
 */
function makeNewcomers(random: Random, period: Period, count: number): Hire[] {
  return Array.from({ length: count }, (_, index): Hire => {
    if (index < 2) {
      return { joinedDay: dayIn(period, index, 8), registeredS: officeS(period, index + 1, 17) };
    }
    if (index === 2) {
      return { joinedDay: dayIn(period, 2, 4), registeredS: officeS(period, 2, 24) };
    }
    const month = Math.floor(((index - 3) * period.months.length) / (count - 3));
    const joinedDay = dayIn(period, month, random.int(2, 20));
    return { joinedDay, registeredS: (joinedDay - 1) * DAY_S + 15 * HOUR_S };
  });
}

/** The rank in selling of each hire, 0 the best: who has been here longer tends to sell more. */
export function rankHires(random: Random, period: Period, hires: readonly Hire[]): number[] {
  const byMerit = hires
    .map((hire, index) => ({
      index,
      tenureDays: period.startDay - hire.joinedDay,
      merit: random.unit() - (0.6 * index) / hires.length,
    }))
    .sort((one, other) => other.merit - one.merit);
  const [least, most] = YOUNG_STAR_DAYS;
  const young = byMerit.filter((hire) => hire.tenureDays > least && hire.tenureDays < most);
  const stars = byMerit
    .filter((hire) => hire.tenureDays > VETERAN_DAYS)
    .slice(0, Math.min(STAR_COUNT, Math.ceil(hires.length * STAR_PART)));
  stars.splice(YOUNG_STAR_RANK, 0, ...young.slice(0, 1));
  const ranked = [...new Set([...stars, ...byMerit])];
  const ranks: number[] = [];
  for (const [rank, { index }] of ranked.entries()) ranks[index] = rank;
  return ranks;
}
