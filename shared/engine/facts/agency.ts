import * as z from "zod";
import { OWN_FACETS } from "./fields.ts";

/** The agency: its currency, its time zone, and the facets that plans may match beside product, role and afterLeaving. */
export const agencySchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, "expected an ISO 4217 code, such as CNY"),
  timeZone: z.string().refine(isTimeZone, "expected an IANA time zone, such as Asia/Shanghai"),
  facets: z
    .array(z.string().min(1).max(64))
    .max(16, "expected at most 16 facets")
    .refine((names) => new Set(names).size === names.length, "expected each facet once")
    .refine(
      (names) => !names.some((facet) => (OWN_FACETS as readonly string[]).includes(facet)),
      `${OWN_FACETS.join(", ")} are always rated: leave them out`,
    ),
});

/** The agency's settings. */
export type Agency = z.infer<typeof agencySchema>;

/** The names of the facets by which credits are rated, in the order in which a tally row lists their values. */
export const ratedFacets = (agency: Agency): readonly string[] => [...OWN_FACETS, ...agency.facets];

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
