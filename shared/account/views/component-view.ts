import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import type { BaseAmounts } from "../../engine/earnings/base.ts";
import type { CompiledPlan } from "../../engine/plan/compile.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, equation, paragraph, type Row, type Section, section, type View } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import { componentLines, componentSentence } from "./calculation.ts";
import { asOf, monthLines, monthSentence } from "./month-progress.ts";
import {
  compiledPlans,
  componentOf,
  creditKey,
  isPaid,
  keyOfCredit,
  type MonthSource,
  orderPath,
  type PaidComponent,
  productOf,
  sellerPath,
} from "./month-source.ts";
import { componentSellers, namesOf } from "./seller-tables.ts";
import { rateBlocks } from "./tier-blocks.ts";

/** Credits on a page of a component. */
export const CREDITS_PER_PAGE = 100;

/**
 * Why a component's amount is what it is: the arithmetic, and one page of the credits that it pays, whose parts sum to it.
 * Builds nothing of the other pages but their sums.
 * @param page counted from 1; the nearest there is.
 * @returns none where the month has no such component.
 */
export function componentView(source: MonthSource, key: string, page: number, language: Language): View | undefined {
  const writer = accountWriterFor(source.agency.currency, language);
  const { words } = writer;
  const component = componentOf(source, key);
  if (component === undefined) return undefined;
  const { id, planId, version, amount } = component;
  const plan = compiledPlans(source)(planId, version);
  const name = writer.title(id, labelOf(source.plans, component));
  const sections: Section[] = isPaid(component)
    ? paidSections(source, component, plan, page, writer)
    : [
        section("arithmetic", words.explanation.arithmetic, [
          paragraph(monthSentence(component, plan, writer)),
          equation(monthLines(component, plan, writer)),
        ]),
      ];
  return {
    language,
    title: words.explanation.title(name),
    subtitle: [writer.month(source.month), id, words.plan(planId, version)].join(" · "),
    headline: { label: name, minor: amount, text: writer.money(amount) },
    sections,
    footer: source.kind === "month" ? asOf(source, writer) : [],
  };
}

function paidSections(source: MonthSource, component: PaidComponent, plan: CompiledPlan, page: number, writer: AccountWriter): Section[] {
  const { words } = writer;
  const { sellers = [] } = component;
  const arithmetic: Section = section("arithmetic", words.explanation.arithmetic, [
    paragraph(componentSentence(component, writer)),
    equation(componentLines(component, paidAmounts(component, source, plan), plan, writer)),
  ]);
  const ladder = ladderSection(component, plan, writer);
  const toOf = (sellerId: string) => (source.kind === "statement" ? sellerPath(source.base, sellerId) : undefined);
  const bySeller = componentSellers({ ...component, sellers }, namesOf(source.sellers), toOf, writer);
  const credits = creditTable(source, component, creditsPaidBy(component, source.credits, plan), page, writer);
  return [
    arithmetic,
    ...ladder,
    ...(sellers.length === 0 ? [] : [section("sellers", words.sellers.title, [paragraph(words.sellers.partNote, "note"), bySeller])]),
    ...(sellers.length > 0 && component.credits.length === 0
      ? []
      : [section("credits", words.explanation.creditsTitle, [paragraph(words.explanation.creditsNote, "note"), credits])]),
  ];
}

/** The amounts that a share or flat pays for: of the advisor's own credits, and of sellers' sums. */
export function paidAmounts(component: PaidComponent, source: Pick<MonthSource, "credits" | "sellers">, plan: CompiledPlan): BaseAmounts[] {
  const { planId, version, id } = component;
  const part = plan.parts.find((each) => each.id === id);
  const rows = (source.sellers ?? []).flatMap((each) => each.rows);
  const paid = rows.filter((row) => row.planId === planId && row.version === version && part?.rowOf(row.facets) !== undefined);
  return [...creditsPaidBy(component, source.credits, plan).map(({ amounts }) => amounts), ...paid];
}

/** The credits that a share or flat pays, of all that its month has. */
function creditsPaidBy(component: PaidComponent, credits: readonly Credit[], plan: CompiledPlan): Credit[] {
  const part = plan.parts.find(({ id }) => id === component.id);
  return credits.filter(
    ({ recipient, facets }) =>
      recipient.planId === component.planId && recipient.version === component.version && part?.rowOf(facets) !== undefined,
  );
}

function ladderSection(component: PaidComponent, plan: CompiledPlan, writer: AccountWriter): Section[] {
  const { id, rate } = component;
  const ladder = plan.parts.find((each) => each.id === id)?.ladder;
  if (rate.kind !== "ladder" || ladder === undefined) return [];
  const blocks = rateBlocks(writer.name(id, labelOf([plan.plan], component)), "ladder", rate, ladder.steps, writer);
  return [section("ladder", writer.words.ladder.heading, blocks)];
}

function creditTable(
  source: MonthSource,
  component: PaidComponent,
  credits: readonly Credit[],
  asked: number,
  writer: AccountWriter,
): Block {
  const { words } = writer;
  const pages = Math.max(1, Math.ceil(component.credits.length / CREDITS_PER_PAGE));
  const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages);
  const [from, to] = [(page - 1) * CREDITS_PER_PAGE, page * CREDITS_PER_PAGE];
  const shown = component.credits.slice(from, to);
  const orders = new Set(shown.map(({ orderId }) => orderId));
  const products = new Map(credits.filter(({ orderId }) => orders.has(orderId)).map((each) => [keyOfCredit(each), productOf(each)]));
  const isOfBase = paysFor(component.kind) === "base";
  const sums = (upTo: number) => {
    const before = component.credits.slice(0, upTo);
    return [
      isOfBase ? writer.amount(sum(before.map(({ base }) => base))) : writer.count(sum(before.map(({ units }) => units))),
      writer.amount(sum(before.map(({ amount }) => amount))),
    ];
  };
  const rowOfSums = (label: string, upTo: number, kind: "carried" | "total"): Row => ({
    kind,
    cells: [writer.text(label), EMPTY, EMPTY, ...sums(upTo)],
  });
  const last = page < pages ? rowOfSums(words.carriedOn, to, "carried") : rowOfSums(words.total, component.credits.length, "total");
  const paging = pages > 1 ? { paging: { page, pages, label: words.paging(formatCount(page), formatCount(pages)) } } : {};
  const block = table({ id: "credits", caption: words.explanation.creditsTitle, rest: [last], ...paging }, shown, [
    col(words.order, ({ orderId }) => writer.text(orderId, { to: orderPath(source.base, orderId) })),
    col(words.product, (each) => writer.text(writer.name(products.get(creditKey(each)) ?? ""))),
    col(words.role, ({ role }) => writer.text(writer.name(role)), OPTIONAL),
    num(isOfBase ? words.base : words.units, ({ base, units }) => (isOfBase ? writer.amount(base) : writer.count(units))),
    num(words.part, ({ orderId, amount }) => writer.amount(amount, { to: orderPath(source.base, orderId) })),
  ]);
  return page > 1 ? { ...block, rows: [rowOfSums(words.carriedOver, from, "carried"), ...block.rows] } : block;
}
