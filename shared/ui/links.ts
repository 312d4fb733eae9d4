import type { Agency } from "../engine/facts/agency.ts";
import { formatMoment } from "./moment.ts";
import type { Language } from "./view.ts";
import { type Writer, writerFor } from "./writer.ts";

/** A writer for finance's pages. */
export interface FinanceWriter extends Writer {
  /** An instant in the agency's time zone. */
  moment(instant: string): string;
}

export function financeWriterFor({ currency, timeZone }: Agency, language: Language): FinanceWriter {
  return { ...writerFor(currency, language), moment: (instant) => formatMoment(instant, timeZone) };
}

/** Where the pages of paying stand, from finance's root. */
export const payoutPath = (payoutId: string): string => `payouts/${encodeURIComponent(payoutId)}`;
export const paymentPath = (payoutId: string, advisorId: string): string =>
  `${payoutPath(payoutId)}/payments/${encodeURIComponent(advisorId)}`;
export const answerPath = (answerId: string): string => `answers/${encodeURIComponent(answerId)}`;
export const proposalPath = (proposalId: string): string => `proposals/${encodeURIComponent(proposalId)}`;
export const advisorPath = (advisorId: string): string => `advisors/${encodeURIComponent(advisorId)}`;
/** Ids of adjustments that other systems sent tell nothing of whose they are. */
export const adjustmentPath = (adjustmentId: string, advisorId: string): string =>
  `adjustments/${encodeURIComponent(adjustmentId)}?of=${encodeURIComponent(advisorId)}`;
