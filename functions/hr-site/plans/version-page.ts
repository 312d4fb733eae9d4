import { html } from "hono/html";
import { tiersOf } from "../../../shared/engine/plan/components/index.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { PlanVersion } from "../../../shared/plans/steps/list-plans.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { planSections } from "../../../shared/plans/views/terms-view.ts";
import { planPath } from "../../../shared/ui/links.ts";
import { type Parts, type StaffPage, section, viewPart } from "../../_platform/page/staff-page.ts";
import type { HrContext } from "../context.ts";
import { changesOf, draftButtons, versionState } from "./plan-page.ts";
import { curveMarkup } from "./tier-curve.ts";

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
