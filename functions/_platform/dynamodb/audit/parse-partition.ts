import type { AdvisorView, ForecastItem, InvalidItem, JournalItem, StoredFact, StoredStatement } from "../../../../shared/audit/store.ts";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import type { Adjustment } from "../../../../shared/engine/facts/adjustment.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import type { Attributes } from "../../../../shared/engine/facts/attributes.ts";
import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import type { FixedSettlement, Recorded } from "../../../../shared/ledger/store/close-store.ts";
import {
  advisorAdjustmentKey,
  advisorFactKey,
  attributesKey,
  type Key,
  placeOfKey,
  settlementKey,
  statementKey,
  tallyKey,
} from "../keys.ts";
import { recorded, recordedRow, recordedRows, settlementFrom } from "../ledger/close-codec.ts";
import { forecastSumFrom } from "../ledger/forecast-sums.ts";
import { claimedEntriesFromText } from "../ledger/order-codec.ts";
import type { Item } from "../table.ts";
import { nameOf } from "./record-names.ts";

/** Reads the items of an advisor's partition, each by itself: one that can't be read hides none of the others. */
export function viewFrom(advisorId: string, items: readonly Item[]): AdvisorView {
  const invalid: InvalidItem[] = [];
  const read = <Content>(prefix: string, from: (item: Item) => Content) => readItems(items, prefix, from, invalid);
  const isAt = (item: Key, key: Key) => {
    if (item.pk !== key.pk || item.sk !== key.sk) throw new Error(`holds what belongs under ${nameOf(key)}`);
  };
  const facts = [...read("v.a#", factFrom), ...read("v.b#", factFrom), ...read("v.m#", factFrom)];
  return {
    advisorId,
    record: {
      advisors: read("v.a#", (item) => checked<Advisor>(item, ({ advisorId: of, revision }) => isAt(item, advisorFactKey(of, revision)))),
      attributes: read("v.b#", (item) => checked<Attributes>(item, (fact) => isAt(item, attributesKey(fact, fact.month, fact.revision)))),
      adjustments: read("v.m#", (item) =>
        checked<Adjustment>(item, ({ advisorId: of, adjustmentId }) => isAt(item, advisorAdjustmentKey(of, adjustmentId))),
      ),
      settlements: read("v.s#", (item): FixedSettlement => {
        const settlement = settlementFrom(item);
        isAt(item, settlementKey(advisorId, settlement.period));
        if (typeof settlement.carriedForward !== "bigint") throw new Error("carriedForward is no number");
        return settlement;
      }),
      ...recordedRows(
        advisorId,
        read("t#", (item) => {
          const recorded = recordedRow(item);
          isAt(item, tallyKey(advisorId, recorded.period, recorded.month, item.k as string));
          return recorded;
        }),
      ),
    },
    current: read("advisor", factFrom)[0],
    facts,
    journal: read("c#", (item) => journalItemFrom(item, advisorId)),
    forecasts: read("f#", (item): ForecastItem => {
      const { month, rows, upTo } = forecastSumFrom(item);
      return { record: nameOf(item), month, rows, upTo: nameOf({ pk: item.pk, sk: upTo }) };
    }),
    statements: new Map(
      read("s#", (item): [Month, StoredStatement] => {
        const statement = storedStatementFrom(item);
        if (statement === undefined) throw new Error("holds no statement");
        isAt(item, statementKey(statement.totals.advisorId, statement.totals.month));
        return [statement.totals.month, statement];
      }),
    ),
    invalid: [...new Map(invalid.map((each) => [each.record, each])).values()],
  };
}

/** Reads items one by one; what can't be read is told. */
export function readItems<Content>(
  items: readonly Item[],
  prefix: string,
  from: (item: Item) => Content,
  invalid: InvalidItem[],
): Content[] {
  return items.flatMap((item): Content[] => {
    if (!item.sk.startsWith(prefix)) return [];
    try {
      return [from(item)];
    } catch (error) {
      invalid.push({ record: nameOf(item), reason: (error as Error).message });
      return [];
    }
  });
}

export function factFrom(item: Item): StoredFact {
  return { record: nameOf(item), hash: item.hash as string, content: JSON.parse(item.fact as string) };
}

/** A statement as it is stored, in its advisor's partition or in its close's. */
export function storedStatementFrom({ statement, hash, bodyKey }: Item): StoredStatement | undefined {
  if (statement === undefined) return undefined;
  return { totals: statementCodec.decode(statement as string), hash: hash as string, bodyKey: bodyKey as string };
}

function checked<Fact>(item: Item, check: (fact: Fact) => void): Recorded<Fact> {
  const fact = recorded<Fact>(item);
  if (!Number.isInteger(fact.period)) throw new Error("says no period");
  check(fact.fact);
  return fact;
}

export function journalItemFrom(item: Item, advisorId: string): JournalItem {
  const { state, month, period } = placeOfKey(item.sk);
  if (Number(item.p) !== period) throw new Error(`is of period ${item.p} by its content and of ${period} by its key`);
  return {
    record: nameOf(item),
    state,
    month,
    period,
    entries: claimedEntriesFromText(item.entries as string, { advisorId, state, month }),
  };
}
