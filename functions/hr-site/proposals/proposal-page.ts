import { html } from "hono/html";
import type { Actor } from "../../../shared/access/person.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import type { Finding } from "../../../shared/engine/plan/draft-warnings.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { statusText } from "../../../shared/plans/views/plans-view.ts";
import { changesSection, type ReviewViewModel, simulationBlocks } from "../../../shared/plans/views/proposal-view.ts";
import { restatedBlocks } from "../../../shared/plans/views/restated-table.ts";
import { findingText } from "../../../shared/plans/views/warnings.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { possibleSteps } from "../../../shared/proposals/model/transitions.ts";
import { refusalBlocks, submissionSection } from "../../../shared/proposals/views/proposal-view.ts";
import type { AdvisorLine } from "../../../shared/simulations/model/totals-record.ts";
import { planPath, proposalPath } from "../../../shared/ui/links.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { blockMarkup } from "../../_platform/page/blocks.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { pageMarkup } from "../../_platform/page/layout.ts";
import { nextSection } from "../../_platform/page/proposal-steps.ts";
import { sectionAround, viewSection } from "../form-fields.ts";
import { planTerms } from "../plans/version-page.ts";

/** A proposal and all that is known around it. */
export interface ProposalViewModel {
  readonly proposal: Proposal;
  readonly person: Actor;
  readonly kinds: ProposalKinds;
  readonly activity: readonly ActivityEntry[];
  /** Of a plan's proposal. */
  readonly review: (ReviewViewModel & { readonly findings: readonly Finding[] }) | undefined;
  /** The adjustments that it causes in closed months, where they are known. */
  readonly restated: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[] | undefined;
  /** What other facts than plans are to become, in words and tables. */
  readonly facts: readonly Block[];
  /** What came of a step that was refused just now, and what was typed for it. */
  readonly after: { readonly refused: readonly string[]; readonly why: string; readonly ticked: readonly string[] } | undefined;
}

/** A proposal: what changes, what the checks and the trial found, what hinders it, what can be done next, and its activity log. */
export function proposalPage(frame: Frame, shown: ProposalViewModel, writer: PlanWriter): Html {
  const { proposal, review, restated, activity, after } = shown;
  const words = writer.plans.proposal;
  const title = shown.kinds.of(proposal.content).views.title(proposal.content, writer.language);
  const blocks = (all: readonly Block[], of: string) => html`${all.map((block) => blockMarkup(frame, block, of))}`;
  const refusals = proposal.refusals ?? [];
  // What other facts than plans become stands above, in words.
  const steps = review === undefined ? activity.map((entry) => ({ ...entry, changes: [] })) : activity;
  return pageMarkup(
    frame,
    title,
    html`${opening(frame, shown, title, writer)}${
      after === undefined ? "" : html`<div class="notice" role="alert">${after.refused.map((text) => html`<p>${text}</p>`)}</div>`
    }${refusals.length === 0 ? "" : sectionAround("refusals", words.refused, blocks(refusalBlocks(refusals, writer), words.refused))}${
      review === undefined
        ? sectionAround("changes", words.changes, blocks(shown.facts, words.changes))
        : planSections(frame, shown, review, writer)
    }${restated === undefined ? "" : sectionAround("restatement", words.restatement, blocks(restatedBlocks(restated, writer), words.restatement))}${submissionSection(
      proposal,
      writer,
    ).map((section) => viewSection(frame, section))}${nextSection(frame, shown, writer)}${
      review?.plan === undefined
        ? ""
        : html`<details class="all-terms"><summary>${writer.plans.page.allTerms}</summary>${planTerms(frame, review.plan, writer)}</details>`
    }${sectionAround("activity", activityWordsOf(writer.language).title, blocks([planActivity(steps, writer, proposal.proposalId)], activityWordsOf(writer.language).title))}`,
  );
}

function opening(frame: Frame, { proposal }: ProposalViewModel, title: string, writer: PlanWriter): Html {
  const words = writer.plans.proposal;
  const { content, authors, changedAt, status } = proposal;
  const { page, terms } = writer.plans;
  const follows = !isPlanContent(content)
    ? []
    : [
        content.baseVersion === 0 ? page.firstVersion : page.following(content.baseVersion),
        ...(content.rollbackOf ? [page.rollbackOf(content.rollbackOf.to, content.rollbackOf.from)] : []),
      ];
  const lines = [words.opened(authors.join(terms.or), writer.moment(changedAt)), ...follows];
  return html`<header class="opening"><div><h1>${title}</h1><p><span class="state ${status}">${statusText(proposal, writer)}</span></p></div><div class="blocks"><p class="soft">${lines.join(writer.words.joins.list)}</p>${
    isPlanContent(content)
      ? html`<ul class="links"><li><a href="${linkTo(frame, planPath(content.planId))}">${content.planId}</a></li></ul>`
      : ""
  }</div></header>\n`;
}

function planSections(
  frame: Frame,
  { proposal, person, kinds, after }: ProposalViewModel,
  review: NonNullable<ProposalViewModel["review"]>,
  writer: PlanWriter,
): Html {
  const words = writer.plans.proposal;
  const steps = possibleSteps(kinds.of(proposal.content), proposal, person);
  const at = linkTo(frame, proposalPath(proposal.proposalId));
  const edit = steps.includes("edit") ? html`<ul class="links"><li><a href="${at}/edit">${words.edit}</a></li></ul>` : "";
  const simulationLinks = html`<ul class="links">${
    review.result === undefined || review.trial === undefined
      ? ""
      : html`<li><a href="${linkTo(frame, `simulations/${encodeURIComponent(review.trial.simulationId)}`)}">${words.trialDetails}</a></li>`
  }<li><a href="${at}/simulations">${review.trial === undefined && steps.includes("simulate") ? words.trialRun : words.trialAgain}</a></li></ul>`;
  return html`${viewSection(frame, changesSection(review, writer), edit)}${
    review.plan === undefined
      ? ""
      : sectionAround(
          "findings",
          writer.plans.findings.title,
          findingsMarkup(proposal, review, steps.includes("submit"), after?.ticked ?? [], writer),
        )
  }${sectionAround("trial", words.trial, html`${simulationBlocks(review, writer).map((block) => blockMarkup(frame, block, words.trial))}${simulationLinks}`)}`;
}

/** What the checks found; who submits ticks what is meant to be so. The ticks belong to the form that submits. */
function findingsMarkup(
  { submission }: Proposal,
  { findings, plan }: NonNullable<ProposalViewModel["review"]>,
  canSubmit: boolean,
  ticked: readonly string[],
  writer: PlanWriter,
): Html {
  const words = writer.plans.findings;
  if (findings.length === 0) return html`<p>${words.none}</p>`;
  return html`${canSubmit ? html`<p class="soft">${words.intro}</p>` : ""}<ul class="findings">${findings.map((finding, index) => {
    const text = html`<p>${findingText(finding, plan, writer)}</p>`;
    if (canSubmit)
      return html`<li>${text}<span class="tick"><input type="checkbox" id="acknowledge-${index}" name="acknowledged" value="${finding.id}" form="submit-form"${ticked.includes(finding.id) ? html` checked` : ""}><label for="acknowledge-${index}">${words.acknowledge}</label></span></li>`;
    return html`<li>${text}${submission?.acknowledged.includes(finding.id) ? html`<p class="soft">${words.acknowledged}</p>` : ""}</li>`;
  })}</ul>`;
}
