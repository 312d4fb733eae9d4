import * as z from "zod";
import { int, json, record, type Stored, textCodec } from "../../base/json/codec.ts";

/** What was done to something that people change. */
export const ACTIVITY_ACTIONS = [
  "create",
  "edit",
  "simulate",
  "submit",
  "approve",
  "return",
  "withdraw",
  "publish",
  "reject-publishing",
  "roll-back",
  "register",
  "change",
  "offboard",
  "import",
  "reprocess",
  "dismiss",
  "reverse",
  "draft",
  "export",
  "download",
  "confirm",
  "request-withdrawal",
  "confirm-withdrawal",
  "cancel-withdrawal",
  "hold",
  "resume-payments",
  "clear",
  "stop",
  "resume",
  "view",
] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** One field that changed; `path` as one writes it: components[0].rate. Absent where there was or is nothing. */
const fieldChange = record({
  path: z.string(),
  before: json.optional(),
  after: json.optional(),
});
export type FieldChange = Stored<typeof fieldChange>;

/** One line of the activity log. Never edited. */
const activityEntry = record({
  at: z.string(),
  by: z.string(),
  action: z.enum(ACTIVITY_ACTIONS),
  changes: z.array(fieldChange),
  comment: z.string().optional(),
  /** The proposal and its lock version by which it was done, where there is one. */
  proposalId: z.string().optional(),
  lockVersion: int.optional(),
});
export type ActivityEntry = Stored<typeof activityEntry>;
export const activityEntryCodec = textCodec("an entry of the activity log", activityEntry);

/** Subjects: `proposal:ID`, `plan:ID`, `advisor:ID`, `payout:ID`, `payee:ADVISOR` (who looked), `scores`, `quarantine:ID`, `derivation:ID`. */
export interface SubjectEntry {
  readonly subject: string;
  readonly entry: ActivityEntry;
}
