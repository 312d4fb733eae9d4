import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { byLine } from "../../engine/earnings/explain.ts";
import type { ExplainedCredit } from "../../engine/earnings/explained.ts";
import { baseOf } from "../../engine/earnings/measures.ts";
import type { CompiledPlan } from "../../engine/plan/compile.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type EquationLine, equation, paragraph, type Section, section, type View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import { baseLines, exactCell, perUnitOf, rateLines, rateOfCredit } from "./calculation.ts";
import {
  compiledPlans,
  componentPath,
  creditKey,
  isPaid,
  keyOfCredit,
  type MonthSource,
  type PaidComponent,
  productOf,
} from "./month-source.ts";

/** A component's part of one credit. */
interface Part {
  readonly component: PaidComponent;
  readonly credit: ExplainedCredit;
}

/**
 * What an order earns in a month, line by line and component by component: from the price down to the fen.
 * @returns none where the order has no credit in the month.
 */
export function orderView(source: MonthSource, orderId: string, language: Language): View | undefined {
  const writer = accountWriterFor(source.agency.currency, language);
  const { words } = writer;
  const credits = source.credits.filter((credit) => credit.orderId === orderId).sort(byLine);
  const first = credits[0];
  if (first === undefined) return undefined;
  const parts = partsOf(source, orderId);
  const planOf = compiledPlans(source);
  const total = sum([...parts.values()].flat().map(({ credit }) => credit.amount));
  const lines = credits.map((credit, index): Section => {
    const plan = planOf(credit.recipient.planId ?? "", credit.recipient.version ?? 0);
    return section(
      `line-${index + 1}`,
      lineTitle(credit, writer),
      lineBlocks(source, credit, plan, parts.get(keyOfCredit(credit)) ?? [], writer),
    );
  });
  return {
    language,
    title: words.orderPage.title(orderId),
    subtitle: words.orderPage.booked(writer.day(first.bookedOn)),
    headline: { label: words.orderPage.headline(writer.month(source.month)), minor: total, text: writer.money(total) },
    sections: [summary(source, credits, parts, total, writer), ...lines],
    footer: [],
  };
}

/** The parts of an order's credits, by credit. */
function partsOf({ earnings }: MonthSource, orderId: string): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  for (const component of earnings.components) {
    if (!isPaid(component)) continue;
    for (const credit of component.credits) {
      if (credit.orderId !== orderId) continue;
      const key = creditKey(credit);
      parts.set(key, [...(parts.get(key) ?? []), { component, credit }]);
    }
  }
  return parts;
}

const lineTitle = ({ lineId, recipient, ...credit }: Credit, writer: AccountWriter): string =>
  writer.words.orderPage.lineTitle(lineId, writer.name(productOf(credit)), writer.name(recipient.role));

function summary(
  source: MonthSource,
  credits: readonly Credit[],
  parts: ReadonlyMap<string, readonly Part[]>,
  total: bigint,
  writer: AccountWriter,
): Section {
  const { words } = writer;
  const items = credits.flatMap((credit) => (parts.get(keyOfCredit(credit)) ?? []).map((part) => ({ ...part, of: credit })));
  const block = table({ id: "parts", caption: words.orderPage.summary }, items, [
    col(words.line, ({ of }) => writer.text(lineTitle(of, writer)), { total: writer.text(words.total) }),
    col(words.component, ({ component }) =>
      writer.text(writer.title(component.id, labelOf(source.plans, component)), {
        note: component.id,
        to: componentPath(source.base, component),
      }),
    ),
    num(words.base, ({ component, credit: { base, units } }) =>
      paysFor(component.kind) === "base" ? writer.amount(base) : writer.text(words.unitCount(`${units}`)),
    ),
    num(words.part, ({ credit }) => writer.amount(credit.amount), { total: writer.amount(total) }),
  ]);
  return section("summary", words.orderPage.summary, [block]);
}

function lineBlocks(source: MonthSource, credit: Credit, plan: CompiledPlan, parts: readonly Part[], writer: AccountWriter): Block[] {
  const { words } = writer;
  const { recipient, amounts } = credit;
  const base = baseLines([amounts], plan, writer);
  const blocks: Block[] = [];
  if (recipient.role.startsWith("manager") && recipient.sellers.length > 0)
    blocks.push(paragraph(words.orderPage.ofTeam(recipient.sellers.join(words.joins.list)), "note"));
  if (amounts.units === 0n) blocks.push(paragraph(words.orderPage.refundedWholly, "note"));
  const start: EquationLine[] = base.length > 0 ? base : [{ sign: "", label: words.base, value: writer.amount(baseOf(plan, amounts)) }];
  if (parts.length === 0) return [...blocks, equation(start), paragraph(words.orderPage.unpaid)];
  for (const part of parts) {
    const { lines, said } = partLines(source, part, start, writer);
    blocks.push(equation(lines), paragraph(said, "note"));
  }
  return blocks;
}

/** A credit's part of a component, from its base or units to the fen, and in words why it is not the exact part. */
function partLines(source: MonthSource, { component, credit }: Part, base: readonly EquationLine[], writer: AccountWriter) {
  const { words } = writer;
  const rate = rateOfCredit(component, credit);
  const perUnit = perUnitOf(rate, component.factors);
  const paidFor = paysFor(component.kind) === "base" ? credit.base : credit.units;
  const exact = { numerator: paidFor * perUnit.numerator, denominator: perUnit.denominator };
  const isWhole = exact.numerator % exact.denominator === 0n;
  const wasCut = credit.amount === exact.numerator / exact.denominator;
  const said = isWhole && wasCut ? words.orderPage.whole : wasCut ? words.orderPage.cut : words.orderPage.more;
  const start = paysFor(component.kind) === "base" ? base : [{ sign: "", label: words.units, value: writer.count(credit.units) }];
  const lines: EquationLine[] = [
    ...start,
    ...rateLines(rate, component.factors, writer),
    ...(isWhole ? [] : [{ sign: "=", label: words.orderPage.exact, value: exactCell(exact, writer) }]),
    {
      sign: isWhole ? "=" : "≈",
      label: writer.label(component.id, labelOf(source.plans, component)),
      value: writer.amount(credit.amount, { to: componentPath(source.base, component) }),
    },
  ];
  return { lines, said };
}
