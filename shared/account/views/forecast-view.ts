import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { formatCount } from "../../ui/format.ts";
import { col, OPTIONAL, summed, table } from "../../ui/table.ts";
import type { BarsBlock, Section, TableBlock, View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import { asOfWithForecasts } from "./as-of.ts";

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
