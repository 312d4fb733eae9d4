import { ownValue } from "../../base/json/own-value.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { figuresBlock, paragraph, section } from "../../ui/blocks.ts";
import { formatNumber } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Figure, Section } from "../../ui/view.ts";
import { capital, figure } from "../../ui/writer.ts";
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
    section("equity", terms.equity, equityBlocks(plan, writer)),
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
