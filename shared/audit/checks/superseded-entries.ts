import type { ClaimedCredit } from "../../engine/credits/claimed-credit.ts";
import { type ClaimedRow, claimedRowKey, claimedRowsOf } from "../../engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import { differences } from "../model/differences.ts";
import type { Finding, RecordName } from "../model/finding.ts";
import type { AdvisorView, ForecastItem, JournalItem, RecordNames } from "../store.ts";
import { areSameCredits, describeCredits } from "./credits.ts";
import { told } from "./tally.ts";

/** An entry and where it stands. */
interface Placed {
  readonly entry: CreditLogEntry<ClaimedCredit>;
  readonly record: RecordName;
}

/**
 * Each entry of the journal replaced what the order's entry before it in the place held, and the sums of forecasts are
 * those of their entries. For advisors whose journal stands all other checks: what an entry holds is right then.
 */
export function checkReplaced({ advisorId, journal, forecasts }: AdvisorView, names: RecordNames): Finding[] {
  const byPlace = Map.groupBy(journal, ({ state, month }) => `${state} ${month}`);
  const wrong = [...byPlace.values()].flatMap((items) => checkPlace(advisorId, items));
  if (wrong.length > 0) return wrong;
  return forecasts.flatMap((kept) => checkSum(advisorId, kept, byPlace.get(`forecast ${kept.month}`) ?? [], names));
}

function checkPlace(advisorId: string, items: readonly JournalItem[]): Finding[] {
  const placed = items.flatMap(({ entries, record }) => entries.map((entry): Placed => ({ entry, record })));
  return [...Map.groupBy(placed, ({ entry }) => entry.orderId).values()].flatMap((ofOrder) => {
    const inTurn = ofOrder.toSorted((left, right) => left.entry.sequence - right.entry.sequence);
    return inTurn.flatMap(({ entry, record }, index): Finding[] => {
      const earlier = inTurn[index - 1];
      const held = earlier?.entry.credits ?? [];
      if (areSameCredits(held, entry.before)) return [];
      const records = [...new Set([record, earlier?.record ?? record])];
      return [{ kind: "journal", records, advisorId, month: entry.place.month, ...describeCredits(held, entry.before) }];
    });
  });
}

function checkSum(
  advisorId: string,
  { record, month, rows, upTo }: ForecastItem,
  items: readonly JournalItem[],
  names: RecordNames,
): Finding[] {
  const last = items.findIndex((item) => item.record === upTo);
  if (last < 0) {
    const place = names.place({ advisorId, state: "forecast", month });
    return [{ kind: "forecast", records: [record], advisorId, month, expected: `an item of ${place} as its last`, found: upTo }];
  }
  const summed = claimedRowsOf(items.slice(0, last + 1).flatMap(({ entries }) => entries));
  const [expected, found] = [byKey(summed), byKey(rows)];
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key): Finding[] => {
    const compared = differences(told(expected.get(key)), told(found.get(key)), "no row");
    return compared.expected === compared.found ? [] : [{ kind: "forecast", records: [record], advisorId, month, ...compared }];
  });
}

const byKey = (rows: readonly ClaimedRow[]): Map<string, ClaimedRow> => new Map(rows.map((row) => [claimedRowKey(row), row]));
