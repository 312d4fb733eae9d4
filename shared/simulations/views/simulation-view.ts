import type { Language } from "../../base/language.ts";
import { changeCell, percentChange } from "../../ui/change.ts";
import { formatCount } from "../../ui/format.ts";
import { type Block, figuresBlock, paragraph, type Section, section, type View } from "../../ui/view.ts";
import { figure, type IssueWriter, type Writer, writerFor } from "../../ui/writer.ts";
import { simulationMessagesIn } from "../messages.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { Simulation, SimulationResult } from "../model/simulation.ts";
import { crossingSections, peopleSections } from "./advisors.ts";
import { groupSections, groupTable } from "./groups.ts";
import { inputSection, linksBlock, rangeText, type SimulationLinks, titlesOf } from "./sections.ts";

/** What a finished trial found: the cost, how it is made up, who gains and who loses, and what it was tried on. */
export function simulationView(
  trial: Simulation,
  result: SimulationResult,
  { currency, begunAt }: SimulationLinks,
  language: Language,
): View {
  const writer = writerFor(currency, language);
  const words = simulationMessagesIn(language);
  const { request, cost } = result;
  const range = rangeText(request, writer, words);
  const percent = percentChange(cost);
  return {
    language,
    ...titlesOf(request, writer, words),
    headline: {
      label: words.headline(range),
      minor: cost.after - cost.before,
      text: writer.changeOf(cost.after - cost.before),
      note: `${percent === undefined ? "" : `${percent}${words.join}`}${words.fromTo(writer.money(cost.before), writer.money(cost.after))}`,
    },
    sections: [
      overview(trial, result, writer, words),
      ...monthsSection(result, writer, words),
      ...peopleSections(result, writer, words),
      ...groupSections(result, writer, words),
      ...crossingSections(result, writer, words),
      openMonthSection(trial, writer, words),
      inputSection(trial, writer, words),
    ],
    footer: [
      words.footer.trial(trial.simulationId),
      words.footer.by(trial.by, begunAt),
      ...(trial.result === undefined ? [] : [words.inputHash(trial.result.inputHash), words.resultHash(trial.result.resultHash)]),
    ],
  };
}

/** What the versions that were in force differ by from the base: no effect of the draft, so it stands apart. */
function shiftBlocks(
  { cost, inForce, request }: Pick<SimulationResult, "cost" | "inForce" | "request">,
  writer: Writer,
  words: SimulationMessages,
): Block[] {
  if (inForce === cost.before || request.base === undefined) return [];
  const note: Block = paragraph(words.shiftNote(request.base.version), "note");
  const figures = [
    figure(words.inForce, writer.amount(inForce)),
    figure(words.shift(request.base.version), writer.change(cost.before - inForce)),
  ];
  return [figuresBlock(figures), note];
}

function overview(
  trial: Simulation,
  { cost, inForce, request, advisors }: SimulationResult,
  writer: Writer,
  words: SimulationMessages,
): Section {
  return section("overview", words.overview, [
    {
      kind: "before-after",
      id: "cost",
      caption: words.overview,
      description: words.fromTo(writer.money(cost.before), writer.money(cost.after)),
      legend: { before: words.before, after: words.after },
      rows: [{ label: words.cost, ...cost, text: percentChange(cost) ?? writer.changeOf(cost.after - cost.before) }],
    },
    figuresBlock([
      figure(words.costBefore, writer.amount(cost.before)),
      figure(words.costAfter, writer.amount(cost.after)),
      figure(words.difference, changeCell(cost, writer)),
      figure(words.advisors, writer.count(advisors)),
    ]),
    ...shiftBlocks({ cost, inForce, request }, writer, words),
    linksBlock(trial, words),
  ]);
}

/** Month by month; of one month alone the overview says it all. */
function monthsSection(result: SimulationResult, writer: Writer, words: SimulationMessages): Section[] {
  const months = Object.entries(result.months).sort(([a], [b]) => (a < b ? -1 : 1));
  if (months.length < 2) return [];
  const groups = months.map(([month, split]) => ({ key: month, label: writer.month(month), split }));
  const drawing: Block = {
    kind: "before-after",
    id: "months-bars",
    caption: words.byMonth,
    description: words.fromTo(writer.money(result.cost.before), writer.money(result.cost.after)),
    legend: { before: words.before, after: words.after },
    rows: groups.map(({ label, split }) => ({ label, before: split.before, after: split.after, text: percentChange(split) ?? "" })),
  };
  const shape = { id: "months", caption: words.byMonth, column: writer.words.month };
  return [section("by-month", words.byMonth, [drawing, groupTable(shape, groups, result.cost, writer, words)])];
}

/** The open month with the draft and without it. */
function openMonthSection({ openMonth }: Simulation, writer: Writer, words: SimulationMessages): Section {
  if (openMonth === undefined) {
    return section("open-month", words.openMonthTitle, [paragraph(words.openMonthMissing, "note")]);
  }
  const figures = [
    figure(words.costBefore, writer.amount(openMonth.before)),
    figure(words.costAfter, writer.amount(openMonth.after)),
    figure(words.difference, changeCell(openMonth, writer)),
  ];
  const note: Block = paragraph(words.openMonthNote, "note");
  return section("open-month", words.openMonth(writer.month(openMonth.month)), [figuresBlock(figures), note]);
}

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
