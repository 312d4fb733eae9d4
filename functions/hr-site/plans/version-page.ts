import { html } from "hono/html";
import { tiersOf } from "../../../shared/engine/plan/components/index.ts";
import { diffPlans } from "../../../shared/engine/plan/diff.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import { diffBlock } from "../../../shared/plans/views/diff-view.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { planSections } from "../../../shared/plans/views/terms-view.ts";
import { planPath } from "../../../shared/ui/links.ts";
import { capital } from "../../../shared/ui/writer.ts";
import { blockMarkup } from "../../_platform/page/blocks.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { pageMarkup } from "../../_platform/page/layout.ts";
import { sectionAround, viewSection } from "../form-fields.ts";
import { draftButtons, versionState } from "./plan-page.ts";
import { curveMarkup } from "./tier-curve.ts";

/** A version with all its terms: ladders as tables, and drawn. */
export function versionPage(
  frame: Frame,
  shown: PlanVersion,
  before: Plan | undefined,
  { canEdit, writer }: { canEdit: boolean; writer: PlanWriter },
): Html {
  const { plan } = shown;
  const { diff, page } = writer.plans;
  const title = writer.plans.proposal.title(plan.planId, plan.version);
  const changes = diffPlans(before, plan);
  const caption = before === undefined ? page.first : diff.titleTo(before.version);
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1>${versionState(shown, writer)}</div><div class="blocks"><ul class="links"><li><a href="${linkTo(frame, planPath(plan.planId))}">${page.versions}</a></li></ul>${
      canEdit ? draftButtons(frame, plan, false, writer) : ""
    }</div></header>
${sectionAround("changes", writer.plans.proposal.changes, blockMarkup(frame, diffBlock("diff", changes, plan, writer, capital(caption)), ""))}${planTerms(frame, plan, writer)}`,
  );
}

/** A plan's terms as sections, each ladder with its curve. */
export function planTerms(frame: Frame, plan: Plan, writer: PlanWriter): Html {
  return html`${planSections(plan, writer).map((section) => {
    const [, place] = /^component-(\d+)$/.exec(section.id) ?? [];
    const part = place === undefined ? undefined : plan.components[Number(place)];
    const tiers = part && tiersOf(part);
    const curve = tiers ? curveMarkup(`curve-${place}`, tiers, writer) : "";
    return viewSection(frame, section, curve);
  })}`;
}
