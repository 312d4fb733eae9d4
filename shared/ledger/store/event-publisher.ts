import type { Place } from "../../engine/earnings/credit-log.ts";

/** Tells others what has happened. Told at least once, after the commit. */
export interface EventPublisher {
  /** Derivations are to be done. @param workers how many are to look; one where not told. */
  derivationPending(workers?: number): Promise<void>;
  /** What is forecast of orders that name these advisors has changed. */
  forecastsChanged(places: readonly Pick<Place, "advisorId" | "month">[]): Promise<void>;
  /** A run of the auditor is out of time, and waits to be gone on with. */
  auditPending(runId: string): Promise<void>;
}
