import type { Language } from "../../base/language.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { formatShortMonth } from "../../ui/format.ts";
import { col, OPTIONAL, summed, table } from "../../ui/table.ts";
import type { Block, Section, View } from "../../ui/view.ts";
import { type AccountWriter, accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";
import type { YearOutlook } from "../model/years.ts";
import { asOf } from "./as-of.ts";

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
