import { html } from "hono/html";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import { tiersOf } from "../../../shared/engine/plan/components/index.ts";
import { diffPlans } from "../../../shared/engine/plan/diff.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import type { PlanOverview, PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import { diffBlock } from "../../../shared/plans/views/diff-view.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { nextVersionOf, planSections, statusText } from "../../../shared/plans/views/terms-view.ts";
import { planPath, proposalPath, versionPath } from "../../../shared/ui/links.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { capital } from "../../../shared/ui/writer.ts";
import { button } from "../../_platform/page/form-fields.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/layout.ts";
import { contentMarkup, links, type Parts, type StaffPage, section, viewPart } from "../../_platform/page/staff-page.ts";
import type { HrContext } from "../context.ts";
import { curveMarkup } from "./tier-curve.ts";

/** So many versions stand open; older ones are unfolded by who wants them. */
const SHOWN_AT_ONCE = 6;

/** A plan: what is under way, its versions with what each changed, and its activity log. */
export function planPage({ frame, writer, isHr }: HrContext, plan: PlanOverview, activity: readonly ActivityEntry[]): StaffPage {
  const { page } = writer.plans;
  const { planId, versions, drafts } = plan;
  const inForce = versions.find(({ state }) => state === "in-force")?.plan;
  const shown = versions.map((version, index) =>
    versionSection(frame, version, versions[index + 1]?.plan, { isLatest: index === 0, isHr, writer }),
  );
  const older = shown.slice(SHOWN_AT_ONCE);
  return {
    title: planId,
    subtitle: inForce === undefined ? page.notYet : page.inForceNote(inForce.version, writer.day(inForce.effectiveFrom)),
    note: isHr ? undefined : page.onlyHr,
    parts: [
      drafts.length === 0 ? "" : section("drafts", page.drafts, draftsMarkup(frame, drafts, writer)),
      versions.length === 0 ? section("versions", page.versions, page.noVersions) : "",
      ...shown.slice(0, SHOWN_AT_ONCE),
      older.length === 0 ? "" : html`<details><summary>${page.older(older.length)}</summary>${older}</details>`,
      section("activity", activityWordsOf(writer.language).title, planActivity(activity, writer)),
    ],
  };
}

function draftsMarkup(frame: Frame, drafts: PlanOverview["drafts"], writer: PlanWriter): Html {
  const { page, proposal: words } = writer.plans;
  return html`<ul class="found">${drafts.map((draft) => {
    const { content, authors, changedAt, proposalId } = draft;
    const rollbackOf = isPlanContent(content) ? content.rollbackOf : undefined;
    return html`<li><a href="${linkTo(frame, proposalPath(proposalId))}">${capital(writer.plans.versionOf(nextVersionOf(draft)))}</a> <span class="state ${draft.status}">${statusText(draft, writer)}</span> <small>${words.opened(authors.join(writer.plans.terms.or), writer.moment(changedAt))}${
      rollbackOf === undefined ? "" : html`${writer.words.joins.list}${page.rollbackOf(rollbackOf.to, rollbackOf.from)}`
    }</small></li>`;
  })}</ul>`;
}

interface VersionContext {
  readonly isLatest: boolean;
  readonly isHr: boolean;
  readonly writer: PlanWriter;
}

function versionSection(frame: Frame, shown: PlanVersion, before: Plan | undefined, { isLatest, isHr, writer }: VersionContext): Html {
  const { page } = writer.plans;
  const { plan, proposal } = shown;
  const id = `version-${plan.version}`;
  const onwards = [
    { text: page.allTerms, to: versionPath(plan.planId, plan.version) },
    ...(proposal === undefined ? [] : [{ text: publishedText(shown, writer), to: proposalPath(proposal.proposalId) }]),
  ];
  const buttons = isHr ? draftButtons(frame, plan, !isLatest, writer) : "";
  const content = contentMarkup(frame, "", [changesOf(`${id}-diff`, plan, before, writer), links(...onwards), buttons]);
  return html`<section id="${id}" aria-labelledby="${id}-heading"><div><h2 id="${id}-heading">${capital(writer.plans.versionOf(plan.version))}</h2>${versionState(shown, writer)}</div><div class="blocks">${content}</div></section>\n`;
}

/** What a version changed in the one before it. */
export function changesOf(id: string, plan: Plan, before: Plan | undefined, writer: PlanWriter): Block {
  const { page, diff } = writer.plans;
  const caption = before === undefined ? page.first : diff.titleTo(before.version);
  return diffBlock(id, diffPlans(before, plan), plan, writer, capital(caption));
}

/** Where a version stands: by a word, and from when to when. */
export function versionState({ plan, state, until, rolledBack, proposal }: PlanVersion, writer: PlanWriter): Html {
  const { page } = writer.plans;
  const from = writer.day(plan.effectiveFrom);
  const span = until === undefined ? page.from(from) : writer.words.fromTo(from, writer.day(until));
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
  const roll = isOlder ? button({ name: "rollBack", op: "yes", text: page.rollBack, isQuiet: true, label: label(page.rollBack) }) : "";
  return html`<form class="editor" method="post" action="${action}"><div class="acts">${button({ text: page.newDraft, isQuiet: true, label: label(page.newDraft) })}${roll}</div>${isOlder ? html`<small>${page.rollBackNote}</small>` : ""}</form>`;
}

/** A version with all its terms: ladders as tables, and drawn. */
export function versionPage({ frame, writer, isHr }: HrContext, shown: PlanVersion, before: Plan | undefined): StaffPage {
  const { plan } = shown;
  const { proposal, page } = writer.plans;
  return {
    title: proposal.title(plan.planId, plan.version),
    opening: html`${versionState(shown, writer)}${isHr ? draftButtons(frame, plan, false, writer) : ""}`,
    links: [{ text: page.versions, to: planPath(plan.planId) }],
    parts: [section("changes", proposal.changes, changesOf("diff", plan, before, writer)), ...termParts(plan, writer)],
  };
}

/** A plan's terms as sections, each ladder with its curve. */
export const termParts = (plan: Plan, writer: PlanWriter): Parts =>
  planSections(plan, writer).map((each) => {
    const [, place] = /^component-(\d+)$/.exec(each.id) ?? [];
    const part = place === undefined ? undefined : plan.components[Number(place)];
    const tiers = part && tiersOf(part);
    return viewPart(each, tiers && curveMarkup(`curve-${place}`, tiers, writer));
  });
