import * as z from "zod";
import { code } from "../../base/issues/codes.ts";
import { day } from "../../engine/facts/fields.ts";
import { templateSchema } from "./template.ts";

const account = z.string(code("journal-account-expected")).regex(/^[0-9A-Za-z.-]{1,20}$/, code("journal-account-expected"));

/** On which days banks work: weekends by weekday, holidays and make-up working days by date. */
export const calendarSchema = z.strictObject({
  /** Days of the week on which banks are closed: 1 is Monday, 7 Sunday (ISO 8601). */
  weekend: z.array(z.int().min(1).max(7)).max(6).default([6, 7]),
  /** Bank holidays. */
  daysOff: z.array(day).max(1000).default([]),
  /** Days on which banks work though they are a weekend's, as China makes up for long holidays. */
  workingDays: z.array(day).max(1000).default([]),
});

/** What the agency sets for closing, paying and keeping its books. */
export const financeSchema = z.strictObject({
  /** So many days after a month's end a close asks for no reason. */
  closeAfterDays: z.int().min(0).max(60).default(3),
  /** So many days after its approval a change of payee details waits before it is paid by. */
  securityHoldDays: z.int().min(0).max(60).default(2),
  /** For how many seconds a link to a file holds. */
  linkSeconds: z.int().min(10).max(3600).default(120),
  /** Whose account payouts go out from. `bankCode` is a BIC or the 12 digits of a CNAPS code; "" where an IBAN says it. */
  debtor: z
    .strictObject({ name: z.string().min(1).max(140), account: z.string().min(1).max(34), bankCode: z.string().max(12) })
    .default({ name: "Agency", account: "0000000000000000", bankCode: "000000000000" }),
  /** Whether payouts may go out as ISO 20022 pain.001: without it nobody is left out for what that format lacks. */
  pain001: z.boolean().default(true),
  /** A payout's day of execution is at most so many days from today. */
  executionWindowDays: z.int().min(1).max(365).default(30),
  /** On which days banks work. A day that is listed as working is one whatever else is said of it. */
  calendar: calendarSchema.prefault({}),
  /** Bank text files and payroll files, as the agency's banks and payroll want them. */
  templates: z
    .array(templateSchema)
    .max(20)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, code("not-unique"))
    .default([]),
  /** The accounts of the journal. */
  accounts: z
    .strictObject({
      earnings: account.default("6601.01"),
      adjustments: account.default("6601.02"),
      manualAdjustments: account.default("6601.03"),
      writeOffs: account.default("6702.01"),
      /** What draws advanced and is still to be recovered. */
      advances: account.default("1221.02"),
      /** What banks take off payments that come back. */
      charges: account.default("6603.01"),
      payable: account.default("2241.01"),
      inTransit: account.default("1012.01"),
      bank: account.default("1002.01"),
    })
    .prefault({}),
});

/** What the agency sets for closing, paying and keeping its books. */
export type FinanceSettings = z.infer<typeof financeSchema>;

/** The settings of an agency that sets none. */
export const DEFAULT_FINANCE: FinanceSettings = financeSchema.parse({});
