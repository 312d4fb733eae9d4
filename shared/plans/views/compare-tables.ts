import type { SimulationMessages } from "../../simulations/messages.zh.ts";
import type { Simulation, SimulationResult } from "../../simulations/model/simulation.ts";
import { labelInDrafts } from "../../simulations/views/groups.ts";
import { paragraph } from "../../ui/blocks.ts";
import { changeCell, changeOf, percentChange } from "../../ui/change.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Cell, TableBlock } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";

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
    [words.change, ({ cost }) => changeCell(cost, writer)],
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
