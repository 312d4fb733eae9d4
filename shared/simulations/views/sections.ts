import { paragraph, section } from "../../ui/blocks.ts";
import type { Block, Section } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { Simulation, SimulationRequest } from "../model/simulation.ts";
import { asText, draftText, rangeText, wayTexts } from "./description.ts";

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
  return section("basis", words.basis, [paragraph(text), ...reasons.map((reason): Block => paragraph(reason))]);
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
