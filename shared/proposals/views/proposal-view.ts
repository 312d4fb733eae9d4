import type { Refusal } from "../../base/issues/refusal.ts";
import { figuresBlock, paragraph, section } from "../../ui/blocks.ts";
import { percentChange } from "../../ui/change.ts";
import type { Block, Figure, Section } from "../../ui/view.ts";
import { figure, type IssueWriter, type MomentWriter, type Writer } from "../../ui/writer.ts";
import { proposalWordsOf } from "../messages.ts";
import type { Proposal } from "../model/proposal.ts";

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
        ...hash(words.inputHash, submission.inputHash),
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
