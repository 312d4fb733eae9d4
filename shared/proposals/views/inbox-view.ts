import type { Actor } from "../../access/person.ts";
import type { Refusal } from "../../base/issues/issue.ts";
import type { Language } from "../../base/language.ts";
import { changeCell, percentChange } from "../../ui/change.ts";
import { formatCount, formatMoment } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, type Figure, figuresBlock, paragraph, type Section, section, type View } from "../../ui/view.ts";
import { EMPTY, figure, type IssueWriter, type MomentWriter, type Writer, writerFor } from "../../ui/writer.ts";
import type { ProposalKinds } from "../kind.ts";
import { approvalsWordsIn, proposalWordsOf } from "../messages.ts";
import type { ApprovalsWords } from "../messages.zh.ts";
import { possibleSteps } from "../model/apply-step.ts";
import type { ApprovalEffect, Proposal } from "../model/proposal.ts";

export interface ApprovalItem {
  readonly proposal: Proposal;
  /** None where it is not known: nothing was tried, or the record of it is gone. */
  readonly effect?: ApprovalEffect;
}

/** With what rows are written. */
interface RowContext {
  readonly kinds: ProposalKinds;
  readonly writer: Writer;
  readonly words: ApprovalsWords;
  readonly moment: (instant: string) => string;
}

/** What waits for the reader, what waits for others, what waits for being published, and what was decided lately. */
export function approvalsView(
  items: readonly ApprovalItem[],
  reader: Actor,
  agency: { readonly currency: string; readonly timeZone: string },
  language: Language,
  kinds: ProposalKinds,
): View {
  const words = approvalsWordsIn(language);
  const context = {
    kinds,
    writer: writerFor(agency.currency, language),
    words,
    moment: (instant: string) => formatMoment(instant, agency.timeZone),
  };
  const inStatus = (...statuses: readonly Proposal["status"][]) => items.filter(({ proposal }) => statuses.includes(proposal.status));
  const { mine = [], others = [] } = Object.groupBy(inStatus("submitted"), ({ proposal }) =>
    possibleSteps(kinds.of(proposal.content), proposal, reader).includes("approve") ? "mine" : "others",
  );
  const toPublish = inStatus("approved", "publishing");
  const decided = inStatus("published", "withdrawn");
  const count = formatCount(mine.length);
  const listSection = (id: string, title: string, listed: readonly ApprovalItem[], none: string): Section => {
    if (listed.length === 0) return section(id, title, [paragraph(none, "note")]);
    return section(id, title, [id === "decided" ? decidedTable(title, listed, context) : waitingTable(id, title, listed, context)]);
  };
  return {
    language,
    title: words.title(count),
    subtitle: words.note,
    sections: [
      listSection("for-me", words.forMe(count), mine, words.noneForMe),
      listSection("for-others", words.forOthers(formatCount(others.length)), others, words.noneForOthers),
      ...(toPublish.length === 0 ? [] : [listSection("to-publish", words.toPublish(formatCount(toPublish.length)), toPublish, "")]),
      listSection("decided", words.decided, decided, words.noneDecided),
    ],
    footer: [],
  };
}

function waitingTable(id: string, caption: string, items: readonly ApprovalItem[], context: RowContext): Block {
  const { writer, words, moment } = context;
  return table({ id: `${id}-list`, caption }, items, [
    col(words.proposalTitle, (item) => whatCell(item, context, (item.proposal.refusals ?? []).length === 0 ? undefined : words.refused)),
    col(words.comment, ({ proposal: { submission } }) => writer.text(submission?.comment ?? "")),
    col(words.by, ({ proposal: { submission } }) => writer.text(submission?.by ?? "")),
    col(words.at, ({ proposal: { submission } }) => writer.text(submission === undefined ? "" : moment(submission.at))),
    num(words.effect, (item) => effectCell(item, writer, words)),
  ]);
}

function decidedTable(caption: string, items: readonly ApprovalItem[], context: RowContext): Block {
  const { writer, words, moment } = context;
  return table({ id: "decided-list", caption }, items, [
    col(words.proposalTitle, (item) => whatCell(item, context)),
    col(words.decision, ({ proposal: { status, approval } }) =>
      writer.text(words.status[status], { note: approval === undefined ? undefined : words.approvedBy(approval.by) }),
    ),
    col(words.by, ({ proposal: { submission, authors } }) => writer.text(submission?.by ?? authors.join(writer.words.joins.list))),
    col(words.decidedAt, ({ proposal: { publishedAt, changedAt } }) => writer.text(moment(publishedAt ?? changedAt))),
    num(words.effect, (item) => effectCell(item, writer, words)),
  ]);
}

/** What is proposed, leading to its page; with what its effect was computed over, and how far it moves the open month. */
function whatCell({ proposal, effect }: ApprovalItem, { kinds, writer, words }: RowContext, refused?: string): Cell {
  const { proposalId, content, submission } = proposal;
  const { text, notes } = kinds.of(content).views.summary(content, writer.language);
  const openMonth = submission?.openMonth;
  const openPercent = openMonth && percentChange(openMonth);
  const all = [
    ...notes,
    ...(submission?.restates === true ? [words.restates] : []),
    ...(refused === undefined ? [] : [refused]),
    ...(effect?.kind === "cost" ? effect.notes : []),
    ...(openMonth === undefined || openPercent === undefined ? [] : [words.openMonth(writer.month(openMonth.month), openPercent)]),
  ];
  return writer.text(text, { to: `proposals/${encodeURIComponent(proposalId)}`, note: all.join(writer.words.joins.list) });
}

/** What it comes to. */
function effectCell({ effect }: ApprovalItem, writer: Writer, words: ApprovalsWords): Cell {
  if (effect === undefined) return EMPTY;
  if (effect.kind === "restatement") return writer.change(effect.total, { note: words.restatedFor(formatCount(effect.advisors)) });
  return changeCell(effect, writer);
}

/** What is submitted and approved: by whom, why, and the hashes that bind it. */
export function submissionSection({ submission, approval }: Proposal, writer: MomentWriter): Section[] {
  if (submission === undefined) return [];
  const words = proposalWordsOf(writer.language);
  const { openMonth } = submission;
  const hash = (label: string, text: string) => (text === "" ? [] : [figure(label, writer.text(text))]);
  return [
    section("submission", words.submission, [
      figuresBlock([
        figure(words.submission, writer.text(words.submittedBy(submission.by, writer.moment(submission.at)), { note: submission.comment })),
        ...(openMonth ? [openMonthFigure(`${words.openMonthSubmitted} (${writer.month(openMonth.month)})`, openMonth, writer)] : []),
        ...(approval ? [figure(words.approval, writer.text(words.submittedBy(approval.by, writer.moment(approval.at))))] : []),
        ...hash(words.contentHash, submission.contentHash),
        ...hash(words.inputData, submission.inputHash),
        ...hash(words.resultHash, submission.resultHash),
      ]),
    ]),
  ];
}

/** How an open month's cost stands without a proposal and with it, minor units. */
export function openMonthFigure(
  label: string,
  { before, after }: { readonly before: bigint; readonly after: bigint },
  writer: Writer,
): Figure {
  const words = proposalWordsOf(writer.language);
  return figure(
    label,
    writer.text(words.openMonthText(writer.money(before), writer.money(after)), { note: percentChange({ before, after }) }),
  );
}

/** Refusals in the reader's language, one below the other. */
export function refusalBlocks(refusals: readonly Refusal[], { formatIssue }: IssueWriter): Block[] {
  return refusals.map((refusal) => paragraph(formatIssue(refusal), "warning"));
}
