import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import { formatShortMonth } from "../../ui/format.ts";
import type { Block, Section, View } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { YearOutlook } from "../model/years.ts";

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
    footer: [words.asOfNow],
  };
}

function yearSection(year: YearOutlook, writer: AccountWriter): Section {
  const { words } = writer;
  const title = words.years.year(year.year);
  const id = `year-${year.year}`;
  if (year.months.length === 0) return { id, title, blocks: [{ kind: "paragraph", text: words.years.empty }] };
  const bars: Block = {
    kind: "bars",
    id: `${id}-bars`,
    caption: title,
    description: words.years.description(year.year, writer.money(year.earned), writer.money(year.settled)),
    legend: { solid: words.years.settledPart, hatched: words.years.openPart },
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
  const table: Block = {
    kind: "table",
    id,
    caption: title,
    columns: [
      textColumn(words.month),
      figureColumn(words.credits, true),
      figureColumn(words.sales, true),
      figureColumn(words.earned),
      figureColumn(words.settled),
    ],
    rows: [
      ...year.months.map(({ month, credits, sales, earned, settled }) => ({
        cells: [
          writer.text(writer.month(month), { to: `months/${month}` }),
          writer.count(credits),
          writer.amount(sales),
          writer.amount(earned, { to: `months/${month}` }),
          writer.amount(settled),
        ],
      })),
      {
        kind: "total",
        cells: [
          writer.text(words.total),
          writer.count(sum(year.months.map(({ credits }) => credits))),
          writer.amount(sum(year.months.map(({ sales }) => sales))),
          writer.amount(year.earned),
          writer.amount(year.settled),
        ],
      },
    ],
  };
  return { id, title, blocks: [bars, table] };
}
