import type { Agency } from "../../facts/agency.ts";
import { canonicalJson } from "../../json/exact-json.ts";
import { diffPlans } from "../../plan/diff.ts";
import type { Trial, TrialResult } from "../../trial/trial.ts";
import type { Block, Cell, Language, Row, Section, TableBlock, View } from "../view.ts";
import { capital, EMPTY, figureColumn, textColumn, type Writer, writerFor } from "../writer.ts";
import { changeCell, changeOf, percentChange } from "./change.ts";
import { diffBlock } from "./plan-diff.ts";
import { planWriterFor } from "./plans-writer.ts";
import { asText, draftText, rangeText } from "./trial-basis.ts";
import { type TrialWords, trialWordsIn } from "./trial-words.ts";

/** More side by side nobody takes in. */
export const MOST_COMPARED = 4;

/** A trial that is compared. */
export interface Compared {
  readonly trial: Trial;
  /** None while it runs. */
  readonly result?: TrialResult;
}

/** A trial under the letter that it has on the page. */
interface Lettered extends Compared {
  readonly letter: string;
}

type Finished = Lettered & { readonly result: TrialResult };

/** Trials side by side, each a column under a letter. */
export function compareView(compared: readonly Compared[], missing: readonly string[], agency: Agency, language: Language): View {
  const writer = writerFor(agency.currency, language);
  const words = trialWordsIn(language);
  const lettered = compared.slice(0, MOST_COMPARED).map((each, place): Lettered => ({ ...each, letter: "ABCD".charAt(place) }));
  const finished = lettered.filter((each): each is Finished => each.result !== undefined);
  const figures: Section[] =
    finished.length === 0
      ? []
      : [
          { id: "figures", title: words.figures, blocks: [...comparableBlocks(finished, words), figuresTable(finished, writer, words)] },
          { id: "components", title: words.componentsAfter, blocks: [componentsTable(finished, writer, words)] },
        ];
  return {
    language,
    title: words.compareTitle,
    sections: [
      { id: "trials", title: words.compareLegend, blocks: trialBlocks(lettered, missing, writer, words) },
      ...figures,
      ...draftsSection(lettered, agency, language),
    ],
    footer: [],
  };
}

function trialBlocks(lettered: readonly Lettered[], missing: readonly string[], writer: Writer, words: TrialWords): Block[] {
  const notes = [
    ...(lettered.length < 2 ? [words.nothingToCompare] : []),
    ...missing.map((id) => words.missingTrial(id)),
    ...lettered.filter(({ result }) => result === undefined).map(({ letter }) => words.unfinished(letter)),
  ];
  const table: TableBlock = {
    kind: "table",
    id: "trials-compared",
    caption: words.compareLegend,
    columns: [textColumn(words.letter), textColumn(words.what), textColumn(words.rangeAsked), textColumn(words.draft)],
    rows: lettered.map(({ letter, trial }) => ({
      cells: [
        writer.text(letter),
        writer.text(draftText(trial.request, words), {
          to: `trials/${encodeURIComponent(trial.trialId)}`,
          note: capital(asText(trial.request, writer, words)),
        }),
        writer.text(rangeText(trial.request, writer, words)),
        trial.proposalId === undefined
          ? EMPTY
          : writer.text(words.draftChanges, { to: `proposals/${encodeURIComponent(trial.proposalId)}` }),
      ],
    })),
  };
  return [...notes.map((text): Block => ({ kind: "paragraph", text })), ...(lettered.length === 0 ? [] : [table])];
}

/** Whether the figures may be held against each other. */
function comparableBlocks(finished: readonly Finished[], words: TrialWords): Block[] {
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

function figuresTable(finished: readonly Finished[], writer: Writer, words: TrialWords): TableBlock {
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
function componentsTable(finished: readonly Finished[], writer: Writer, words: TrialWords): TableBlock {
  const ids = [...new Set(finished.flatMap(({ result }) => Object.keys(result.components)))];
  const restOf = ({ components, cost }: TrialResult) => Object.values(components).reduce((left, { after }) => left - after, cost.after);
  const rests = finished.map(({ result }) => restOf(result));
  return {
    ...sideBySide("components-compared", words.componentsAfter, words.component, finished),
    rows: [
      ...ids.map((id) => ({
        cells: [
          writer.text(id === "" ? words.noValue : writer.title(id)),
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

/** What each draft has other than the first. */
function draftsSection([first, ...others]: readonly Lettered[], agency: Agency, language: Language): Section[] {
  if (first === undefined || others.length === 0) return [];
  const words = trialWordsIn(language);
  const writer = planWriterFor(agency, language);
  const base = first.trial.request.draft;
  const blocks = others.map(({ letter, trial: { request } }): Block => {
    const caption = words.against(first.letter, letter);
    if (canonicalJson(request.draft) === canonicalJson(base)) return { kind: "paragraph", text: words.sameDraft(caption) };
    return diffBlock(`drafts-${letter}`, diffPlans(base, request.draft), request.draft.effectiveFrom, writer, caption);
  });
  return [{ id: "drafts", title: words.draftsDiffer, blocks }];
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
