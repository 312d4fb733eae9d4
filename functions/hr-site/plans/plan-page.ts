import { html } from "hono/html";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import { diffPlans } from "../../../shared/engine/plan/diff.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import type { PlanOverview, PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import { diffBlock } from "../../../shared/plans/views/diff-view.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { nextVersionOf, statusText } from "../../../shared/plans/views/plans-view.ts";
import { proposalPath, versionPath } from "../../../shared/ui/links.ts";
import { capital } from "../../../shared/ui/writer.ts";
import { blockMarkup } from "../../_platform/page/blocks.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { pageMarkup } from "../../_platform/page/layout.ts";
import { buttonMarkup, sectionAround, textField } from "../form-fields.ts";

/** So many versions stand open; older ones are unfolded by who wants them. */
const SHOWN_AT_ONCE = 6;

interface PlanPageModel {
  readonly canEdit: boolean;
  readonly writer: PlanWriter;
  readonly problem?: string;
}

/** A plan: what is under way, its versions with what each changed, and its activity log. */
export function planPage(
  frame: Frame,
  plan: PlanOverview,
  activity: readonly ActivityEntry[],
  { canEdit, writer, problem }: PlanPageModel,
): Html {
  const { page } = writer.plans;
  const { planId, versions, drafts } = plan;
  const inForce = versions.find(({ state }) => state === "in-force")?.plan;
  const subtitle = inForce === undefined ? page.notYet : page.inForceNote(inForce.version, writer.day(inForce.effectiveFrom));
  const shown = versions.map((version, index) =>
    versionSection(frame, version, versions[index + 1]?.plan, index === 0, { canEdit, writer }),
  );
  const older = shown.slice(SHOWN_AT_ONCE);
  return pageMarkup(
    frame,
    planId,
    html`<header class="opening"><div><h1>${planId}</h1><p class="soft">${subtitle}</p></div>${canEdit ? "" : html`<div class="blocks"><p class="soft">${page.onlyHr}</p></div>`}</header>
${problem === undefined ? "" : html`<div class="notice" role="alert"><p>${problem}</p></div>`}${drafts.length === 0 ? "" : draftsSection(frame, drafts, writer)}${
  versions.length === 0 ? sectionAround("versions", page.versions, html`<p>${page.noVersions}</p>`) : shown.slice(0, SHOWN_AT_ONCE)
}${older.length === 0 ? "" : html`<details><summary>${page.older(older.length)}</summary>${older}</details>`}${sectionAround("activity", activityWordsOf(writer.language).title, blockMarkup(frame, planActivity(activity, writer), activityWordsOf(writer.language).title))}`,
  );
}

function draftsSection(frame: Frame, drafts: PlanOverview["drafts"], writer: PlanWriter): Html {
  const { page, proposal: words } = writer.plans;
  return sectionAround(
    "drafts",
    page.drafts,
    html`<ul class="found">${drafts.map((draft) => {
      const { content, authors, changedAt, proposalId } = draft;
      const rollbackOf = isPlanContent(content) ? content.rollbackOf : undefined;
      return html`<li><a href="${linkTo(frame, proposalPath(proposalId))}">${capital(writer.plans.versionOf(nextVersionOf(draft)))}</a> <span class="state ${draft.status}">${statusText(draft, writer)}</span> <small>${words.opened(authors.join(writer.plans.terms.or), writer.moment(changedAt))}${
        rollbackOf === undefined ? "" : html`${writer.words.joins.list}${page.rollbackOf(rollbackOf.to, rollbackOf.from)}`
      }</small></li>`;
    })}</ul>`,
  );
}

function versionSection(
  frame: Frame,
  shown: PlanVersion,
  before: Plan | undefined,
  isLatest: boolean,
  { canEdit, writer }: PlanPageModel,
): Html {
  const { page, diff } = writer.plans;
  const { plan } = shown;
  const id = `version-${plan.version}`;
  const caption = before === undefined ? page.first : diff.titleTo(before.version);
  const changes = diffPlans(before, plan);
  return html`<section id="${id}" aria-labelledby="${id}-heading"><div><h2 id="${id}-heading">${capital(writer.plans.versionOf(plan.version))}</h2>${versionState(shown, writer)}</div><div class="blocks">${blockMarkup(
    frame,
    diffBlock(`${id}-diff`, changes, plan, writer, capital(caption)),
    "",
  )}<ul class="links"><li><a href="${linkTo(frame, versionPath(plan.planId, plan.version))}">${page.allTerms}</a></li>${
    shown.proposal === undefined
      ? ""
      : html`<li><a href="${linkTo(frame, proposalPath(shown.proposal.proposalId))}">${publishedText(shown, writer)}</a></li>`
  }</ul>${canEdit ? draftButtons(frame, plan, !isLatest, writer) : ""}</div></section>\n`;
}

/** Where a version stands: by a word, and from when to when. */
export function versionState({ plan, state, until, rolledBack, proposal }: PlanVersion, writer: PlanWriter): Html {
  const { page } = writer.plans;
  const from = writer.day(plan.effectiveFrom);
  const span = until === undefined ? page.from(from) : page.fromTo(from, writer.day(until));
  return html`<p><span class="state ${state}">${page.state[state]}</span>${rolledBack ? html` <span class="state">${page.rolledBack}</span>` : ""}</p><p class="soft">${span}</p>${
    proposal === undefined ? html`<p class="soft">${page.sent}</p>` : ""
  }`;
}

function publishedText({ proposal }: PlanVersion, writer: PlanWriter): string {
  const { page } = writer.plans;
  const at = proposal?.publishedAt ?? proposal?.changedAt ?? "";
  return capital(page.published(proposal?.submission?.by ?? "", at === "" ? "" : writer.moment(at)));
}

/** A new draft with this version's terms; as a way back where it isn't the latest. */
export function draftButtons(frame: Frame, { planId, version }: Plan, isOlder: boolean, writer: PlanWriter): Html {
  const { page } = writer.plans;
  const action = linkTo(frame, `${versionPath(planId, version)}/draft`);
  const label = (text: string) => `${text} (${version})`;
  return html`<form class="editor" method="post" action="${action}"><div class="acts">${buttonMarkup({ text: page.newDraft, label: label(page.newDraft) })}${
    isOlder
      ? html`<button type="submit" class="quiet" name="rollBack" value="yes" aria-label="${label(page.rollBack)}">${page.rollBack}</button>`
      : ""
  }</div>${isOlder ? html`<p class="hint">${page.rollBackNote}</p>` : ""}</form>`;
}

/** Where a plan begins. */
export function createPlanForm(frame: Frame, writer: PlanWriter, wrong?: { readonly planId: string; readonly error: string }): Html {
  const words = writer.plans.plans;
  const field = textField({
    name: "planId",
    label: words.planId,
    value: wrong?.planId ?? "",
    hint: words.createHint,
    ...(wrong && { wrong: true, error: html`<p class="error" id="f-planId-error">! ${wrong.error}</p>` }),
  });
  return sectionAround(
    "create",
    words.create,
    html`<form class="question" method="post" action="${linkTo(frame, "plans")}">${field}<button type="submit">${words.createButton}</button></form>`,
  );
}
