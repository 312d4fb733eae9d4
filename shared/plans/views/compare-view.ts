import { canonicalJson } from "../../base/json/exact-json.ts";
import { diffPlans } from "../../engine/plan/diff.ts";
import { simulationMessagesIn } from "../../simulations/messages.ts";
import type { SimulationMessages } from "../../simulations/messages.zh.ts";
import { asText, draftText, rangeText } from "../../simulations/views/description.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { col, table } from "../../ui/table.ts";
import type { Block, Section, TableBlock, View } from "../../ui/view.ts";
import { capital, EMPTY, type Writer } from "../../ui/writer.ts";
import { type Compared, comparableBlocks, componentsTable, type Finished, figuresTable, type Lettered } from "./compare-tables.ts";
import { diffBlock } from "./diff-view.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** More side by side nobody takes in. */
export const MAX_COMPARED = 4;

/** Trials side by side, each a column under a letter. */
export function compareView(compared: readonly Compared[], missing: readonly string[], writer: PlanWriter): View {
  const { language } = writer;
  const words = simulationMessagesIn(language);
  const lettered = compared.slice(0, MAX_COMPARED).map((each, place): Lettered => ({ ...each, letter: "ABCD".charAt(place) }));
  const finished = lettered.filter((each): each is Finished => each.result !== undefined);
  const figures: Section[] =
    finished.length === 0
      ? []
      : [
          section("figures", words.figures, [...comparableBlocks(finished, words), figuresTable(finished, writer, words)]),
          section("components", words.componentsAfter, [componentsTable(finished, writer, words)]),
        ];
  return {
    language,
    title: words.compareTitle,
    sections: [
      section("trials", words.compareLegend, simulationBlocks(lettered, missing, writer, words)),
      ...figures,
      ...draftsSection(lettered, writer),
    ],
    footer: [],
  };
}

function simulationBlocks(lettered: readonly Lettered[], missing: readonly string[], writer: Writer, words: SimulationMessages): Block[] {
  const notes = [
    ...(lettered.length < 2 ? [words.nothingToCompare] : []),
    ...missing.map((id) => words.missingTrial(id)),
    ...lettered.filter(({ result }) => result === undefined).map(({ letter }) => words.unfinished(letter)),
  ];
  const block: TableBlock = table({ id: "trials-compared", caption: words.compareLegend }, lettered, [
    col(words.letter, ({ letter }) => writer.text(letter)),
    col(words.what, ({ trial }) =>
      writer.text(draftText(trial.request, words), {
        to: `simulations/${encodeURIComponent(trial.simulationId)}`,
        note: capital(asText(trial.request, writer, words)),
      }),
    ),
    col(words.rangeAsked, ({ trial }) => writer.text(rangeText(trial.request, writer, words))),
    col(words.draft, ({ trial }) =>
      trial.proposalId === undefined ? EMPTY : writer.text(words.draftChanges, { to: `proposals/${encodeURIComponent(trial.proposalId)}` }),
    ),
  ]);
  return [...notes.map((text): Block => paragraph(text)), ...(lettered.length === 0 ? [] : [block])];
}

/** What each draft has other than the first. */
function draftsSection([first, ...others]: readonly Lettered[], writer: PlanWriter): Section[] {
  if (first === undefined || others.length === 0) return [];
  const words = simulationMessagesIn(writer.language);
  const base = first.trial.request.draft;
  const blocks = others.map(({ letter, trial: { request } }): Block => {
    const caption = words.against(first.letter, letter);
    if (canonicalJson(request.draft) === canonicalJson(base)) return paragraph(words.sameDraft(caption));
    return diffBlock(`drafts-${letter}`, diffPlans(base, request.draft), request.draft, writer, caption);
  });
  return [section("drafts", words.draftsDiffer, blocks)];
}
