import type { Proposal, Refusal, ScoresContent } from "../../approval/proposal.ts";
import type { FieldChange } from "../../approval/trail.ts";
import type { Month } from "../../calendar/month.ts";
import { sum } from "../../money/rounding.ts";
import type { PlanChange } from "../../plan/diff.ts";
import type { Plan } from "../../plan/schema.ts";
import type { AdvisorLine, OpenMonth, Trial, TrialResult } from "../../trial/trial.ts";
import type { Block, Figure, Row, Section } from "../view.ts";
import { capital, EMPTY, figure, figureColumn, textColumn } from "../writer.ts";
import { percentChange } from "./change.ts";
import { changeText } from "./people-trail.ts";
import type { PeopleWriter } from "./people-writer.ts";
import { diffBlock } from "./plan-diff.ts";
import type { PlanWriter } from "./plans-writer.ts";
import { refusalText } from "./refusals.ts";

/** What is known of a plan's proposal, as the use-cases tell of it. */
export interface ShownReview {
  readonly plan?: Plan | undefined;
  readonly reasons: readonly string[];
  readonly base?: Plan | undefined;
  readonly changes: readonly PlanChange[];
  readonly restates: boolean;
  readonly restatementRange?: { readonly from: Month; readonly to: Month } | undefined;
  readonly trial?: Trial | undefined;
  readonly result?: TrialResult | undefined;
  readonly missing: readonly Refusal[];
}

/** What a proposal is called. */
export function proposalTitle({ content }: Proposal, writer: PlanWriter): string {
  const words = writer.plans.proposal;
  if (content.kind === "plan") return words.title(content.planId, content.basedOn + 1);
  return content.kind === "advisor" ? words.ofAdvisor(content.advisor.name) : words.ofScores(content.source);
}

/** What of the plan changes, against the version that it follows. */
export function changesSection({ plan, base, changes, reasons, restates, restatementRange }: ShownReview, writer: PlanWriter): Section {
  const words = writer.plans.proposal;
  const title = words.changes;
  if (plan === undefined) return { id: "changes", title, blocks: unreadableBlocks(reasons, writer) };
  const { diff } = writer.plans;
  const caption = base === undefined ? writer.plans.page.first : diff.titleTo(base.version);
  return {
    id: "changes",
    title,
    blocks: [
      ...(restates ? [restatesBlock(restatementRange, writer)] : []),
      diffBlock("diff", changes, plan.effectiveFrom, writer, capital(caption)),
    ],
  };
}

function restatesBlock(range: ShownReview["restatementRange"], writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const reach = range === undefined ? [] : [capital(words.restatesRange(writer.month(range.from), writer.month(range.to)))];
  return { kind: "paragraph", tone: "warning", text: [words.restatesText, ...reach].join(writer.words.joins.sentence) };
}

/** Why a draft is no plan yet, a line for each field. */
export function unreadableBlocks(reasons: readonly string[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  return [
    { kind: "paragraph", tone: "warning", text: words.unreadableWhy },
    {
      kind: "table",
      id: "unreadable",
      caption: words.unreadable,
      columns: [textColumn("")],
      rows: reasons.map((reason) => ({ cells: [writer.text(reason)] })),
    },
  ];
}

/** The trial of the content as it stands: its cost before and after, and whom it moves. */
export function trialBlocks({ trial, result }: Pick<ShownReview, "trial" | "result">, writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  if (trial === undefined) return [{ kind: "paragraph", text: words.trialNone }];
  const { from, to, as } = trial.request;
  const range: Block = { kind: "paragraph", text: words.trialRange(writer.month(from), writer.month(to), words.as[as]) };
  if (trial.failed !== undefined) return [range, { kind: "paragraph", tone: "warning", text: words.trialFailed }];
  if (result === undefined) return [range, { kind: "paragraph", text: words.trialRunning }];
  const { cost, winners, losers } = result;
  const figures: Figure[] = [
    figure(words.costBefore, writer.amount(cost.before)),
    figure(words.costAfter, writer.amount(cost.after)),
    figure(words.costChange, writer.change(cost.after - cost.before, { note: percentChange(cost) })),
    figure(words.winners, writer.text(words.gain(String(winners.advisors), writer.money(winners.amount)))),
    figure(words.losers, writer.text(words.lose(String(losers.advisors), writer.money(losers.amount)))),
    ...(trial.openMonth === undefined
      ? []
      : [openMonthFigure(words.openMonth(writer.month(trial.openMonth.month)), trial.openMonth, writer)]),
  ];
  return [range, { kind: "figures", figures }];
}

function openMonthFigure(label: string, { before, after }: Omit<OpenMonth, "month">, writer: PlanWriter): Figure {
  const words = writer.plans.proposal;
  return figure(
    label,
    writer.text(words.openMonthText(writer.money(before), writer.money(after)), { note: percentChange({ before, after }) }),
  );
}

/** What is submitted and approved: by whom, why, and the hashes that bind it. */
export function submissionSection({ submission, approval }: Proposal, writer: PlanWriter): Section[] {
  if (submission === undefined) return [];
  const words = writer.plans.proposal;
  const { openMonth } = submission;
  const hash = (label: string, text: string) => figure(label, writer.text(text));
  return [
    {
      id: "submission",
      title: words.submission,
      blocks: [
        {
          kind: "figures",
          figures: [
            figure(words.submission, writer.text(words.submittedBy(submission.by, writer.moment(submission.at)), { note: submission.why })),
            ...(openMonth ? [openMonthFigure(`${words.openMonthSubmitted} (${writer.month(openMonth.month)})`, openMonth, writer)] : []),
            ...(approval ? [figure(words.approval, writer.text(words.submittedBy(approval.by, writer.moment(approval.at))))] : []),
            hash(words.factsHash, submission.factsHash),
            hash(words.basisHash, submission.basisHash),
            hash(words.resultHash, submission.resultHash),
          ],
        },
      ],
    },
  ];
}

/** Refusals in the reader's language, one below the other. */
export function refusalBlocks(refusals: readonly Refusal[], writer: PlanWriter): Block[] {
  return refusals.map((refusal) => ({ kind: "paragraph", tone: "warning", text: refusalText(refusal, writer.language) }));
}

/** More advisors than this are listed by the trial alone. */
const MOST_RESTATED = 200;

/** The adjustments of a restatement: a row for each advisor and month that changes, and their total. */
export function restatedBlocks(lines: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const changed = lines
    .map((line) => ({ ...line, months: line.months.filter(({ before, after }) => before !== after) }))
    .filter(({ months }) => months.length > 0);
  if (changed.length === 0) return [{ kind: "paragraph", text: words.restatementNone }];
  const months = changed.flatMap((line) => line.months);
  const [before, after] = [sum(months.map((month) => month.before)), sum(months.map((month) => month.after))];
  const shown = changed.slice(0, MOST_RESTATED);
  const rows: Row[] = shown.flatMap(({ advisorId, name, months: each }) =>
    each.map((month) => ({
      cells: [
        writer.text(name, { to: `advisors/${encodeURIComponent(advisorId)}`, note: advisorId }),
        writer.text(writer.month(month.month)),
        writer.amount(month.before),
        writer.amount(month.after),
        writer.change(month.after - month.before),
      ],
    })),
  );
  const left = changed.slice(MOST_RESTATED).flatMap((line) => line.months);
  const rest = { before: sum(left.map((month) => month.before)), after: sum(left.map((month) => month.after)) };
  const more: Row[] =
    left.length === 0
      ? []
      : [
          {
            kind: "carried",
            cells: [
              writer.text(words.more(String(changed.length - shown.length))),
              EMPTY,
              writer.amount(rest.before),
              writer.amount(rest.after),
              writer.change(rest.after - rest.before),
            ],
          },
        ];
  const total: Row = {
    kind: "total",
    cells: [writer.text(words.total), EMPTY, writer.amount(before), writer.amount(after), writer.change(after - before)],
  };
  return [
    { kind: "paragraph", text: words.restatementNote },
    {
      kind: "table",
      id: "restated",
      caption: words.restatement,
      columns: [
        textColumn(writer.words.advisor),
        textColumn(words.month),
        figureColumn(words.before),
        figureColumn(words.after),
        figureColumn(words.difference),
      ],
      rows: [...rows, ...more, total],
    },
    ...(left.length === 0 ? [] : [{ kind: "paragraph" as const, text: words.restatementLarge(String(changed.length)) }]),
  ];
}

/** What other facts are to become: scores as a table against what is stored, an advisor's fields one by one. */
export function factsBlocks({ content }: Proposal, changes: readonly FieldChange[], people: PeopleWriter, writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  if (content.kind === "plan") return [];
  if (content.kind === "scores") return [scoresTable(content, changes, writer)];
  const rows = changes.map((change) => ({ cells: [writer.text(changeText(change, people))] }));
  if (rows.length === 0) return [{ kind: "paragraph", text: words.nothing }];
  return [{ kind: "table", id: "fields", caption: words.advisorFields, columns: [textColumn("")], rows }];
}

function scoresTable({ entries }: ScoresContent, changes: readonly FieldChange[], writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const known = new Map(changes.map(({ path, before }) => [path, before]));
  const rows = entries.flatMap(({ advisorId, storeId, month, values }): Row[] => {
    const subject = advisorId === undefined ? `stores.${storeId}` : `advisors.${advisorId}`;
    return Object.entries(values).map(([name, value]) => {
      const before = known.get(`${subject}.${month}.${name}`);
      return {
        cells: [
          writer.text(advisorId ?? storeId ?? ""),
          writer.text(writer.month(month)),
          writer.text(writer.title(name)),
          typeof before === "string" ? writer.number(before) : EMPTY,
          writer.number(value),
        ],
      };
    });
  });
  const columns = [
    textColumn(words.who),
    textColumn(words.month),
    textColumn(words.score),
    figureColumn(words.asBefore),
    figureColumn(words.asAfter),
  ];
  return { kind: "table", id: "scores", caption: words.scores, columns, rows };
}
