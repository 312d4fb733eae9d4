import { type Block, paragraph, type Section, section } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { Simulation, SimulationDataSource, SimulationRequest } from "../model/simulation.ts";

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

/** What a page says of a trial beside what the trial holds. */
export interface SimulationLinks {
  /** ISO 4217. */
  readonly currency: string;
  /** When it was begun, as the agency's clock shows it. */
  readonly begunAt: string;
}

/** Which draft was tried, over which months, and how. */
export function titlesOf(
  request: SimulationRequest,
  writer: Writer,
  words: SimulationMessages,
): { readonly title: string; readonly subtitle: string } {
  const subtitle = `${rangeText(request, writer, words)}${words.join}${asText(request, writer, words)}`;
  return { title: words.title(draftText(request, words)), subtitle };
}

/** What was read, and why. */
export function inputSection({ way, request }: Simulation, writer: Writer, words: SimulationMessages): Section {
  const { text, reasons } = wayTexts(way, request.draft.earn, writer, words);
  return section("basis", words.inputData, [paragraph(text), ...reasons.map((reason): Block => paragraph(reason))]);
}

/** To what belongs to a trial: its file where it is done, other trials, and the draft. */
export function linksBlock({ simulationId, proposalId, result }: Simulation, words: SimulationMessages): Block {
  const links = [
    ...(result === undefined ? [] : [{ text: words.csv, to: `simulations/${simulationId}/advisors.csv` }]),
    ...(proposalId === undefined
      ? []
      : [
          { text: words.compare, to: `proposals/${proposalId}/simulations` },
          { text: words.proposal, to: `proposals/${proposalId}` },
        ]),
  ];
  return { kind: "links", links };
}
