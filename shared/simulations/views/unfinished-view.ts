import type { Language } from "../../base/language.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { formatCount } from "../../ui/format.ts";
import type { Block, View } from "../../ui/view.ts";
import { type IssueWriter, writerFor } from "../../ui/writer.ts";
import { simulationMessagesIn } from "../messages.ts";
import type { Simulation } from "../model/simulation.ts";
import { inputSection, linksBlock, type SimulationLinks, titlesOf } from "./sections.ts";

/** A trial that has no result: how far it is, or why it came to nothing. */
export function unfinishedSimulationView(
  trial: Simulation,
  { currency, begunAt, formatIssue }: SimulationLinks & IssueWriter,
  language: Language,
): View {
  const writer = writerFor(currency, language);
  const words = simulationMessagesIn(language);
  const { request, issues } = trial;
  const blocks: Block[] =
    issues === undefined
      ? [paragraph(words.parts(formatCount(trial.done), formatCount(trial.parts.length))), paragraph(words.runningNote, "note")]
      : [
          paragraph(words.failedNote(issues.map((each) => formatIssue(each)).join(writer.words.joins.sentence)), "warning"),
          paragraph(words.failedWhatToDo),
        ];
  return {
    language,
    ...titlesOf(request, writer, words),
    sections: [
      section("state", issues === undefined ? words.running : words.failed, [...blocks, linksBlock(trial, words)]),
      inputSection(trial, writer, words),
    ],
    footer: [words.footer.trial(trial.simulationId), words.footer.by(trial.by, begunAt)],
  };
}
