/**
 * How events reach the system: mostly within minutes, some after the close, some twice, some before
 * the revision that they follow. None of it may change what is owed.
 */

import type { OrderEvent } from "./order-life.ts";
import { closeOf, DAY_S, HOUR_S, type Period, type TimedStep } from "./period.ts";
import type { Random } from "./prng.ts";

/** Of the events whose month is closed later; in the last month nothing can come after its close. */
const LATE = 0.02;
const DUPLICATED = 0.015;
/** Of the events that another revision follows. */
const OVERTAKEN = 0.006;

/** The steps of one order's life; what would come after the story's end isn't told. */
export function deliver(random: Random, period: Period, events: readonly OrderEvent[]): TimedStep[] {
  const steps: TimedStep[] = [];
  const told = events.filter(({ happenedS }) => happenedS < period.endS);
  told.forEach(({ happenedS, order }, index) => {
    const next = told[index + 1];
    // Not in the story's last days: the event overtaken would never arrive.
    const canBeOvertaken = next !== undefined && next.happenedS + DAY_S < period.endS;
    const isOvertaken = canBeOvertaken && random.chance(OVERTAKEN);
    const atS = isOvertaken ? next.happenedS + random.int(2 * HOUR_S, DAY_S) : arrivalOf(random, period, happenedS);
    steps.push({ atS, step: { order } });
    // Exactly the same once more: the queue promises at least once, not once.
    if (random.chance(DUPLICATED)) {
      steps.push({ atS: atS + random.int(60, 3 * DAY_S), step: { order } });
    }
  });
  return steps.filter(({ atS }) => atS < period.endS);
}

function arrivalOf(random: Random, period: Period, happenedS: number): number {
  const closeS = closeOf(period, happenedS);
  return closeS !== undefined && random.chance(LATE) ? closeS + random.int(HOUR_S, 12 * DAY_S) : happenedS + random.int(2, 600);
}
