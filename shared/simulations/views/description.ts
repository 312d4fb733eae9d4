import type { Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { SimulationDataSource, SimulationRequest } from "../model/simulation.ts";

/** The months of a trial: "June 2026", "April 2026 to June 2026". */
export function rangeText({ from, to }: Pick<SimulationRequest, "from" | "to">, writer: Writer, words: SimulationMessages): string {
  return from === to ? writer.month(from) : words.range(writer.month(from), writer.month(to));
}

/** The draft that is tried. */
export const draftText = ({ draft }: Pick<SimulationRequest, "draft">, words: SimulationMessages): string =>
  words.draftOf(draft.planId, draft.version);

/** How the draft is tried: as if it always held or from its own day on, and on whose advisors where they aren't its own. */
export function asText({ draft, replaces, as }: SimulationRequest, writer: Writer, words: SimulationMessages): string {
  const held = as === "always" ? words.always : words.dated(writer.day(draft.effectiveFrom));
  return replaces === draft.planId ? held : `${held}${words.join}${words.forAdvisorsOf(replaces)}`;
}

/** What a trial reads, and where that is the credits, why: the sentence, and each reason. */
export function wayTexts(
  way: SimulationDataSource,
  earn: "booked" | "fulfilled",
  writer: Writer,
  words: SimulationMessages,
): { readonly text: string; readonly reasons: readonly string[] } {
  if (way.reads === "snapshots") return { text: words.snapshots, reasons: [] };
  const reasons = way.because.map((reason) => {
    if (reason.kind === "dated") return words.because.dated;
    if (reason.kind === "unrated")
      return words.because.unrated(reason.facets.map((facet) => writer.name(facet)).join(writer.words.joins.list));
    const other = earn === "booked" ? "fulfilled" : "booked";
    return words.because.earn(words.earn[earn], `${reason.version}`, words.earn[other]);
  });
  return { text: words.credits, reasons };
}
