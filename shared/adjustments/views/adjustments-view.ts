import type { Instant } from "../../base/calendar/month.ts";
import { type CountAndAmount, sum } from "../../base/money/money.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { adjustmentPath, advisorPath, proposalPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, figuresBlock, paragraph } from "../../ui/view.ts";
import { type FinanceWriter, figure } from "../../ui/writer.ts";
import { adjustmentsWordsOf } from "../messages.ts";
import { isAdjustmentsContent } from "../model/content.ts";
import type { AdvisorAdjustment, PublishedAdjustment } from "../steps/list-adjustments.ts";
import type { AdjustmentPreviewLine, AdjustmentsPreview } from "../steps/propose-adjustments.ts";

/** Proposals that wait, each with what it comes to. */
export function waitingAdjustments(waiting: readonly Proposal[], writer: FinanceWriter): Block {
  const words = adjustmentsWordsOf(writer.language);
  if (waiting.length === 0) return paragraph(words.waitingNone);
  const shown = waiting.flatMap(({ content, ...proposal }) => (isAdjustmentsContent(content) ? [{ ...proposal, ...content }] : []));
  return table({ id: "waiting-table", caption: words.pendingApproval }, shown, [
    col(words.proposalTitle, ({ entries, proposalId, source }) =>
      writer.text(words.entries(writer.count(entries.length).text), { to: proposalPath(proposalId), note: source }),
    ),
    col(words.comment, ({ submission }) => writer.text(submission?.comment ?? "")),
    col(words.proposedBy, ({ submission, authors }) => writer.text(submission?.by ?? authors[0] ?? "")),
    col(words.at, ({ changedAt }) => writer.text(writer.moment(changedAt))),
    num(words.amount, ({ entries }) => writer.change(sum(entries.map(({ amount }) => BigInt(amount))))),
  ]);
}

/** Adjustments that join statements to come, with their sum. */
export function publishedAdjustments(published: readonly PublishedAdjustment[], nameOf: Names, writer: FinanceWriter): Block[] {
  const words = adjustmentsWordsOf(writer.language);
  const note: Block = paragraph(words.publishedNote, "note");
  if (published.length === 0) return [paragraph(words.publishedNone), note];
  const block = table({ id: "published-table", caption: words.published }, published, [
    col(words.advisor, ({ advisorId }) => whoCell(advisorId, nameOf, writer), { total: writer.text(words.total) }),
    col(words.month, ({ month }) => writer.text(writer.month(month))),
    col(words.reason, (each) =>
      writer.text(each.reason, { to: adjustmentPath(each.adjustmentId, each.advisorId), note: stateOf(each, writer) }),
    ),
    col(words.evidence, ({ evidence }) => writer.text(evidence)),
    num(words.amount, ({ amount }) => writer.change(BigInt(amount)), {
      total: writer.change(sum(published.map(({ amount }) => BigInt(amount)))),
    }),
  ]);
  return [block, note];
}

/** One advisor's adjustments, the latest first. */
export function adjustmentsOfAdvisor(all: readonly AdvisorAdjustment[], writer: FinanceWriter): Block {
  const words = adjustmentsWordsOf(writer.language);
  if (all.length === 0) return paragraph(words.publishedNone);
  return table({ id: "adjustments-table", caption: words.title }, all, [
    col(words.month, (each) => writer.text(writer.month(each.month))),
    col(words.reason, (each) => writer.text(each.reason, { to: adjustmentPath(each.adjustmentId, each.advisorId) })),
    col(words.status, (each) =>
      writer.text((each.isSettled ? words.one.settled : words.one.open)(writer.month(each.month)), { note: stateOf(each, writer) }),
    ),
    num(words.amount, (each) => writer.change(BigInt(each.amount))),
  ]);
}

type Standing = Pick<AdjustmentShown, "counteredBy" | "counters" | "kind">;

function stateOf({ counteredBy, counters, kind }: Standing, writer: FinanceWriter): string | undefined {
  const words = adjustmentsWordsOf(writer.language);
  if (kind === "writeOff") return words.writeOff;
  if (counteredBy !== undefined) return words.countered;
  return counters === undefined ? undefined : words.counterOf(counters);
}

function whoCell(advisorId: string, nameOf: Names, writer: FinanceWriter): Cell {
  const name = nameOf(advisorId);
  return writer.text(name ?? advisorId, { to: advisorPath(advisorId), note: name === undefined ? undefined : advisorId });
}

/** What would be proposed comes to: all of it, and what is added and taken. */
export function controlTotals(totals: AdjustmentsPreview["totals"], writer: FinanceWriter): Block {
  const words = adjustmentsWordsOf(writer.language);
  const of = (label: string, { count, amount }: CountAndAmount) =>
    figure(label, writer.text(words.sum(writer.count(count).text, writer.changeOf(amount))));
  return figuresBlock([of(words.total, totals.all), of(words.added, totals.added), of(words.taken, totals.taken)]);
}

/** What would be proposed, line by line. */
export function adjustmentLines(lines: readonly AdjustmentPreviewLine[], writer: FinanceWriter): Block {
  const words = adjustmentsWordsOf(writer.language);
  const noteOf = ({ entry, warnings }: AdjustmentPreviewLine) => [
    ...(entry.kind === undefined ? [] : [words.writeOff]),
    ...(entry.counters === undefined ? [] : [words.proposed.reverses(entry.counters)]),
    ...warnings.map((warning) => words.warnings[warning]),
  ];
  return table({ id: "lines-table", caption: words.details }, lines, [
    num(words.row, ({ line, sheet }) => writer.count(line, { note: sheet })),
    col(words.advisor, ({ entry: { advisorId }, name }) => writer.text(name, { note: advisorId, to: advisorPath(advisorId) })),
    col(words.month, ({ entry }) => writer.text(writer.month(entry.month))),
    col(words.reason, (line) => writer.text(line.entry.reason, { note: noteOf(line).join(writer.words.joins.list) })),
    col(words.evidence, ({ entry }) => writer.text(entry.evidence)),
    num(words.amount, ({ entry }) => writer.change(BigInt(entry.amount))),
  ]);
}

/** One adjustment and where it comes from. */
export interface AdjustmentShown extends AdvisorAdjustment {
  readonly counters?: string | undefined;
  /** None of what another system sent. */
  readonly evidence?: string | undefined;
  readonly from?: Pick<Proposal, "proposalId" | "submission" | "approval"> | undefined;
}

/** What an adjustment says, who proposed and approved it, and what undid it. */
export function adjustmentBlock(shown: AdjustmentShown, writer: FinanceWriter): Block {
  const words = adjustmentsWordsOf(writer.language);
  const { advisorId, month, amount, reason, evidence, isSettled, counteredBy, counters, from, adjustmentId, kind } = shown;
  const act = ({ by, at }: { readonly by: string; readonly at: Instant }, note?: string) =>
    writer.text(`${by}, ${writer.moment(at)}`, { note });
  const { one } = words;
  return figuresBlock([
    figure(words.amount, writer.change(BigInt(amount))),
    ...(kind === undefined ? [] : [figure(words.kind, writer.text(words.writeOff, { note: words.writeOffNote }))]),
    figure(words.reason, writer.text(reason)),
    ...(evidence === undefined ? [] : [figure(words.evidence, writer.text(evidence))]),
    figure(
      writer.words.status,
      writer.text((isSettled ? one.settled : one.open)(writer.month(month)), {
        ...(isSettled && { to: `/advisors/${encodeURIComponent(advisorId)}/statements/${month}` }),
      }),
    ),
    ...(from?.submission === undefined ? [] : [figure(one.proposed, act(from.submission, from.submission.comment))]),
    ...(from?.approval === undefined ? [] : [figure(one.approved, act(from.approval))]),
    figure(
      writer.words.proposalTitle,
      from === undefined ? writer.text(one.fromElsewhere) : writer.text(from.proposalId, { to: proposalPath(from.proposalId) }),
    ),
    figure(one.id, writer.text(adjustmentId)),
    ...(counters === undefined ? [] : [figure(one.counters, writer.text(counters, { to: adjustmentPath(counters, advisorId) }))]),
    ...(counteredBy === undefined
      ? []
      : [figure(one.counteredBy, writer.text(counteredBy, { to: adjustmentPath(counteredBy, advisorId) }))]),
  ]);
}
