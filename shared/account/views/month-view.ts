import type { Language } from "../../base/language.ts";
import { paragraph, type Section, section, type View } from "../../ui/view.ts";
import { accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import type { MonthOutlook } from "../model/month-overview.ts";
import { asOfWithForecasts, correctionsSection, laddersSection, latestSection, teamSection } from "./month-progress.ts";
import { type Asked, expectedSections, forecastSection, questionSection } from "./month-sections.ts";
import { componentTable } from "./seller-tables.ts";

/** This month or another: what is earned in it, what it would pay, where the ladders stand, and what came last. */
export function monthView(
  account: Account,
  outlook: MonthOutlook,
  forecast: readonly ForecastMonth[],
  more: Asked,
  language: Language,
): View {
  const writer = accountWriterFor(account.agency.currency, language);
  const { words } = writer;
  const { month, earnings, expected } = outlook;
  const base = `months/${month}`;
  const components: Section = section(
    "components",
    words.month_.components,
    outlook.components.length === 0
      ? [paragraph(words.month_.noComponents)]
      : [componentTable(outlook.components, account.books.terms.plans.all(), base, words.month_.components, writer)],
  );
  const note = expected?.statement === undefined ? {} : { note: words.month_.expectedNote(writer.money(expected.statement.payable)) };
  return {
    language,
    title: words.month_.title(writer.month(month)),
    subtitle: `${account.books.advisor.name} · ${words.month_.state[outlook.state]}`,
    headline: {
      label: month === account.thisMonth ? words.earnedSoFar : words.closedEarnings,
      minor: earnings.amount,
      text: writer.money(earnings.amount),
      ...note,
    },
    sections: [
      ...laddersSection(account, outlook, writer),
      components,
      ...forecastSection(outlook, forecast, writer),
      ...teamSection(account, outlook, writer),
      ...latestSection(account, outlook, base, writer),
      ...correctionsSection(outlook, writer),
      ...expectedSections(account, outlook, writer),
      ...questionSection(account, outlook, more, writer),
    ],
    footer: asOfWithForecasts(account, writer),
  };
}
