import type { TrialWords } from "../../simulations/messages.zh.ts";
import type { Trial, TrialResult } from "../../simulations/model/simulation.ts";
import { labelInDrafts } from "../../simulations/views/groups.ts";
import { changeCell, changeOf, percentChange } from "../../ui/change.ts";
import type { Block, Cell, Row, TableBlock } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn, type Writer } from "../../ui/writer.ts";

/** A trial that is compared. */
export interface Compared {
  readonly trial: Trial;
  /** None while it runs. */
  readonly result?: TrialResult;
}

/** A trial under the letter that it has on the page. */
export interface Lettered extends Compared {
  readonly letter: string;
}

export type Finished = Lettered & { readonly result: TrialResult };

/** Whether the figures may be held against each other. */
export function comparableBlocks(finished: readonly Finished[], words: TrialWords): Block[] {
  if (finished.length < 2) return [];
  const differs = (read: (each: Finished) => unknown) => new Set(finished.map(read)).size > 1;
  if (differs(({ trial }) => `${trial.request.from} ${trial.request.to}`)) {
    return [{ kind: "paragraph", text: words.otherRange, tone: "warning" }];
  }
  return [
    { kind: "paragraph", text: words.sameRange, tone: "note" },
    ...(differs(({ result }) => result.cost.before) ? [{ kind: "paragraph", text: words.otherCost, tone: "warning" } as const] : []),
  ];
}

/** What each trial found, a row for each figure. */
export function figuresTable(finished: readonly Finished[], writer: Writer, words: TrialWords): TableBlock {
  const row = (label: string, cellOf: (result: TrialResult) => Cell): Row => ({
    cells: [writer.text(label), ...finished.map(({ result }) => cellOf(result))],
  });
  const milestone = finished[0]?.result.milestone.amount ?? 0n;
  return {
    ...sideBySide("compared", words.figures, words.figures, finished),
    rows: [
      row(words.costBefore, ({ cost }) => writer.amount(cost.before)),
      row(words.costAfter, ({ cost }) => writer.amount(cost.after)),
      row(words.change, ({ cost }) => changeCell(cost, writer)),
      row(words.advisors, ({ advisors }) => writer.count(advisors)),
      row(words.winners, ({ winners }) => writer.count(winners.advisors)),
      row(words.winnersAmount, ({ winners }) => writer.change(winners.amount)),
      row(words.losers, ({ losers }) => writer.count(losers.advisors)),
      row(words.losersAmount, ({ losers }) => writer.change(losers.amount)),
      row(words.hurt, ({ hurtMost: [hurt] }) =>
        hurt === undefined
          ? EMPTY
          : writer.text(percentChange(hurt) ?? writer.changeOf(changeOf(hurt)), {
              to: `/advisors/${encodeURIComponent(hurt.advisorId)}`,
              note: hurt.name,
            }),
      ),
      row(words.milestoneUpRow(writer.money(milestone)), (result) => writer.count(result.milestone.up.count)),
      row(words.milestoneDownRow(writer.money(milestone)), (result) => writer.count(result.milestone.down.count)),
      row(words.equityGainedRow, ({ equity }) => writer.count(equity.gained.count)),
      row(words.equityLostRow, ({ equity }) => writer.count(equity.lost.count)),
    ],
  };
}

/** What each component costs with each draft, down to the cost. */
export function componentsTable(finished: readonly Finished[], writer: Writer, words: TrialWords): TableBlock {
  const ids = [...new Set(finished.flatMap(({ result }) => Object.keys(result.components)))];
  const restOf = ({ components, cost }: TrialResult) => Object.values(components).reduce((left, { after }) => left - after, cost.after);
  const rests = finished.map(({ result }) => restOf(result));
  return {
    ...sideBySide("components-compared", words.componentsAfter, words.component, finished),
    rows: [
      ...ids.map((id) => ({
        cells: [
          writer.text(
            id === ""
              ? words.noValue
              : writer.title(
                  id,
                  labelInDrafts(
                    id,
                    finished.map(({ result }) => result.request),
                  ),
                ),
          ),
          ...finished.map(({ result: { components } }) => {
            const split = components[id];
            return split === undefined ? EMPTY : writer.amount(split.after, { note: writer.changeOf(changeOf(split)) });
          }),
        ],
      })),
      ...(rests.every((rest) => rest === 0n) ? [] : [{ cells: [writer.text(words.rest), ...rests.map((rest) => writer.amount(rest))] }]),
      { kind: "total", cells: [writer.text(words.total), ...finished.map(({ result }) => writer.amount(result.cost.after))] },
    ],
  };
}

function sideBySide(id: string, caption: string, what: string, finished: readonly Finished[]): Omit<TableBlock, "rows"> {
  return {
    kind: "table",
    id,
    caption,
    columns: [textColumn(what), ...finished.map(({ letter }) => figureColumn(letter))],
    sideBySide: true,
  };
}
