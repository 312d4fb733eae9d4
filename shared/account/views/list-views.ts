import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/money.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { formatCount, formatShortMonth } from "../../ui/format.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import { type BarsBlock, type Block, type Cell, paragraph, type Section, section, type TableBlock, type View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import type { YearOutlook } from "../model/years.ts";
import { asOf, asOfWithForecasts } from "./month-progress.ts";

/** Trips booked and not yet travelled, by month; those that should have taken place by now stand apart. */
export function forecastView(account: Account, forecast: readonly ForecastMonth[], language: Language): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const [overdue, ahead] = [forecast.filter((each) => each.overdue), forecast.filter((each) => !each.overdue)];
  const upcoming = sum(forecast.map((each) => each.upcoming));
  const sections: Section[] = [];
  if (ahead.length > 0)
    sections.push(
      section("forecast", words.forecast.byMonth, [bars(ahead, writer), monthsTable("forecast", words.forecast.byMonth, ahead, writer)]),
    );
  if (overdue.length > 0)
    sections.push(
      section("overdue", words.forecast.overdue, [
        paragraph(words.forecast.overdueNote, "warning"),
        monthsTable("overdue", words.forecast.overdue, overdue, writer),
      ]),
    );
  if (forecast.length === 0) sections.push(section("forecast", words.forecast.byMonth, [paragraph(words.forecast.empty)]));
  return {
    language,
    title: words.forecast.title,
    subtitle: account.books.advisor.name,
    headline: { label: words.forecast.headline, minor: upcoming, text: writer.money(upcoming), note: words.forecast.note },
    sections,
    footer: asOfWithForecasts(account, writer),
  };
}

function bars(months: readonly ForecastMonth[], writer: AccountWriter): BarsBlock {
  const { words } = writer;
  return {
    kind: "bars",
    id: "forecast-bars",
    caption: words.forecast.byMonth,
    description: words.forecast.description(formatCount(months.length), writer.money(sum(months.map(({ upcoming }) => upcoming)))),
    legend: words.forecast.legend,
    bars: months.map(({ month, earned, upcoming }) => ({
      label: writer.month(month),
      solid: earned,
      hatched: upcoming > 0n ? upcoming : 0n,
      text: writer.money(earned + upcoming),
      to: `months/${month}`,
    })),
  };
}

function monthsTable(id: string, caption: string, months: readonly ForecastMonth[], writer: AccountWriter): TableBlock {
  const { words } = writer;
  return table({ id, caption }, months, [
    col(words.month, ({ month }) => writer.text(writer.month(month), { to: `months/${month}` }), { total: writer.text(words.total) }),
    summed(words.credits, ({ credits }) => credits, writer.count, OPTIONAL),
    summed(words.sales, ({ sales }) => sales, writer.amount, OPTIONAL),
    summed(words.earned, ({ earned }) => earned, writer.amount, { toOf: ({ month }) => `months/${month}` }),
    summed(words.forecast.upcoming, ({ upcoming }) => upcoming, writer.amount),
  ]);
}

/** This year and the last: earned and settled by month. */
export function yearsView(account: Account, years: readonly YearOutlook[], language: Language): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const [latest] = years;
  return {
    language,
    title: words.years.title,
    subtitle: account.books.advisor.name,
    ...(latest === undefined
      ? {}
      : { headline: { label: words.years.headline(latest.year), minor: latest.earned, text: writer.money(latest.earned) } }),
    sections: years.map((year) => yearSection(year, writer)),
    footer: asOf(account, writer),
  };
}

function yearSection(year: YearOutlook, writer: AccountWriter): Section {
  const { words } = writer;
  const title = words.years.year(year.year);
  const id = `year-${year.year}`;
  if (year.months.length === 0) return section(id, title, [paragraph(words.years.empty)]);
  const bars: Block = {
    kind: "bars",
    id: `${id}-bars`,
    caption: title,
    description: words.years.description(year.year, writer.money(year.earned), writer.money(year.settled)),
    legend: { solid: words.settled, hatched: words.years.openPart },
    bars: year.months.map(({ month, earned, settled }) => {
      // Of a month that was settled too high nothing is open.
      const open = earned > settled ? earned - settled : 0n;
      return {
        label: formatShortMonth(month, writer.language),
        solid: earned - open,
        hatched: open,
        text: writer.money(earned),
        to: `months/${month}`,
      };
    }),
  };
  const block: Block = table({ id, caption: title }, year.months, [
    col(words.month, ({ month }) => writer.text(writer.month(month), { to: `months/${month}` }), { total: writer.text(words.total) }),
    summed(words.credits, ({ credits }) => credits, writer.count, OPTIONAL),
    summed(words.sales, ({ sales }) => sales, writer.amount, OPTIONAL),
    summed(words.earned, ({ earned }) => earned, writer.amount, { toOf: ({ month }) => `months/${month}` }),
    summed(words.settled, ({ settled }) => settled, writer.amount),
  ]);
  return section(id, title, [bars, block]);
}

/** The column of how each statement is paid. */
export interface PaymentColumn {
  readonly title: string;
  cellOf(statement: Statement): Cell;
}

/** An advisor's statements, in the order given: the newest first; each with how its payment stands. */
export function statementListView(
  issued: readonly { readonly statement: Statement }[],
  payment: PaymentColumn,
  account: Account,
  language: Language,
): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const toStatement = (statement: Statement) => ({ to: `statements/${statement.month}` });
  const listed = table({ id: "statements", caption: words.statement.listTitle }, issued, [
    col(words.month, ({ statement }) => writer.text(writer.month(statement.month), toStatement(statement))),
    num(words.earnings, ({ statement }) => writer.amount(statement.earnings)),
    num(words.statement.adjustments, ({ statement }) => writer.change(sum(statement.adjustments.map(({ amount }) => amount))), OPTIONAL),
    num(words.statement.payable, ({ statement }) => writer.amount(statement.payable, toStatement(statement))),
    col(payment.title, ({ statement }) => payment.cellOf(statement)),
    num(words.statement.carried, ({ statement }) => writer.amount(statement.carriedForward), OPTIONAL),
  ]);
  const blocks: Block[] = issued.length === 0 ? [paragraph(words.statement.listEmpty)] : [listed];
  return {
    language,
    title: words.statement.listTitle,
    subtitle: account.books.advisor.name,
    sections: [section("statements", words.statement.listTitle, blocks)],
    footer: [],
  };
}
