import type { Month } from "../../base/calendar/month.ts";
import { openMonthFigure } from "../../proposals/views/inbox-view.ts";
import { simulationMessagesIn } from "../../simulations/messages.ts";
import type { AdvisorLine } from "../../simulations/model/simulation.ts";
import { restatedTable, sumsOf } from "../../simulations/restatement/views/restatement-blocks.ts";
import { percentChange } from "../../ui/change.ts";
import { col, table } from "../../ui/table.ts";
import { type Block, type Figure, figuresBlock, paragraph, type Row, type Section, section } from "../../ui/view.ts";
import { capital, EMPTY, figure } from "../../ui/writer.ts";
import type { PlanReview } from "../steps/review-draft.ts";
import { diffBlock } from "./diff-view.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** What is known of a plan's proposal, with what is wrong with its terms in the reader's language. */
export type ReviewViewModel = Omit<PlanReview, "issues" | "findings" | "latestVersion"> & { readonly problems: readonly string[] };

/** What of the plan changes, against the version that it follows. */
export function changesSection(
  { plan, base, changes, problems, restates, restatementRange }: ReviewViewModel,
  writer: PlanWriter,
): Section {
  const words = writer.plans.proposal;
  const title = words.changes;
  if (plan === undefined) return section("changes", title, invalidBlocks(problems, writer));
  const { diff } = writer.plans;
  const caption = base === undefined ? writer.plans.page.first : diff.titleTo(base.version);
  return section("changes", title, [
    ...(restates ? [restatesBlock(restatementRange, writer)] : []),
    diffBlock("diff", changes, plan, writer, capital(caption)),
  ]);
}

function restatesBlock(range: ReviewViewModel["restatementRange"], writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const reach = range === undefined ? [] : [capital(words.restatesRange(monthsText(range.from, range.to, writer)))];
  return paragraph([words.restatesText, ...reach].join(writer.words.joins.sentence), "warning");
}

/** "July 2026 to August 2026"; one month alone. */
function monthsText(from: Month, to: Month, writer: PlanWriter): string {
  return from === to ? writer.month(from) : writer.plans.fromTo(writer.month(from), writer.month(to));
}

/** Why a draft is no plan yet, a line for each field. */
export function invalidBlocks(problems: readonly string[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  return [
    paragraph(words.invalidReason, "warning"),
    table({ id: "invalid", caption: words.invalid }, problems, [col("", (problem) => writer.text(problem))]),
  ];
}

/** The trial of the content as it stands: its cost before and after, and whom it moves. */
export function simulationBlocks({ trial, result }: Pick<ReviewViewModel, "trial" | "result">, writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  if (trial === undefined) return [paragraph(words.trialNone)];
  const { from, to, as } = trial.request;
  const range: Block = paragraph(capital(words.trialRange(monthsText(from, to, writer), words.as[as])));
  if (trial.issues !== undefined) return [range, paragraph(words.trialFailed, "warning")];
  if (result === undefined) return [range, paragraph(words.trialRunning)];
  const { cost, increased, decreased } = result;
  const figures: Figure[] = [
    figure(words.costBefore, writer.amount(cost.before)),
    figure(words.costAfter, writer.amount(cost.after)),
    figure(words.costChange, writer.change(cost.after - cost.before, { note: percentChange(cost) })),
    figure(writer.words.increased, writer.text(words.advisorsSum(String(increased.advisors), writer.changeOf(increased.amount)))),
    figure(writer.words.decreased, writer.text(words.advisorsSum(String(decreased.advisors), writer.changeOf(decreased.amount)))),
    ...(trial.openMonth === undefined
      ? []
      : [openMonthFigure(words.openMonth(writer.month(trial.openMonth.month)), trial.openMonth, writer)]),
  ];
  return [range, figuresBlock(figures)];
}

/** More advisors than this are listed by the trial alone. */
const MAX_RESTATED = 200;

/** The adjustments of a restatement: a row for each advisor and month that changes, and their total. */
export function restatedBlocks(lines: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const { before, after } = simulationMessagesIn(writer.language).restates;
  const changed = lines
    .map((line) => ({ ...line, months: line.months.filter((month) => month.before !== month.after) }))
    .filter(({ months }) => months.length > 0);
  if (changed.length === 0) return [paragraph(words.restatementNone)];
  const shown = changed.slice(0, MAX_RESTATED);
  const left = changed.slice(MAX_RESTATED).flatMap((line) => line.months);
  const others = sumsOf(left);
  const more: Row = {
    kind: "carried",
    cells: [
      writer.text(words.more(String(changed.length - shown.length))),
      EMPTY,
      writer.amount(others.before),
      writer.amount(others.after),
      writer.change(others.after - others.before),
    ],
  };
  const items = shown.flatMap(({ advisorId, name, months }) => months.map((month) => ({ ...month, advisorId, name })));
  const of = changed.flatMap((line) => line.months);
  const named = { caption: words.restatement, before, after, difference: words.difference };
  return [
    paragraph(words.restatementNote),
    restatedTable(items, named, { of, rest: left.length === 0 ? [] : [more] }, writer),
    ...(left.length === 0 ? [] : [paragraph(words.restatementLarge(String(changed.length)))]),
  ];
}
