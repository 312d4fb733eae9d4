import * as z from "zod";
import { code } from "../../base/issues/issue.ts";

/** The kinds of facts, as settings name them. */
export const FACT_KINDS = ["order", "advisor", "attributes", "plan", "adjustment"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** The source of Fenrun's own events on the bus: no producer may use it. */
export const OWN_EVENT_SOURCE = "fenrun";

/** What an agency's event source is called where nothing else is configured. */
export const DEFAULT_EVENT_SOURCE = "agency.orders";

/** A source's name, as EventBridge events carry it. */
export const eventSourceName = z
  .string(code("source-name-expected"))
  .regex(/^[A-Za-z0-9._/-]{1,256}$/, code("source-name-expected"))
  .refine((source) => source !== OWN_EVENT_SOURCE && !source.startsWith("aws."), {
    error: code("source-name-reserved"),
    params: { name: OWN_EVENT_SOURCE },
  });

/** Which kinds of facts each source may bring by the bus. What no source may bring is proposed and approved in Fenrun. */
export const eventSourcesSchema = z
  .array(
    z.strictObject({
      source: eventSourceName,
      kinds: z
        .array(z.enum(FACT_KINDS))
        .min(1)
        .refine((kinds) => new Set(kinds).size === kinds.length, code("not-unique")),
    }),
  )
  .min(1, code("sources-missing"))
  .max(50)
  .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, code("not-unique"));

/** Which kinds of facts each source may bring. */
export type EventSources = z.output<typeof eventSourcesSchema>;

/** What holds where an agency sets nothing: its orders come by the bus, everything else is approved in Fenrun. */
export const DEFAULT_EVENT_SOURCES: EventSources = [{ source: DEFAULT_EVENT_SOURCE, kinds: ["order"] }];

/** Whether a source may bring facts of a kind. */
export function mayBring(sources: EventSources, source: string, kind: FactKind): boolean {
  return sources.some((each) => each.source === source && each.kinds.includes(kind));
}
