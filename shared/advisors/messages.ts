import type { FormatIssue } from "../base/issues/catalogue.ts";
import type { Language } from "../base/language.ts";
import type { Agency } from "../engine/facts/agency.ts";
import { formatMoment } from "../ui/format.ts";
import { type IssueWriter, type Writer, writerFor } from "../ui/writer.ts";
import { peopleEn } from "./messages.en.ts";
import { type PeopleWords, peopleZh } from "./messages.zh.ts";

/** A writer with the words of HR's pages about advisors. */
export interface PeopleWriter extends Writer, IssueWriter {
  readonly people: PeopleWords;
  /** An instant in the agency's time zone. */
  moment(instant: string): string;
}

export function peopleWriterFor({ currency, timeZone }: Agency, language: Language, formatIssue: FormatIssue): PeopleWriter {
  return {
    ...writerFor(currency, language),
    people: peopleWordsOf(language),
    moment: (instant) => formatMoment(instant, timeZone),
    formatIssue,
  };
}

/** The words of HR's pages about advisors. */
export const peopleWordsOf = (language: Language): PeopleWords => ({ zh: peopleZh, en: peopleEn })[language];
