import * as z from "zod";

/** The kinds of facts, as settings name them. */
export const FACT_KINDS = ["order", "advisor", "attributes", "plan", "adjustment"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** The source of Fenrun's own events on the bus: no producer may use it. */
export const OWN_EVENT_SOURCE = "fenrun";

/** What an agency's event source is called where nothing else is configured. */
export const DEFAULT_EVENT_SOURCE = "agency.orders";

/** A source's name, as EventBridge events carry it. */
export const eventSourceName = z
  .string("expected the source's name as text, such as agency.orders")
  .regex(/^[A-Za-z0-9._/-]{1,256}$/, "expected up to 256 letters, digits and . _ / -")
  .refine(
    (source) => source !== OWN_EVENT_SOURCE && !source.startsWith("aws."),
    `"${OWN_EVENT_SOURCE}" and "aws.…" are taken; choose another name for the source`,
  );

const KINDS_EXPECTED = `expected a list of at least one of ${FACT_KINDS.join(", ")}`;

/** Which kinds of facts each source may bring by the bus. What no source may bring is proposed and approved in Fenrun. */
export const eventSourcesSchema = z
  .array(
    z.strictObject(
      {
        source: eventSourceName,
        kinds: z
          .array(z.enum(FACT_KINDS, `expected one of ${FACT_KINDS.join(", ")}`), KINDS_EXPECTED)
          .min(1, KINDS_EXPECTED)
          .refine((kinds) => new Set(kinds).size === kinds.length, "expected each kind once; remove the repeated one"),
      },
      "expected a source as an object with source and kinds",
    ),
    "expected the event sources as a list",
  )
  .min(1, "expected at least one event source: without one no order would be recorded")
  .max(50, "expected at most 50 event sources; put several producers under one source")
  .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, "expected each source once; put its kinds into one entry");

/** Which kinds of facts each source may bring. */
export type EventSources = z.output<typeof eventSourcesSchema>;

/** What holds where an agency sets nothing: its orders come by the bus, everything else is approved in Fenrun. */
export const DEFAULT_EVENT_SOURCES: EventSources = [{ source: DEFAULT_EVENT_SOURCE, kinds: ["order"] }];

/** Whether a source may bring facts of a kind. */
export function mayBring(sources: EventSources, source: string, kind: FactKind): boolean {
  return sources.some((each) => each.source === source && each.kinds.includes(kind));
}
