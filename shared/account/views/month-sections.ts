import type { Month } from "../../base/calendar/month.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import { formatCount } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, equation, figuresBlock, paragraph, type QuestionBlock, type Section, section } from "../../ui/view.ts";
import { figure } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import type { MonthOutlook } from "../model/month-overview.ts";
import type { OrderEstimate } from "../model/order-estimate.ts";
import { becauseTable } from "./changes.ts";
import { adjustmentsSection, drawFigures, manualSection, settlementLines } from "./statement-sections.ts";

/** What was asked about one more order, and the products that one can ask for. */
export interface Asked {
  readonly products: readonly string[];
  readonly asked?: { readonly product: string; readonly price: string };
  /** None where nothing was asked, or the price could not be read. */
  readonly answer?: OrderEstimate;
}

/** What a close would make of the month now: the settlement, its adjustments with their reasons, and manual ones. */
export function expectedSections(
  { books }: Account,
  { expected, adjustments, unexplained, names = new Map() }: MonthOutlook,
  writer: AccountWriter,
): Section[] {
  const { words } = writer;
  if (expected?.statement === undefined) return [];
  const plans = books.terms.plans.all();
  const told = {
    explained: adjustments,
    unexplained,
    plans,
    names,
    said: () => undefined,
    // What is settled for the first time is all that the month's own page shows.
    pathOf: (month: Month, explained: ExplainedAdjustment | undefined) =>
      explained === undefined && !unexplained.includes(month) ? `months/${month}` : undefined,
  };
  const changedTerms = adjustments.flatMap((adjustment): Section[] =>
    adjustment.kind === "opened" || adjustment.ladderAndFactors.because.length === 0
      ? []
      : [
          section(
            `because-${adjustment.month}`,
            `${words.adjustment.title(writer.month(adjustment.month))}${words.joins.colon}${words.adjustment.restLine}`,
            [becauseTable(adjustment, plans, writer)],
          ),
        ],
  );
  const figures = drawFigures(expected.statement, writer);
  return [
    section("expected", words.month_.expected, [
      equation(settlementLines(expected.statement, writer)),
      ...(figures.length === 0 ? [] : [figuresBlock(figures)]),
    ]),
    ...adjustmentsSection(expected.statement.adjustments, told, writer),
    ...changedTerms,
    ...manualSection(expected.manual, expected.writeOffs, writer),
  ];
}

/** What is booked for the month and not yet travelled, beside what is earned; and how much is to come in all. */
export function forecastSection(outlook: MonthOutlook, forecast: readonly ForecastMonth[], writer: AccountWriter): Section[] {
  const { words } = writer;
  const here = outlook.forecast;
  if (here === undefined && forecast.length === 0) return [];
  const figures: Block[] =
    here === undefined
      ? []
      : [
          figuresBlock([
            figure(words.earned, writer.amount(here.earned)),
            figure(words.forecast.upcoming, writer.change(here.upcoming, { note: words.creditCount(formatCount(here.credits)) })),
          ]),
        ];
  return [
    section("forecast", words.month_.forecast, [
      paragraph(words.month_.forecastNote, "note"),
      ...figures,
      { kind: "links", links: [{ text: words.month_.forecastAll, to: "forecast" }] },
    ]),
  ];
}

/** The question what one more order would add, and its answer. */
export function questionSection(
  { books, today, thisMonth }: Account,
  outlook: MonthOutlook,
  { products, asked, answer }: Asked,
  writer: AccountWriter,
): Section[] {
  const { words } = writer;
  const canSell = books.terms.plans.forAdvisor(books.advisor, today) !== undefined;
  if (!canSell || products.length === 0 || outlook.month !== thisMonth || outlook.state === "closed") return [];
  const error = asked !== undefined && answer === undefined ? { error: words.month_.badPrice } : {};
  const question: QuestionBlock = {
    kind: "question",
    id: "one-more",
    fields: [
      {
        kind: "choice",
        name: "product",
        label: words.product,
        options: products.map((product) => ({ value: product, text: writer.title(product) })),
        ...(asked === undefined ? {} : { value: asked.product }),
      },
      { kind: "amount", name: "price", label: words.price, ...(asked === undefined ? {} : { value: asked.price }), ...error },
    ],
    submit: words.month_.ask,
    ...(answer === undefined ? {} : { answer: answerBlocks(answer, books.terms.plans.all(), writer) }),
  };
  return [section("one-more", words.month_.oneMore, [question])];
}

function answerBlocks(
  { product, price, adds, components }: OrderEstimate,
  plans: readonly Plan[],
  writer: AccountWriter,
): Exclude<Block, QuestionBlock>[] {
  const { words } = writer;
  const text = words.month_.adds(writer.name(product), writer.money(price), writer.money(adds));
  return [
    paragraph(text, "good"),
    table({ id: "one-more-components", caption: words.month_.components }, components, [
      col(words.component, (each) => writer.text(writer.title(each.id, labelOf(plans, each)), { note: each.id }), {
        total: writer.text(words.total),
      }),
      col("", (each) => writer.text(words.plan(each.planId, each.version)), OPTIONAL),
      num(words.amount, (each) => writer.change(each.adds), { total: writer.change(adds) }),
    ]),
  ];
}
