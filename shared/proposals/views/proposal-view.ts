import type { Refusal } from "../../base/issues/refusal.ts";
import type { PlanWriter } from "../../plans/views/plan-writer.ts";
import { openMonthFigure } from "../../plans/views/proposal-view.ts";
import { refusalText } from "../../ui/issue-text.ts";
import type { Block, Section } from "../../ui/view.ts";
import { figure } from "../../ui/writer.ts";
import type { Proposal } from "../model/proposal.ts";

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
