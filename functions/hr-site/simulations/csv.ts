import type { Language } from "../../../shared/base/language.ts";
import { decimalsOf, plainAmount, sum } from "../../../shared/base/money/money.ts";
import { simulationCsvMessagesIn } from "../../../shared/simulations/messages.ts";
import type { AdvisorLine } from "../../../shared/simulations/model/simulation.ts";
import { csvCol, csvTable, Plain } from "../../_platform/render/csv-lines.ts";

/**
 * What a trial makes of every advisor, for calculating: a line each, before and after over the range and by month. Amounts
 * are plain decimals in the currency. The last line holds the sums: what the trial costs before and after.
 */
export function renderTrialCsv(lines: readonly AdvisorLine[], currency: string, language: Language): string {
  const words = simulationCsvMessagesIn(language);
  const decimals = decimalsOf(currency);
  const amount = (minor: bigint) => new Plain(plainAmount(minor, decimals));
  const months = [...new Set(lines.flatMap((line) => line.months.map(({ month }) => month)))].sort();
  const total = (read: (line: AdvisorLine) => bigint) => amount(sum(lines.map(read)));
  const sumColumn = (title: string, read: (line: AdvisorLine) => bigint) =>
    csvCol<AdvisorLine>(title, (line) => amount(read(line)), total(read));
  const ofMonth = (month: string, side: "before" | "after") => (line: AdvisorLine) =>
    sum(line.months.filter((each) => each.month === month).map((each) => each[side]));
  return csvTable(lines, [
    csvCol(words.advisorId, ({ advisorId }) => advisorId, words.total),
    csvCol(words.name, ({ name }) => name),
    csvCol(words.store, ({ storeId = "" }) => storeId),
    csvCol(words.starLevel, ({ starLevel = "" }) => new Plain(starLevel)),
    csvCol(words.tenureMonths, ({ tenureMonths }) => new Plain(`${tenureMonths}`)),
    sumColumn(words.before, ({ before }) => before),
    sumColumn(words.after, ({ after }) => after),
    sumColumn(words.change, ({ before, after }) => after - before),
    csvCol(words.equityBefore, ({ equity }) => flag(equity.before)),
    csvCol(words.equityAfter, ({ equity }) => flag(equity.after)),
    ...months.flatMap((month) => [
      sumColumn(`${words.before} ${month}`, ofMonth(month, "before")),
      sumColumn(`${words.after} ${month}`, ofMonth(month, "after")),
    ]),
  ]);
}

const flag = (holds: boolean): Plain => new Plain(holds ? "1" : "0");
