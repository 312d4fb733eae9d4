import * as z from "zod";
import { code } from "../../base/issues/issue.ts";
import { type ParseResult, parse } from "../../base/issues/parse.ts";
import { record, type Stored, textCodec } from "../../base/json/codec.ts";
import { contentHash } from "../../base/json/hash.ts";
import { normalizeAccount } from "../../base/text/account-number.ts";
import { DEFAULT_EVENT_SOURCES, eventSourcesSchema } from "../../engine/facts/event-sources.ts";
import { amount, day, rate } from "../../engine/facts/fields.ts";
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
    .strictObject({
      name: z
        .string()
        .min(1)
        .max(140)
        .regex(/^\P{C}*$/u, code("hidden-character")),
      account: z
        .string()
        .overwrite(normalizeAccount)
        .min(1)
        .max(34)
        .regex(/^[0-9A-Z]*$/, code("debtor-account-expected")),
      bankCode: z.string().overwrite(normalizeAccount).max(12),
    })
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

/** How many characters the settings may have as JSON: a version is one item of the table, which holds 400 KB. */
const MAX_CHARACTERS = 200_000;

/** What an agency sets for reviews of proposals. */
export const reviewSchema = z.strictObject({
  /** How far a plan's effect on the open month may move between its submission and its publishing: "0.02" is 2 points. */
  openMonthLimit: rate.default("0.02"),
  /** A month's earnings that trials look out for, minor units. */
  milestone: amount.default(10_000_000),
});

export type Review = z.output<typeof reviewSchema>;

/** All that people change. The agency's currency, time zone, rated facets and shards are no settings: data rests on them. */
export const settingsSchema = z
  .strictObject({
    /** How months are closed and advisors paid, and the accounts of the journal. */
    finance: financeSchema.prefault({}),
    /** How far a plan's effect may move until it is published, and which earnings simulations look out for. */
    review: reviewSchema.prefault({}),
    /** Which kinds of facts each source of events may bring. */
    eventSources: eventSourcesSchema.default(DEFAULT_EVENT_SOURCES),
  })
  .refine((settings) => JSON.stringify(settings).length <= MAX_CHARACTERS, {
    error: code("settings-too-large"),
    params: { maximum: MAX_CHARACTERS },
    abort: true,
  });

/** All that people change, of one version. */
export type Settings = z.output<typeof settingsSchema>;

/** Parses settings as they were sent. Never throws. */
export const parseSettings = (content: unknown): ParseResult<Settings> => parse(settingsSchema, content);

/** The hash that stands for settings: of what is stored, so that a default that is added later changes no version. */
export const settingsHash = (settings: unknown): string => contentHash(settings);

/** Who changed the settings, and when. */
const settingsChange = record({
  proposalId: z.string(),
  proposedBy: z.string(),
  approvedBy: z.string(),
  at: z.string(),
  comment: z.string(),
});
export type SettingsChange = Stored<typeof settingsChange>;
export const settingsChangeCodec = textCodec("a change of the settings", settingsChange);

/** A version of the settings. Version 0 is what the deployment was configured with; nobody changed anything yet. */
export interface SettingsVersion {
  readonly version: number;
  readonly settings: Settings;
  readonly hash: string;
  /** None of version 0. */
  readonly change?: SettingsChange;
}

/** Version 0. */
export const initialSettings = (settings: Settings): SettingsVersion => ({ version: 0, settings, hash: settingsHash(settings) });

/** The parts that different roles change. */
const SETTINGS_SECTIONS = ["finance", "review", "eventSources"] as const satisfies readonly (keyof Settings)[];
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** Which sections differ between two contents. */
export const changedSections = (before: Settings, after: Settings): readonly SettingsSection[] =>
  SETTINGS_SECTIONS.filter((section) => contentHash(before[section]) !== contentHash(after[section]));
