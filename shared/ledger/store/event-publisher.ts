import type { Place } from "../../engine/earnings/credit-log.ts";

/** Tells others what has happened. Told at least once, after the commit. */
export interface EventPublisher {
  derivationPending(): Promise<void>;
  /** What is earned or forecast in these places has changed. */
  earningsChanged(places: readonly Place[]): Promise<void>;
  /** A run of the auditor is out of time, and waits to be gone on with. */
  auditPending(runId: string): Promise<void>;
}
