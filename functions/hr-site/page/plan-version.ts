import { html } from "hono/html";
import { diffPlans } from "../../../shared/plan/diff.ts";
import type { Plan } from "../../../shared/plan/schema.ts";
import { diffBlock } from "../../../shared/views/hr/plan-diff.ts";
import { planSections } from "../../../shared/views/hr/plan-terms.ts";
import { planPath, type ShownVersion } from "../../../shared/views/hr/plans-view.ts";
import type { PlanWriter } from "../../../shared/views/hr/plans-writer.ts";
import { capital } from "../../../shared/views/writer.ts";
import { blockMarkup } from "../../_platform/page/blocks.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";
import { pageMarkup } from "../../_platform/page/layout.ts";
import { curveMarkup } from "./curve.ts";
import { draftButtons, versionState } from "./plan-page.ts";
import { sectionAround, viewSection } from "./plan-section.ts";

/** A version with all its terms: ladders as tables, and drawn. */
export function versionPage(
  frame: Frame,
  shown: ShownVersion,
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
${sectionAround("changes", writer.plans.proposal.changes, blockMarkup(frame, diffBlock("diff", changes, plan.effectiveFrom, writer, capital(caption)), ""))}${planTerms(frame, plan, writer)}`,
  );
}

/** A plan's terms as sections, each ladder with its curve. */
export function planTerms(frame: Frame, plan: Plan, writer: PlanWriter): Html {
  return html`${planSections(plan, writer).map((section) => {
    const [, place] = /^component-(\d+)$/.exec(section.id) ?? [];
    const part = place === undefined ? undefined : plan.components[Number(place)];
    const curve = part?.kind === "share" && part.tiers ? curveMarkup(`curve-${place}`, part.tiers, writer) : "";
    return viewSection(frame, section, curve);
  })}`;
}
