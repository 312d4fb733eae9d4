import type { Chance } from "../chance.ts";

/** What can go wrong, with the highest rate at which it does: of messages, calls, invocations or closes. */
const HIGHEST_RATES = {
  "duplicate message": 0.4,
  "late message": 0.3,
  "visible while in hand": 0.15,
  "crash before a call": 0.02,
  "crash after a call": 0.02,
  "call outlives its function": 0.5,
  "stalled function": 0.01,
  "lost answer": 0.06,
  "answer lost for ten minutes": 0.02,
  throttling: 0.08,
  "writes throttled for a while": 0.02,
  "transaction conflict": 0.08,
  "unprocessed keys": 0.2,
  "short page": 0.2,
  "stale read": 0.5,
  "clock jump": 0.2,
  "bus failure": 0.1,
  "bucket failure": 0.05,
  "close by two at once": 0.5,
  "close again": 0.5,
  "close under fire": 0.6,
  restore: 0.3,
  // Never dealt out: it follows from rivals and duplicates, and is only counted.
  "full transaction refused": 0,
} as const;

export type FaultKind = keyof typeof HIGHEST_RATES;
export const FAULT_KINDS = Object.keys(HIGHEST_RATES) as FaultKind[];

/** Decides when what goes wrong, and counts it. Each run has some kinds of faults, at rates of its own. */
export class Faults {
  readonly counts = new Map<FaultKind, number>();
  readonly #rates = new Map<FaultKind, number>();
  readonly #chance: Chance;
  #isHealed = false;

  /** @param only the kinds that may happen; all of them by default. */
  constructor(chance: Chance, only: readonly FaultKind[] = FAULT_KINDS) {
    this.#chance = chance;
    for (const kind of FAULT_KINDS) {
      // Drawn for all kinds alike, so that leaving one out doesn't change the others.
      const [isOn, share] = [chance.hits(0.6), chance.next()];
      if (isOn && only.includes(kind)) this.#rates.set(kind, HIGHEST_RATES[kind] * share);
    }
  }

  /** Whether it happens now. */
  strikes(kind: FaultKind): boolean {
    const rate = this.#rates.get(kind);
    if (rate === undefined || this.#isHealed || !this.#chance.hits(rate)) return false;
    this.note(kind);
    return true;
  }

  /** Counts what happened by itself. */
  note(kind: FaultKind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** From now on nothing goes wrong any more. */
  heal(): void {
    this.#isHealed = true;
  }
}
