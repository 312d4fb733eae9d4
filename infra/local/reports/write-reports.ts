import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { decimalsOf, plainAmount, sum } from "../../../shared/base/money/money.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { Results } from "../scenario/results.ts";

/** A file that was written, and what it is. */
export interface Written {
  readonly file: string;
  readonly what: string;
}

/** Safe to open in a spreadsheet: a byte order mark for the encoding, and no cell that begins a formula. */
const CSV = { bom: true, header: true, escape_formulas: true } as const;

/** Writes statements (JSON, CSV) and payable lists (CSV), a folder for each month. */
export async function writeReports(folder: string, { entries }: Results, agency: Agency): Promise<Written[]> {
  const decimals = decimalsOf(agency.currency);
  const byMonth = Map.groupBy(
    entries.flatMap(({ statement }) => statement ?? []),
    ({ month }) => month,
  );
  for (const [month, statements] of byMonth) {
    const into = join(folder, month);
    await mkdir(into, { recursive: true });
    for (const statement of statements)
      await writeFile(join(into, `${encodeURIComponent(statement.advisorId)}.json`), `${stringifyExact(statement, 2)}\n`);
    await writeFile(
      join(folder, `statements-${month}.csv`),
      stringify(
        statements.flatMap((statement) => linesOf(statement, decimals)),
        CSV,
      ),
    );
    await writeFile(join(folder, `payable-${month}.csv`), payableList(statements, agency, decimals));
  }
  const last = [...byMonth.keys()].at(-1) ?? "";
  const example = byMonth.get(last)?.find(({ adjustments }) => adjustments.length > 0) ?? byMonth.get(last)?.[0];
  return [
    { file: `statements-${last}.csv`, what: "every line of every statement of the month" },
    { file: `payable-${last}.csv`, what: "who is to be paid how much, with the total" },
    { file: `${last}/${encodeURIComponent(example?.advisorId ?? "")}.json`, what: "one statement, with adjustments of earlier months" },
    { file: `archive/statements/${last}/`, what: "the same with every credit, rate and reason, hashed and chained" },
  ];
}

function linesOf(
  {
    advisorId,
    month,
    components,
    adjustments,
    manualAdjustments,
    writtenOff = 0n,
    broughtForward,
    payable,
    carriedForward,
    draw,
  }: Statement,
  decimals: number,
) {
  const line = (kind: string, what: string, amount: bigint) => ({ month, advisorId, kind, what, amount: plainAmount(amount, decimals) });
  return [
    ...components.map(({ id, planId, version, amount }) => line("component", `${id} (${planId} ${version})`, amount)),
    ...adjustments.map((adjustment) => line("adjustment", adjustment.month, adjustment.amount)),
    ...(manualAdjustments === writtenOff ? [] : [line("manual adjustments", "", manualAdjustments - writtenOff)]),
    ...(writtenOff === 0n ? [] : [line("written off", "", writtenOff)]),
    ...(broughtForward === 0n ? [] : [line("brought forward", "", broughtForward)]),
    line("payable", "", payable),
    ...(draw === undefined || draw.advanced === 0n ? [] : [line("advanced", "", draw.advanced)]),
    ...(carriedForward === 0n ? [] : [line("carried forward", "", carriedForward)]),
  ];
}

function payableList(statements: readonly Statement[], { currency }: Agency, decimals: number): string {
  const paid = statements.filter(({ payable }) => payable > 0n);
  const rows = paid.map(({ advisorId, month, payable }) => ({ advisorId, month, currency, payable: plainAmount(payable, decimals) }));
  const total = {
    advisorId: `total of ${paid.length}`,
    month: paid[0]?.month ?? "",
    currency,
    payable: plainAmount(sum(paid.map(({ payable }) => payable)), decimals),
  };
  return stringify([...rows, total], CSV);
}
