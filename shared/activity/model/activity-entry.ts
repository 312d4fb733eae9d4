import type { Instant } from "../../base/calendar/month.ts";

/** What was done to something that people change. */
export const TRAIL_ACTIONS = [
  "create",
  "edit",
  "simulate",
  "submit",
  "approve",
  "send-back",
  "withdraw",
  "publish",
  "refuse-publish",
  "roll-back",
  "register",
  "change",
  "leave",
  "import",
  "release",
  "acknowledge",
  "counter",
  "draft",
  "export",
  "download",
  "confirm",
  "request-withdrawal",
  "confirm-withdrawal",
  "cancel-withdrawal",
  "hold",
  "let-go",
  "clear",
  "view",
] as const;
export type ActivityAction = (typeof TRAIL_ACTIONS)[number];

/** One field that changed; `path` as one writes it: components[0].rate. Absent where there was or is nothing. */
export interface FieldChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One line of the trail. Never edited. */
export interface ActivityEntry {
  readonly at: Instant;
  readonly by: string;
  readonly action: ActivityAction;
  readonly changes: readonly FieldChange[];
  readonly why?: string;
  /** The proposal and its edition by which it was done, where there is one. */
  readonly proposalId?: string;
  readonly edition?: number;
}

/** Subjects: `proposal:ID`, `plan:ID`, `advisor:ID`, `payout:ID`, `payee:ADVISOR` (who looked), `scores`, `quarantine:ID`. */
export interface SubjectEntry {
  readonly subject: string;
  readonly entry: ActivityEntry;
}
