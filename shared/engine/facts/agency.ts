import * as z from "zod";
import { code } from "../../base/issues/issue.ts";
import { OWN_FACETS } from "./fields.ts";

/** The agency: its currency, its time zone, and the facets that plans may match beside product, role and afterLeaving. */
export const agencySchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, code("currency-code-expected")),
  timeZone: z.string().refine(isTimeZone, code("time-zone-expected")),
  facets: z
    .array(z.string().min(1).max(64))
    .max(16)
    .refine((names) => new Set(names).size === names.length, code("not-unique"))
    .refine((names) => !names.some((facet) => (OWN_FACETS as readonly string[]).includes(facet)), {
      error: code("facet-always-rated"),
      params: { facets: OWN_FACETS.join(", ") },
    }),
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
