import type { Language } from "../../base/language.ts";
import { formatCount } from "../../ui/format.ts";
import type { KindViews } from "../kind.ts";
import type { Content } from "../model/proposal.ts";

/** A content that is a list of entries, and what they were read from. */
interface EntriesContent extends Content {
  readonly entries: readonly unknown[];
  readonly source: string;
}

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
