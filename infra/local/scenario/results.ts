import { stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { compare } from "../../../shared/base/text/compare.ts";
import type { CloseLedger, StatementEntry } from "../../../shared/ledger/store/close-store.ts";

/** What the closes of a run gave. */
export interface Results {
  /** By month, then advisor. */
  readonly entries: readonly (StatementEntry & { readonly month: string })[];
}

/** Reads what was issued by the closes of these months. */
export async function readResults(ledger: Pick<CloseLedger, "statementsOf">, shards: number, months: readonly string[]): Promise<Results> {
  const entries: Results["entries"][number][] = [];
  for (const month of [...months].sort()) {
    const ofMonth: StatementEntry[] = [];
    for (let shard = 0; shard < shards; shard += 1) ofMonth.push(...(await ledger.statementsOf(month, shard)));
    entries.push(...ofMonth.sort((left, right) => compare(left.advisorId, right.advisorId)).map((entry) => ({ ...entry, month })));
  }
  return { entries };
}

/** The statements in the contract's shape, a line of JSON each: what they wrote off is among the manual adjustments. */
export function statementLines({ entries }: Results): string {
  return entries
    .flatMap(({ statement }) => {
      if (statement === undefined) return [];
      const { writtenOff: _w, draw: _d, ...asInContract } = statement;
      return `${stringifyExact(asInContract)}\n`;
    })
    .join("");
}

/** The changes of equity, a line of JSON each. */
export function equityLines({ entries }: Results): string {
  return entries
    .filter(({ equityChanged }) => equityChanged)
    .map(({ month, advisorId, equityEligible }) => `${JSON.stringify({ month, advisorId, eligible: equityEligible })}\n`)
    .join("");
}
