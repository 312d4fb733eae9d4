import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import { formatShortMonth } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Section, View } from "../../ui/view.ts";
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
  const block: Block = table({ id, caption: title }, year.months, [
    col(words.month, ({ month }) => writer.text(writer.month(month), { to: `months/${month}` }), { total: writer.text(words.total) }),
    num(words.credits, ({ credits }) => writer.count(credits), {
      optional: true,
      total: writer.count(sum(year.months.map(({ credits }) => credits))),
    }),
    num(words.sales, ({ sales }) => writer.amount(sales), {
      optional: true,
      total: writer.amount(sum(year.months.map(({ sales }) => sales))),
    }),
    num(words.earned, ({ month, earned }) => writer.amount(earned, { to: `months/${month}` }), { total: writer.amount(year.earned) }),
    num(words.settled, ({ settled }) => writer.amount(settled), { total: writer.amount(year.settled) }),
  ]);
  return { id, title, blocks: [bars, block] };
}
