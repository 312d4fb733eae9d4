import type { FieldChange } from "../activity/model/activity-entry.ts";
import { contentHash } from "../base/json/hash.ts";
import type { Language } from "../base/language.ts";
import { formatCount } from "../ui/format.ts";
import type { KindRules, KindViews, ProposalKind, ProposalToCheck } from "./kind.ts";
import { distinctRefusals, MAX_INLINE_ENTRIES, MAX_LOGGED_ENTRIES, type RejectedEntry, resultOfEntries } from "./model/entries.ts";
import { type Content, IMMEDIATE_WORKFLOW, type Proposal, type Workflow } from "./model/proposal.ts";

/** A content that is a list of entries, and what they were read from. */
export interface EntriesContent extends Content {
  readonly entries: readonly { readonly advisorId?: string | undefined }[];
  readonly source: string;
}

/** Where a kind of entries differs from the others. */
interface EntryRules<C extends EntriesContent> {
  readonly workflow?: Workflow;
  /** What of an entry the activity log tells: by default all of it. */
  readonly logged?: (entry: C["entries"][number]) => unknown;
}

/** The rules of a kind whose content is a list of entries, proposed together for another's approval. */
export const entryRules = <C extends EntriesContent>(
  kind: C["kind"],
  { workflow = IMMEDIATE_WORKFLOW, logged = (entry) => entry }: EntryRules<C> = {},
): KindRules<C> => ({
  kind,
  workflow,
  subjectOf: () => kind,
  concerns: ({ entries }, advisorId) => entries.some((entry) => entry.advisorId === advisorId),
  hash: ({ entries }) => contentHash(entries),
  diff: (_, { entries, source }) => entryChanges(kind, source, entries.map(logged)),
});

/** What the activity log says of entries that are proposed, one by one. */
function entryChanges(name: string, source: string, entries: readonly unknown[]): FieldChange[] {
  const told = { path: "source", after: source };
  if (entries.length > MAX_LOGGED_ENTRIES) return [told, { path: "entries", after: entries.length }];
  return [told, ...entries.map((after, index) => ({ path: `${name}[${index}]`, after }))];
}

/** What a kind of entries does with its store. */
interface EntrySteps<C extends EntriesContent> {
  readonly views: KindViews<C>;
  /** Which entries can't become facts as things stand. */
  check(proposal: ProposalToCheck<C>): Promise<readonly RejectedEntry[]>;
  /** Stores entries, each by itself. Idempotent. @returns those that can't be stored. */
  store(proposal: Proposal<C>): Promise<readonly RejectedEntry[]>;
}

/** A kind of entries with all its steps: an entry that can't be stored holds none of the others up. */
export const entryKind = <C extends EntriesContent>(rules: KindRules<C>, { views, check, store }: EntrySteps<C>): ProposalKind<C> => ({
  ...rules,
  views,
  recheck: async (proposal) => distinctRefusals(await check(proposal)),
  publish: async (proposal) => resultOfEntries(proposal.content.entries.length, await store(proposal)),
  runsInBackground: async ({ content }) => content.entries.length > MAX_INLINE_ENTRIES,
});

/** What a subject calls a proposal of its entries. */
interface EntryWords {
  readonly proposed: {
    title(source: string): string;
    summary(count: string, source: string): string;
    /** What the page on which they were filled in is called. */
    readonly page?: string;
  };
}

/** What entries were read from that people filled in on a page: named in the language of whoever reads it. */
export const FROM_PAGE = "page";

const sourceText = (source: string, { proposed }: EntryWords): string => (source === FROM_PAGE ? (proposed.page ?? source) : source);

/** What pages say of a proposal of entries. @param wordsOf the subject's words by language. */
export const entryViews = <C extends EntriesContent>(wordsOf: (language: Language) => EntryWords): KindViews<C> => ({
  title: ({ source }, language) => wordsOf(language).proposed.title(sourceText(source, wordsOf(language))),
  summary: ({ entries, source }, language) => ({
    text: wordsOf(language).proposed.summary(formatCount(entries.length), sourceText(source, wordsOf(language))),
    notes: [],
  }),
});
