import type { Language } from "../../base/language.ts";
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
      ? [
          { kind: "paragraph", text: words.parts(formatCount(trial.done), formatCount(trial.parts.length)) },
          { kind: "paragraph", text: words.runningNote, tone: "note" },
        ]
      : [
          {
            kind: "paragraph",
            text: words.failedNote(issues.map((each) => formatIssue(each)).join(writer.words.joins.sentence)),
            tone: "warning",
          },
          { kind: "paragraph", text: words.failedWhatToDo },
        ];
  return {
    language,
    ...titlesOf(request, writer, words),
    sections: [
      { id: "state", title: issues === undefined ? words.running : words.failed, blocks: [...blocks, linksBlock(trial, words)] },
      inputSection(trial, writer, words),
    ],
    footer: [words.footer.trial(trial.simulationId), words.footer.by(trial.by, begunAt)],
  };
}
