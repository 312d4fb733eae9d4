import { type Actor, possibleSteps } from "../../approval/hindrances.ts";
import type { Proposal, ProposalContent } from "../../approval/proposal.ts";
import type { Agency } from "../../facts/agency.ts";
import type { TrialRequest } from "../../trial/trial.ts";
import { formatCount } from "../format.ts";
import type { Block, Cell, Language, Row, Section, View } from "../view.ts";
import { EMPTY, figureColumn, textColumn, type Writer, writerFor } from "../writer.ts";
import { type ApprovalsWords, approvalsWordsIn } from "./approvals-words.ts";
import { changeCell, percentChange } from "./change.ts";
import { formatMoment } from "./moment.ts";
import { rangeText } from "./trial-basis.ts";
import { trialWordsIn } from "./trial-words.ts";

/** What a submission comes to, minor units: a plan's cost by its trial, or what a change of other facts restates. */
export type ApprovalEffect =
  | { readonly kind: "trial"; readonly range: Pick<TrialRequest, "from" | "to">; readonly before: bigint; readonly after: bigint }
  | { readonly kind: "restatement"; readonly total: bigint; readonly advisors: number };

export interface ApprovalItem {
  readonly proposal: Proposal;
  /** None where it is not known: nothing was tried, or the record of it is gone. */
  readonly effect?: ApprovalEffect;
}

/** What waits for the reader, what waits for others, what waits for being published, and what was decided lately. */
export function approvalsView(items: readonly ApprovalItem[], reader: Actor, agency: Agency, language: Language): View {
  const writer = writerFor(agency.currency, language);
  const words = approvalsWordsIn(language);
  const moment = (instant: string) => formatMoment(instant, agency.timeZone);
  const submitted = items.filter(({ proposal }) => proposal.status === "submitted");
  const [forMe, forOthers] = [true, false].map((mine) =>
    submitted.filter(({ proposal }) => possibleSteps(proposal, reader).includes("approve") === mine),
  );
  const toPublish = items.filter(({ proposal: { status } }) => status === "approved" || status === "publishing");
  const decided = items.filter(({ proposal: { status } }) => status === "published" || status === "withdrawn");
  const section = (id: string, title: string, listed: readonly ApprovalItem[] = [], none?: string): Section[] => {
    if (listed.length === 0) return none === undefined ? [] : [{ id, title, blocks: [{ kind: "paragraph", text: none, tone: "note" }] }];
    const table = id === "decided" ? decidedTable(id, title, listed) : waitingTable(id, title, listed);
    return [{ id, title, blocks: [table] }];
  };
  const count = formatCount(forMe?.length ?? 0);
  return {
    language,
    title: words.title(count),
    subtitle: words.note,
    sections: [
      ...section("for-me", words.forMe(count), forMe, words.noneForMe),
      ...section("for-others", words.forOthers(formatCount(forOthers?.length ?? 0)), forOthers, words.noneForOthers),
      ...section("to-publish", words.toPublish(formatCount(toPublish.length)), toPublish),
      ...section("decided", words.decided, decided, words.noneDecided),
    ],
    footer: [],
  };

  function waitingTable(id: string, caption: string, listed: readonly ApprovalItem[]): Block {
    const columns = [textColumn(words.what), textColumn(words.why), textColumn(words.by), textColumn(words.at), figureColumn(words.effect)];
    const rows = listed.map((item): Row => {
      const { submission, refusals } = item.proposal;
      const refused = refusals === undefined || refusals.length === 0 ? undefined : words.refused;
      return {
        cells: [
          whatCell(item, writer, words, refused),
          writer.text(submission?.why ?? ""),
          writer.text(submission?.by ?? ""),
          writer.text(submission === undefined ? "" : moment(submission.at)),
          effectCell(item, writer, words),
        ],
      };
    });
    return { kind: "table", id: `${id}-list`, caption, columns, rows };
  }

  function decidedTable(id: string, caption: string, listed: readonly ApprovalItem[]): Block {
    const columns = [
      textColumn(words.what),
      textColumn(words.decision),
      textColumn(words.by),
      textColumn(words.decidedAt),
      figureColumn(words.effect),
    ];
    const rows = listed.map((item): Row => {
      const { proposal } = item;
      const approved = proposal.approval === undefined ? undefined : words.approvedBy(proposal.approval.by);
      return {
        cells: [
          whatCell(item, writer, words),
          writer.text(words.status[proposal.status], { note: approved }),
          writer.text(proposal.submission?.by ?? proposal.authors.join(words.list)),
          writer.text(moment(proposal.publishedAt ?? proposal.changedAt)),
          effectCell(item, writer, words),
        ],
      };
    });
    return { kind: "table", id: `${id}-list`, caption, columns, rows };
  }
}

/** What is proposed, leading to its page; with over what its effect was counted, and of a plan how far it moves the open month. */
function whatCell({ proposal, effect }: ApprovalItem, writer: Writer, words: ApprovalsWords, refused?: string): Cell {
  const { proposalId, content, submission } = proposal;
  const openMonth = submission?.openMonth;
  const openPercent = openMonth && percentChange(openMonth);
  const notes = [
    ...(content.kind === "plan" && content.rollsBack !== undefined ? [words.rollsBack(`${content.rollsBack.from}`)] : []),
    ...(submission?.restates === true ? [words.restates] : []),
    ...(refused === undefined ? [] : [refused]),
    ...(effect?.kind === "trial" ? [words.overRange(rangeText(effect.range, writer, trialWordsIn(writer.language)))] : []),
    ...(openMonth === undefined || openPercent === undefined ? [] : [words.openMonth(writer.month(openMonth.month), openPercent)]),
  ];
  return writer.text(whatText(content, words), { to: `proposals/${encodeURIComponent(proposalId)}`, note: notes.join(words.list) });
}

function whatText(content: ProposalContent, words: ApprovalsWords): string {
  if (content.kind === "plan") return words.plan(content.planId, `${content.basedOn + 1}`);
  if (content.kind === "advisor") return words.advisor(content.advisor.name, content.advisor.advisorId);
  return words.scores(formatCount(content.entries.length), content.source);
}

/** What it comes to. */
function effectCell({ effect }: ApprovalItem, writer: Writer, words: ApprovalsWords): Cell {
  if (effect === undefined) return EMPTY;
  if (effect.kind === "restatement") return writer.change(effect.total, { note: words.restatedFor(formatCount(effect.advisors)) });
  return changeCell(effect, writer);
}
