import type { Instant } from "../base/calendar/month.ts";
/** What a person may be, as the groups of the user pool are called. */
export const ROLES = ["advisor", "hr", "finance", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** Whoever asks. For an advisor, `username` is their advisor id. */
export interface Person {
  readonly username: string;
  readonly roles: readonly Role[];
}

/** Who may ask for a route: anyone, or by role for the own data or all. */
export type Access = "public" | Partial<Readonly<Record<Role, "own" | "all">>>;

/** Whoever takes a step: their name, and their roles. */
export interface Actor {
  readonly username: string;
  readonly roles: readonly string[];
}

/** Who takes a step, and when. */
export interface StepContext {
  readonly person: Actor;
  readonly at: Instant;
}
