import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { type ClaimedRow, claimedRowKey } from "../../engine/earnings/claimed-row.ts";
import { addUnder, isNil, mergePart, rowKey, type TallyRow } from "../../engine/earnings/tally.ts";
import { rowsFor } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord } from "../../ledger/store/close-store.ts";
import type { PlaceAccount } from "../model/credit-log-sums.ts";
import { differences } from "../model/differences.ts";
import type { Finding, FindingKind } from "../model/finding.ts";
import { vote, type Witness } from "../model/sample.ts";
import type { AdvisorView, RecordNames, StoredClose } from "../store.ts";

/** What of an advisor's tallies is compared. */
export interface TallyInput {
  readonly view: AdvisorView;
  readonly account: readonly PlaceAccount[];
  readonly closes: readonly StoredClose[];
  readonly names: RecordNames;
  /** Months whose journal was found wrong order by order already. */
  readonly blamed: ReadonlySet<Month>;
}

type Source = "row" | "journal" | "settlement";
type Rows = ReadonlyMap<string, ClaimedRow>;

/**
 * Each period's tally rows equal what the journal's entries of the period added, and once the period is settled the rows
 * that the settlement holds: two witnesses while a period is open, three afterwards, so that the wrong one stands alone.
 */
export function checkTally(input: TallyInput): { readonly frozen: readonly Finding[]; readonly open: readonly Finding[] } {
  const { view, account, closes } = input;
  const frozen: Finding[] = [];
  const open: Finding[] = [];
  const journal = new Map(
    account.flatMap(({ month, added }) => [...added].map(([period, rows]): [string, Rows] => [`${period} ${month}`, rows])),
  );
  const stored = storedRows(view);
  // A settlement of no close is told by itself.
  const settlements = view.record.settlements.filter(({ period }) => closes.some((close) => close.period === period));
  const settled = settledRows(settlements);
  const closedPeriods = new Set(closes.filter(({ status }) => status === "closed").map(({ period }) => period));
  const settledPeriods = new Set(settlements.map(({ period }) => period));
  const places = [...new Set([...journal.keys(), ...stored.keys(), ...settled.keys()])].map((place) => {
    const [period, month = ""] = place.split(" ");
    return { place, period: Number(period), month };
  });
  const journalsWrong = new Set<Month>();
  for (const { place, period, month } of places.sort((left, right) => left.period - right.period)) {
    const isSettled = closedPeriods.has(period) || settledPeriods.has(period);
    const sources = {
      row: stored.get(place),
      journal: journal.get(place),
      settlement: isSettled ? (settled.get(place) ?? NONE) : undefined,
    };
    // An entry that is wrong is taken away again as wrong when it is superseded: only the first period is told.
    const found = comparePlace(period, month, sources, input).filter(({ kind }) => kind !== "journal" || !journalsWrong.has(month));
    if (found.some(({ kind }) => kind === "journal")) journalsWrong.add(month);
    (closes.some((close) => close.period >= period) ? frozen : open).push(...found);
  }
  return { frozen, open };
}

const NONE: Rows = new Map();

function comparePlace(
  period: number,
  month: Month,
  sources: { readonly row: Rows | undefined; readonly journal: Rows | undefined; readonly settlement: Rows | undefined },
  { view: { advisorId, journal }, names, blamed }: TallyInput,
): Finding[] {
  // The very item, where the period wrote but one to the place.
  const items = journal.filter((item) => item.state === "earned" && item.month === month && item.period === period);
  const [item] = items;
  const place = items.length === 1 && item !== undefined ? item.record : names.place({ advisorId, state: "earned", month }, period);
  const keys = new Set(Object.values(sources).flatMap((rows) => [...(rows?.keys() ?? [])]));
  return [...keys].flatMap((key): Finding[] => {
    const nameOf = {
      row: names.row(advisorId, period, month, key),
      journal: place,
      settlement: names.settlement(advisorId, period),
    };
    const asked: readonly Source[] = sources.settlement === undefined ? ["row", "journal"] : ["row", "journal", "settlement"];
    const witnesses = asked.map((source): Witness<ClaimedRow | undefined> => ({ record: nameOf[source], says: sources[source]?.get(key) }));
    const { agreed, isDecided, dissenting } = vote(witnesses, rowText);
    if (dissenting.length === 0) return [];
    const isJournal = isDecided ? dissenting.some(({ record }) => record === nameOf.journal) : true;
    if (isJournal && blamed.has(month)) return [];
    const expected = isDecided ? agreed : sources.journal?.get(key);
    // Of two the row is wrong, as each entry stood beside its order's head; but where the row counts more credits, an
    // entry may have been lost as well.
    const isRow = asked.length === 2 && countOf(sources.row?.get(key)) <= countOf(sources.journal?.get(key));
    const wrong = isRow ? dissenting.filter(({ record }) => record === nameOf.row) : dissenting;
    const kind: FindingKind = !isDecided || wrong[0]?.record === nameOf.row ? "tally" : isJournal ? "journal" : "settled-rows";
    const found = wrong.find(({ says }) => rowText(says) !== rowText(expected))?.says;
    return [{ kind, records: wrong.map(({ record }) => record), advisorId, month, ...differences(told(expected), told(found), "no row") }];
  });
}

function storedRows({ record }: AdvisorView): Map<string, Rows> {
  const places = new Map<string, Map<string, ClaimedRow>>();
  for (const { period, month, row } of record.claimedRows) {
    const place = `${period} ${month}`;
    const rows = places.get(place) ?? new Map<string, ClaimedRow>();
    places.set(place, rows);
    addUnder(rows, claimedRowKey(row), row);
  }
  for (const rows of places.values()) for (const [key, row] of rows) if (isNil(row)) rows.delete(key);
  return places;
}

function settledRows(settlements: AdvisorView["record"]["settlements"]): Map<string, Rows> {
  return new Map(
    settlements.flatMap(({ period, claimedRows }) =>
      [...claimedRows].map(([month, ofMonth]): [string, Rows] => [
        `${period} ${month}`,
        new Map(ofMonth.map((row) => [claimedRowKey(row), row])),
      ]),
    ),
  );
}

/** A row's sums, discounts by name; a stored sum of 0 says nothing. */
export function told(row: ClaimedRow | TallyRow | undefined): Record<string, bigint | string> | undefined {
  if (row === undefined) return undefined;
  const { price, refunded, cost, units, count } = row;
  const discounts = Object.entries(row.discounts).filter(([, amount]) => amount !== 0n);
  return {
    row: "claims" in row ? claimedRowKey(row) : rowKey(row),
    price,
    refunded,
    cost,
    units,
    count,
    ...Object.fromEntries(discounts.map(([name, amount]) => [`discounts.${name}`, amount])),
  };
}

const countOf = (row: ClaimedRow | undefined): bigint => row?.count ?? 0n;

/** A row as a text, equal for equal rows. */
export const rowText = (row: ClaimedRow | TallyRow | undefined): string => (row === undefined ? "" : canonicalJson(told(row)));

/** What is kept with a seller. */
export type KeptWithSeller = Pick<AdvisorRecord, "claimedRows" | "settlements">;

/**
 * What a manager's settlements hold of sellers below is the sum of the rows that are kept with them. Where a seller's rows
 * and settlements differ that is told of the seller; here only what neither of them says is.
 */
export function checkContributed(
  { advisorId, record }: AdvisorView,
  sellers: readonly KeptWithSeller[],
  closes: readonly StoredClose[],
  names: RecordNames,
): Finding[] {
  return closes.flatMap(({ period, status }): Finding[] => {
    if (status !== "closed") return [];
    const settlement = record.settlements.find((each) => each.period === period);
    const byRows = new Map<string, TallyRow[]>();
    const bySettlements = new Map<string, TallyRow[]>();
    for (const { claimedRows, settlements } of sellers) {
      for (const each of claimedRows) if (each.period === period) add(byRows, each.month, rowsFor(advisorId, each.row));
      for (const [month, rows] of settlements.find((each) => each.period === period)?.claimedRows ?? [])
        for (const row of rows) add(bySettlements, month, rowsFor(advisorId, row));
    }
    const months = new Set([...byRows.keys(), ...bySettlements.keys(), ...(settlement?.contributed.keys() ?? [])]);
    return [...months].sort().flatMap((month) => {
      const [expected, alike] = [byKey(byRows.get(month)), byKey(bySettlements.get(month))];
      const found = byKey(settlement?.contributed.get(month));
      return [...new Set([...expected.keys(), ...alike.keys(), ...found.keys()])].flatMap((key): Finding[] => {
        const text = rowText(expected.get(key));
        if (text !== rowText(alike.get(key)) || text === rowText(found.get(key))) return [];
        const compared = differences(told(expected.get(key)), told(found.get(key)), "no row");
        return [{ kind: "settled-rows", records: [names.settlement(advisorId, period)], advisorId, month, ...compared }];
      });
    });
  });
}

function add(rows: Map<string, TallyRow[]>, month: string, more: readonly TallyRow[]): void {
  if (more.length > 0) rows.set(month, [...(rows.get(month) ?? []), ...more]);
}

const byKey = (rows: readonly TallyRow[] = []): ReadonlyMap<string, TallyRow> => new Map(mergePart(rows).map((row) => [rowKey(row), row]));
