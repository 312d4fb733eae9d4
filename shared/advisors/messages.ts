import type { FormatIssue } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import type { Agency } from "../engine/facts/agency.ts";
import { type MomentWriter, momentWriterFor, wordsOf } from "../ui/writer.ts";
import { peopleEn } from "./messages.en.ts";
import { type PeopleWords, peopleZh } from "./messages.zh.ts";

/** A writer with the words of HR's pages about advisors. */
export interface PeopleWriter extends MomentWriter {
  readonly people: PeopleWords;
}

export const peopleWriterFor = (agency: Agency, language: Language, formatIssue: FormatIssue): PeopleWriter => ({
  ...momentWriterFor(agency, language, formatIssue),
  people: peopleWordsOf(language),
});

/** The words of HR's pages about advisors. */
export const peopleWordsOf = wordsOf({ zh: peopleZh, en: peopleEn });
