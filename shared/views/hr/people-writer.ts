import type { Agency } from "../../facts/agency.ts";
import type { Language } from "../view.ts";
import { type Writer, writerFor } from "../writer.ts";
import { formatMoment } from "./moment.ts";
import { type PeopleWords, peopleZh } from "./people-words.ts";
import { peopleEn } from "./people-words-en.ts";

/** A writer with the words of HR's pages about advisors. */
export interface PeopleWriter extends Writer {
  readonly people: PeopleWords;
  /** An instant in the agency's time zone. */
  moment(instant: string): string;
}

export function peopleWriterFor({ currency, timeZone }: Agency, language: Language): PeopleWriter {
  return {
    ...writerFor(currency, language),
    people: language === "zh" ? peopleZh : peopleEn,
    moment: (instant) => formatMoment(instant, timeZone),
  };
}

/** Where an advisor's file stands, from HR's root. */
export const fileOf = (advisorId: string): string => `advisors/${encodeURIComponent(advisorId)}`;
