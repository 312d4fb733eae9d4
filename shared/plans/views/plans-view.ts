import type { Proposal } from "../../proposals/model/proposal.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { planPath, proposalPath, versionPath } from "../../ui/links.ts";
import { col, table } from "../../ui/table.ts";
import type { Cell, Section } from "../../ui/view.ts";
import { isPlanContent } from "../model/content.ts";
import type { PlanOverview, PlanVersion } from "../steps/list-plans.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** All plans: what is in force, what comes next, and what is under way. */
export function plansSection(plans: readonly PlanOverview[], writer: PlanWriter): Section {
  const words = writer.plans.plans;
  if (plans.length === 0) return section("all-plans", words.list, [paragraph(words.empty)]);
  return section("all-plans", words.list, [
    table({ id: "plans", caption: words.list }, plans, [
      col(writer.plans.plan, ({ planId }) => writer.text(planId, { to: planPath(planId) })),
      col(words.inForce, (plan) => stateCell("in-force", plan, writer)),
      col(words.next, (plan) => stateCell("future", plan, writer)),
      col(words.drafts, (plan) => draftsCell(plan, writer)),
    ]),
  ]);
}

/** The version in a state; of several that are still to come, the one that comes first. */
function stateCell(state: PlanVersion["state"], { planId, versions }: PlanOverview, writer: PlanWriter): Cell {
  const words = writer.plans.plans;
  const found = versions
    .filter((version) => version.state === state)
    .sort((left, right) => (left.plan.effectiveFrom < right.plan.effectiveFrom ? -1 : 1))[0];
  if (found === undefined) return writer.text(words.none);
  const { version, effectiveFrom } = found.plan;
  return writer.text(words.since(version, writer.day(effectiveFrom)), { to: versionPath(planId, version) });
}

function draftsCell({ planId, drafts }: PlanOverview, writer: PlanWriter): Cell {
  const words = writer.plans.plans;
  const [first] = drafts;
  if (first === undefined) return writer.text(words.none);
  const texts = drafts.map((draft) => words.ofVersion(nextVersionOf(draft), statusText(draft, writer)));
  return writer.text(texts.join(writer.words.joins.list), { to: drafts.length === 1 ? proposalPath(first.proposalId) : planPath(planId) });
}

/** The version that a plan's proposal is to become. */
export const nextVersionOf = ({ content }: Pick<Proposal, "content">): number => (isPlanContent(content) ? content.baseVersion + 1 : 0);

/** A proposal's status; a draft that was tried as it stands is called so. */
export function statusText({ status, simulationId }: Pick<Proposal, "status" | "simulationId">, writer: PlanWriter): string {
  const text = writer.plans.status[status];
  return status === "draft" && simulationId !== undefined ? `${text}${writer.plans.terms.or}${writer.plans.simulated.toLowerCase()}` : text;
}
