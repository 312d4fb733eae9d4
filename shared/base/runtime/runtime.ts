import type { Place } from "../../engine/earnings/credit-log.ts";

/** Tells others what has happened. Told at least once, after the commit. */
export interface Announcer {
  derivationPending(): Promise<void>;
  /** What is earned or forecast in these places has changed. */
  earningsTouched(places: readonly Place[]): Promise<void>;
  /** A run of the auditor is out of time, and waits to be gone on with. */
  auditPending(runId: string): Promise<void>;
}

/** What the core must not take from the machine. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1, for jitter. */
  random(): number;
  pause(waitMs: number): Promise<void>;
}

/** Keeps large texts under keys; a key's text never changes. */
export interface Archive {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}
