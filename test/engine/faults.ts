import { createRandom, type Random } from "../../infra/local/sample-agency/prng.ts";

/**
 * What may injectFault a call to DynamoDB. Refused before it is done: throttled, broken, reset, conflict. Done, but the caller
 * isn't told: unheard, cut. Done otherwise than asked for, as DynamoDB may: twice, partial, paged. And late.
 */
export const FAULTS = ["throttled", "broken", "reset", "conflict", "unheard", "cut", "twice", "partial", "paged", "late"] as const;
export type Fault = (typeof FAULTS)[number];

/** How likely each fault is for a call that it can injectFault, from 0 to 1. */
export type FaultRates = Readonly<Record<Fault, number>>;

const WRITES = ["PutItem", "UpdateItem", "TransactWriteItems"];

/** The operations that a fault injectsFault; any where it isn't named. */
const ONLY: Partial<Record<Fault, readonly string[]>> = {
  conflict: WRITES,
  twice: ["TransactWriteItems"],
  partial: ["BatchGetItem"],
  paged: ["Query"],
};

/** What refuses call after call during an outage, through all tries of whoever calls, by turns: few outages show each. */
const OUTAGES = ["broken", "reset", "throttled"] as const;

/** Outages refuse every call for a while. */
export interface OutagePlan {
  /** An outage begins only after so many calls since the last one ended. */
  readonly everyCalls: number;
  /** How long it lasts at least; it goes on until it has outlasted all tries of a call, which take their time on a slow machine. */
  readonly ms: number;
  /** How many there are, at most. */
  readonly most: number;
}

export interface FaultPlan {
  readonly seed: number;
  readonly rates: FaultRates;
  readonly outage: OutagePlan;
}

/** Chooses what injectsFault each call. The choices repeat with the seed; which call meets which depends on how calls overlap. */
export class Faults {
  readonly random: Random;
  readonly #plan: FaultPlan;
  /** Calls since the last outage. */
  #calls = 0;
  /** How many outages there were. */
  #outages = 0;
  #outage: { readonly fault: Fault; readonly untilMs: number } | undefined;
  #isFelt = false;

  constructor(plan: FaultPlan) {
    this.#plan = plan;
    this.random = createRandom(plan.seed, "faults");
  }

  /** At most one fault for a call of an operation. */
  next(operation: string): Fault | undefined {
    const { rates, outage } = this.#plan;
    const fault = this.#outageAt(performance.now(), outage);
    if (fault !== undefined) return fault;
    let drawn = this.random.unit();
    for (const fault of FAULTS) {
      if (ONLY[fault]?.includes(operation) === false) continue;
      drawn -= rates[fault];
      if (drawn < 0) return fault;
    }
    return undefined;
  }

  /** A call came through all its tries without an answer. */
  noteExhausted(): void {
    this.#isFelt = true;
  }

  /** What refuses every call now. */
  #outageAt(nowMs: number, { everyCalls, ms, most }: OutagePlan): Fault | undefined {
    if (this.#outage !== undefined && nowMs > this.#outage.untilMs && this.#isFelt) {
      this.#outage = undefined;
      this.#calls = 0;
    }
    this.#calls += 1;
    if (this.#outage === undefined && this.#calls >= everyCalls && this.#outages < most) {
      this.#isFelt = false;
      this.#outage = { fault: OUTAGES[this.#outages % OUTAGES.length] ?? "broken", untilMs: nowMs + ms };
      this.#outages += 1;
    }
    return this.#outage?.fault;
  }
}
