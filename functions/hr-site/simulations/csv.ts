import type { Language } from "../../../shared/base/language.ts";
import { decimalsOf, plainAmount } from "../../../shared/base/money/format-amount.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import { trialCsvWordsIn } from "../../../shared/simulations/messages.ts";
import type { AdvisorLine } from "../../../shared/simulations/model/simulation.ts";
import { Plain, type Value, writeCsv } from "../../_platform/render/csv-lines.ts";

/**
 * What a trial makes of every advisor, for calculating: a line each, before and after over the range and by month. Amounts
 * are plain decimals in the currency. The last line holds the sums: what the trial costs before and after.
 */
export function renderTrialCsv(lines: readonly AdvisorLine[], currency: string, language: Language): string {
  const words = trialCsvWordsIn(language);
  const decimals = decimalsOf(currency);
  const amount = (minor: bigint) => new Plain(plainAmount(minor, decimals));
  const months = [...new Set(lines.flatMap((line) => line.months.map(({ month }) => month)))].sort();
  const header: Value[] = [
    ...[words.advisorId, words.name, words.store, words.starLevel, words.tenureMonths],
    ...[words.before, words.after, words.change, words.equityBefore, words.equityAfter],
    ...months.flatMap((month) => [`${words.before} ${month}`, `${words.after} ${month}`]),
  ];
  const rows = lines.map((line): Value[] => {
    const byMonth = new Map(line.months.map((each) => [each.month, each]));
    return [
      ...[line.advisorId, line.name, line.storeId ?? "", new Plain(line.starLevel ?? ""), new Plain(`${line.tenureMonths}`)],
      ...[amount(line.before), amount(line.after), amount(line.after - line.before)],
      ...[flag(line.equity.before), flag(line.equity.after)],
      ...months.flatMap((month) => [amount(byMonth.get(month)?.before ?? 0n), amount(byMonth.get(month)?.after ?? 0n)]),
    ];
  });
  const total = (read: (line: AdvisorLine) => bigint) => amount(sum(lines.map(read)));
  const ofMonth = (month: string, side: "before" | "after") => (line: AdvisorLine) =>
    sum(line.months.filter((each) => each.month === month).map((each) => each[side]));
  const totals: Value[] = [
    ...[words.total, "", "", "", ""],
    ...[total(({ before }) => before), total(({ after }) => after), total(({ before, after }) => after - before), "", ""],
    ...months.flatMap((month) => [total(ofMonth(month, "before")), total(ofMonth(month, "after"))]),
  ];
  return writeCsv([header, ...rows, totals]);
}

const flag = (holds: boolean): Plain => new Plain(holds ? "1" : "0");
