import { ownValue } from "../../base/json/own-value.ts";
import { tiersOf } from "../../engine/plan/components/index.ts";
import type { Finding } from "../../engine/plan/draft-warnings.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { formatNumber, formatPercent } from "../../ui/format.ts";
import { planPath, proposalPath, versionPath } from "../../ui/links.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, type Figure, figuresBlock, paragraph, type Section, section } from "../../ui/view.ts";
import { capital, figure } from "../../ui/writer.ts";
import { isPlanContent } from "../model/content.ts";
import type { PlanOverview, PlanVersion } from "../steps/list-plans.ts";
import { componentBlocks, componentTitle } from "./components/index.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** All terms of a version, readable: a section each for basics, components, factors, payout and equity. */
export function planSections(plan: Plan, writer: PlanWriter): Section[] {
  const { terms } = writer.plans;
  return [
    section("basics", terms.basics, [figuresBlock(basics(plan, writer))]),
    ...plan.components.map((part, index) => section(`component-${index}`, componentTitle(part, writer), componentBlocks(part, writer))),
    ...plan.factors.map((factor, index) =>
      section(`factor-${index}`, `${terms.factor}${writer.words.joins.colon}${factor.id}`, factorBlocks(factor, index, writer)),
    ),
    section("payout", terms.payout, [
      figuresBlock([
        figure(terms.minimum, writer.amount(BigInt(plan.payout.minimum), { note: terms.minimumNote })),
        figure(terms.leavers, writer.text(terms.leaversHow[plan.payout.leavers ?? "carry"] ?? "")),
        ...(plan.payout.draw === undefined ? [] : [figure(terms.draw, writer.text(drawText(plan.payout.draw, writer)))]),
      ]),
    ]),
    section("equity", writer.words.equityTitle, equityBlocks(plan, writer)),
  ];
}

function basics({ effectiveFrom, earn, base }: Plan, writer: PlanWriter): Figure[] {
  const { terms } = writer.plans;
  const less = base.less.map((name) => writer.name(name)).join(terms.or);
  return [
    figure(terms.effectiveFrom, writer.text(writer.day(effectiveFrom))),
    figure(terms.earn, writer.text(ownValue(terms.earned, earn) ?? earn)),
    figure(writer.words.base, writer.text(terms.baseOf(less))),
  ];
}

function factorBlocks(factor: Plan["factors"][number], index: number, writer: PlanWriter): Block[] {
  const { terms } = writer.plans;
  return [
    figuresBlock([
      figure(terms.factorBy, writer.text(writer.label(factor.by))),
      figure(terms.factorDefault, writer.number(factor.default)),
    ]),
    table({ id: `factor-steps-${index}`, caption: terms.factor }, factor.steps, [
      col(terms.from, (step) => writer.text(formatNumber(step.from))),
      num(terms.factor, (step) => writer.number(step.factor)),
    ]),
  ];
}

function equityBlocks({ equity }: Plan, writer: PlanWriter): Block[] {
  const { terms } = writer.plans;
  if (equity === undefined) return [paragraph(terms.equityNone)];
  const rules = equity.anyOf.map((rule) => capital(equityRuleText(rule, writer)));
  const required = equity.require.map(({ attribute, atLeast }) => capital(terms.require(writer.name(attribute), formatNumber(atLeast))));
  const list = (caption: string, texts: readonly string[]): Block[] =>
    texts.length === 0 ? [] : [table({ id: `equity-${caption}`, caption }, texts, [col("", (text) => writer.text(text))])];
  return [...list(terms.equityAny, rules), ...list(terms.equityAll, required)];
}

/** A draw in words. */
export const drawText = ({ amount, months }: NonNullable<Plan["payout"]["draw"]>, writer: PlanWriter): string =>
  writer.plans.terms.drawText(writer.money(BigInt(amount)), String(months));

/** A rule of equity in words. */
export function equityRuleText(rule: NonNullable<Plan["equity"]>["anyOf"][number], writer: PlanWriter): string {
  const { terms } = writer.plans;
  const months = String(rule.months);
  if ("totalAtLeast" in rule) return terms.total(months, writer.money(BigInt(rule.totalAtLeast)));
  return terms.each(months, String(rule.count ?? rule.months), writer.money(BigInt(rule.eachAtLeast)));
}

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

/** What a check of a plan found, in a sentence that says what is the matter. */
export function findingText({ kind, about }: Finding, plan: Plan | undefined, writer: PlanWriter): string {
  const { findings, terms } = writer.plans;
  const of = (name: string) => ownValue(about, name) ?? "";
  const money = (name: string) => writer.money(/^-?\d+$/.test(of(name)) ? BigInt(of(name)) : 0n);
  const component = writer.label(of("component"));
  switch (kind) {
    case "gap":
      return findings.gap(writer.day(of("heldFrom")), writer.day(of("begins")));
    case "overlap":
      return (of("how") === "same-day" ? findings.sameDay : findings.replaced)(of("version"), writer.day(of("day")));
    case "decreasing-tiers": {
      const measure = measureOf(plan, of("component"));
      const [number, isCount] = [of("from"), /^\d+$/.test(of("from"))];
      const from = writer.measure(measure, isCount && measure !== "attainment" ? BigInt(number) : number);
      return findings.falling(component, from, formatPercent(of("rate")), formatPercent(of("before")));
    }
    case "hidden-row":
      return findings.hiddenRow(component, of("row"), of("by"));
    case "unmatched":
      return findings.unmatched(component);
    case "above-margin":
      return findings.aboveMargin(component, money("pays"), money("margin"));
    case "dropped":
      return of("kind") === "equity"
        ? findings.droppedEquity
        : findings.dropped(component, ownValue(terms.kinds, of("kind")) ?? of("kind"));
  }
}

/** What a component's ladder measures. */
function measureOf(plan: Plan | undefined, id: string): string {
  const part = plan?.components.find((each) => each.id === id);
  return (part && tiersOf(part)?.measure) ?? "sales";
}
