import { peopleEn } from "../../advisors/messages.en.ts";
import { type PeopleWords, peopleZh } from "../../advisors/messages.zh.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { formatMoment } from "../../ui/moment.ts";
import type { Language } from "../../ui/view.ts";
import { type Writer, writerFor } from "../../ui/writer.ts";

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
