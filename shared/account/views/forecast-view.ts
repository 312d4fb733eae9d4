import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import { formatCount } from "../../ui/format.ts";
import type { BarsBlock, Section, TableBlock, View } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { ForecastMonth } from "../model/forecast.ts";

/** Trips booked and not yet travelled, by month; those that should have taken place by now stand apart. */
export function forecastView(account: Account, forecast: readonly ForecastMonth[], language: Language): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const [overdue, ahead] = [forecast.filter((each) => each.overdue), forecast.filter((each) => !each.overdue)];
  const toCome = sum(forecast.map((each) => each.toCome));
  const sections: Section[] = [];
  if (ahead.length > 0)
    sections.push({
      id: "forecast",
      title: words.forecast.byMonth,
      blocks: [bars(ahead, writer), table("forecast", words.forecast.byMonth, ahead, writer)],
    });
  if (overdue.length > 0)
    sections.push({
      id: "overdue",
      title: words.forecast.overdue,
      blocks: [
        { kind: "paragraph", text: words.forecast.overdueNote, tone: "warning" },
        table("overdue", words.forecast.overdue, overdue, writer),
      ],
    });
  if (forecast.length === 0)
    sections.push({ id: "forecast", title: words.forecast.byMonth, blocks: [{ kind: "paragraph", text: words.forecast.empty }] });
  return {
    language,
    title: words.forecast.title,
    subtitle: account.books.advisor.name,
    headline: { label: words.forecast.headline, minor: toCome, text: writer.money(toCome), note: words.forecast.note },
    sections,
    footer: [words.asOfNow],
  };
}

function bars(months: readonly ForecastMonth[], writer: AccountWriter): BarsBlock {
  const { words } = writer;
  return {
    kind: "bars",
    id: "forecast-bars",
    caption: words.forecast.byMonth,
    description: words.forecast.description(formatCount(months.length), writer.money(sum(months.map(({ toCome }) => toCome)))),
    legend: words.forecast.legend,
    bars: months.map(({ month, earned, toCome }) => ({
      label: writer.month(month),
      solid: earned,
      hatched: toCome > 0n ? toCome : 0n,
      text: writer.money(earned + toCome),
      to: `months/${month}`,
    })),
  };
}

function table(id: string, caption: string, months: readonly ForecastMonth[], writer: AccountWriter): TableBlock {
  const { words } = writer;
  const total = (pick: (month: ForecastMonth) => bigint) => sum(months.map(pick));
  return {
    kind: "table",
    id,
    caption,
    columns: [
      textColumn(words.month),
      figureColumn(words.forecast.trips, true),
      figureColumn(words.sales, true),
      figureColumn(words.earned),
      figureColumn(words.forecast.toCome),
    ],
    rows: [
      ...months.map(({ month, credits, sales, earned, toCome }) => ({
        cells: [
          writer.text(writer.month(month), { to: `months/${month}` }),
          writer.count(credits),
          writer.amount(sales),
          writer.amount(earned, { to: `months/${month}` }),
          writer.amount(toCome),
        ],
      })),
      {
        kind: "total",
        cells: [
          writer.text(words.total),
          writer.count(total(({ credits }) => credits)),
          writer.amount(total(({ sales }) => sales)),
          writer.amount(total(({ earned }) => earned)),
          writer.amount(total(({ toCome }) => toCome)),
        ],
      },
    ],
  };
}
