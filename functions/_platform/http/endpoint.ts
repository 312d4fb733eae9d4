import type * as z from "zod";

export const TAGS = [
  ...["Account", "Earnings", "Statements", "Published closes"],
  ...["Plans", "Proposals", "Trials", "Advisors", "Scores", "Quarantine", "Trail"],
  ...["Closing", "Adjustments", "Payees", "Payouts", "Files", "Bank answers", "Position", "Settings"],
] as const;

/** What a route of an API is, beside who may ask for it. */
export interface Described {
  readonly summary: string;
  readonly tag: (typeof TAGS)[number];
  readonly schema: z.ZodType;
  readonly query?: z.ZodObject;
  readonly description?: string;
  /** By media type, where something is sent. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  /** 200, unless something is made. */
  readonly status?: "200" | "201";
  /** Whether it may go on after the answer, which is 202 then. */
  readonly goesOn?: boolean;
  /** What the answer is then, where it is another. */
  readonly pendingSchema?: z.ZodType;
  /** Whether it is decided on an edition, which may be sent as If-Match. */
  readonly onEdition?: boolean;
  /** What the steps are of, where their names alone would not tell them from other steps. */
  readonly stepOf?: string;
  /** Where the path's last part is one of few: what it is then, instead of a variable. */
  readonly instead?: Readonly<Record<string, Partial<Omit<Described, "instead" | "stepOf">>>>;
}
