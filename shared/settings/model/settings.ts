import * as z from "zod";
import { code } from "../../base/issues/codes.ts";
import { type ParseResult, parse } from "../../base/issues/parse.ts";
import { record, type Stored, textCodec } from "../../base/json/codec.ts";
import { contentHash } from "../../base/json/hash.ts";
import { DEFAULT_EVENT_SOURCES, eventSourcesSchema } from "../../engine/facts/event-sources.ts";
import { amount, rate } from "../../engine/facts/fields.ts";
import { financeSchema } from "./finance-settings.ts";

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
