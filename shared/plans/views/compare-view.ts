import { canonicalJson } from "../../base/json/exact-json.ts";
import { diffPlans } from "../../engine/plan/diff.ts";
import { simulationMessagesIn } from "../../simulations/messages.ts";
import type { SimulationMessages } from "../../simulations/messages.zh.ts";
import type { Simulation, SimulationResult } from "../../simulations/model/simulation.ts";
import { labelInDrafts } from "../../simulations/views/groups.ts";
import { asText, draftText, rangeText } from "../../simulations/views/sections.ts";
import { changeCell, changeOf, percentChange } from "../../ui/change.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, paragraph, type Section, section, type TableBlock, type View } from "../../ui/view.ts";
import { capital, EMPTY, type Writer } from "../../ui/writer.ts";
import { diffBlock } from "./diff-view.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** A trial that is compared. */
export interface Compared {
  readonly trial: Simulation;
  /** None while it runs. */
  readonly result?: SimulationResult;
}

/** A trial under the letter that it has on the page. */
export interface Lettered extends Compared {
  readonly letter: string;
}

export type Finished = Lettered & { readonly result: SimulationResult };

/** Whether the figures may be held against each other. */
export function comparableBlocks(finished: readonly Finished[], words: SimulationMessages): Block[] {
  if (finished.length < 2) return [];
  const differs = (read: (each: Finished) => unknown) => new Set(finished.map(read)).size > 1;
  if (differs(({ trial }) => `${trial.request.from} ${trial.request.to}`)) {
    return [paragraph(words.otherRange, "warning")];
  }
  return [
    paragraph(words.sameRange, "note"),
    ...(differs(({ result }) => result.cost.before) ? [paragraph(words.otherCost, "warning")] : []),
  ];
}

/** What each trial found, a row for each figure. */
export function figuresTable(finished: readonly Finished[], writer: Writer, words: SimulationMessages): TableBlock {
  type FigureRow = readonly [label: string, cellOf: (result: SimulationResult) => Cell];
  const milestone = finished[0]?.result.milestone.amount ?? 0n;
  const rows: readonly FigureRow[] = [
    [words.costBefore, ({ cost }) => writer.amount(cost.before)],
    [words.costAfter, ({ cost }) => writer.amount(cost.after)],
    [words.difference, ({ cost }) => changeCell(cost, writer)],
    [words.advisors, ({ advisors }) => writer.count(advisors)],
    [words.increased, ({ increased }) => writer.count(increased.advisors)],
    [words.winnersAmount, ({ increased }) => writer.change(increased.amount)],
    [words.decreased, ({ decreased }) => writer.count(decreased.advisors)],
    [words.losersAmount, ({ decreased }) => writer.change(decreased.amount)],
    [
      words.hurt,
      ({ largestDecreases: [hurt] }) =>
        hurt === undefined
          ? EMPTY
          : writer.text(percentChange(hurt) ?? writer.changeOf(changeOf(hurt)), {
              to: `/advisors/${encodeURIComponent(hurt.advisorId)}`,
              note: hurt.name,
            }),
    ],
    [words.milestoneUpRow(writer.money(milestone)), (result) => writer.count(result.milestone.up.count)],
    [words.milestoneDownRow(writer.money(milestone)), (result) => writer.count(result.milestone.down.count)],
    [words.equityGainedRow, ({ equity }) => writer.count(equity.gained.count)],
    [words.equityLostRow, ({ equity }) => writer.count(equity.lost.count)],
  ];
  return table({ id: "compared", caption: words.figures, sideBySide: true }, rows, [
    col(words.figures, ([label]) => writer.text(label)),
    ...finished.map(({ letter, result }) => num<FigureRow>(letter, ([, cellOf]) => cellOf(result))),
  ]);
}

/** What each component costs with each draft, down to the cost. */
export function componentsTable(finished: readonly Finished[], writer: Writer, words: SimulationMessages): TableBlock {
  const ids = [...new Set(finished.flatMap(({ result }) => Object.keys(result.components)))];
  const restOf = ({ components, cost }: SimulationResult) =>
    Object.values(components).reduce((left, { after }) => left - after, cost.after);
  const rests = finished.map(({ result }) => restOf(result));
  const labelOf = (id: string) =>
    labelInDrafts(
      id,
      finished.map(({ result }) => result.request),
    );
  const nameOf = (id: string) => (id === "" ? words.noValue : writer.title(id, labelOf(id)));
  const costCell = ({ components }: SimulationResult, id: string) => {
    const split = components[id];
    return split === undefined ? EMPTY : writer.amount(split.after, { note: writer.changeOf(changeOf(split)) });
  };
  const rest = rests.every((each) => each === 0n)
    ? []
    : [{ cells: [writer.text(words.rest), ...rests.map((each) => writer.amount(each))] }];
  return table({ id: "components-compared", caption: words.componentsAfter, sideBySide: true, rest }, ids, [
    col(words.component, (id) => writer.text(nameOf(id)), { total: writer.text(writer.words.total) }),
    ...finished.map(({ letter, result }) => num<string>(letter, (id) => costCell(result, id), { total: writer.amount(result.cost.after) })),
  ]);
}

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
    col(words.simulation, ({ trial }) =>
      writer.text(draftText(trial.request, words), {
        to: `simulations/${encodeURIComponent(trial.simulationId)}`,
        note: capital(asText(trial.request, writer, words)),
      }),
    ),
    col(words.monthRange, ({ trial }) => writer.text(rangeText(trial.request, writer, words))),
    col(words.draftTitle, ({ trial }) =>
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
