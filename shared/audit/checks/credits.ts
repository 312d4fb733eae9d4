import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { type ClaimedCredit, claimedCreditsOf } from "../../engine/credits/claimed-credit.ts";
import type { CreditState, StoredOrder } from "../../engine/credits/credit.ts";
import { type ClaimedRow, claimedRowKey, claimedRowsOf, claimToList } from "../../engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { addUnder, isNil } from "../../engine/earnings/tally.ts";
import { addCredits, type PlaceAccount } from "../model/credit-log-sums.ts";
import { type Differences, differences } from "../model/differences.ts";
import type { Finding, RecordName } from "../model/finding.ts";
import type { AdvisorView, ForecastItem, JournalItem, RecordNames } from "../store.ts";
import { told } from "./tally.ts";

/** An order whose head gives an advisor other credits in a place than their journal holds there. */
interface Deviation {
  readonly orderId: string;
  readonly state: CreditState;
  readonly month: Month;
  readonly byHead: readonly ClaimedCredit[];
  readonly byJournal: readonly ClaimedCredit[];
}

/** What of an advisor's orders is compared. */
export interface CreditsInput {
  readonly view: AdvisorView;
  readonly account: readonly PlaceAccount[];
  readonly heads: ReadonlyMap<string, StoredOrder>;
  readonly rating: RatingRules;
  readonly names: RecordNames;
}

/** Findings, and the months whose journal is what is wrong. */
export interface CheckedCredits {
  readonly findings: readonly Finding[];
  readonly blamed: ReadonlySet<Month>;
}

/**
 * The credits that an advisor's journal holds are those that the orders' heads give them, place by place. Where the two
 * differ, the advisor's tally says which of them is wrong.
 */
export function checkCredits(input: CreditsInput): CheckedCredits {
  const findings: Finding[] = [];
  const blamed = new Set<Month>();
  const byPlace = Map.groupBy(deviationsOf(input), ({ state, month }) => `${state} ${month}`);
  for (const deviations of byPlace.values()) {
    const wrong = whoIsWrong(deviations, input);
    for (const deviation of deviations) {
      const { orderId, state, month } = deviation;
      const { view, account, names } = input;
      const place = account.find((each) => each.state === state && each.month === month);
      const entry = place?.held.get(orderId)?.record ?? names.place({ advisorId: view.advisorId, state, month });
      const records = { head: [names.head(orderId)], journal: [entry], credits: [names.head(orderId), entry] }[wrong];
      const [expected, found] = wrong === "head" ? [deviation.byJournal, deviation.byHead] : [deviation.byHead, deviation.byJournal];
      if (wrong === "journal") blamed.add(month);
      findings.push({ kind: wrong, records, advisorId: view.advisorId, month, ...describeCredits(expected, found) });
    }
  }
  return { findings, blamed };
}

/** An order's credits that are kept with an advisor, by its head, by state and month; undated ones are not among them. */
export function creditsByPlace(
  { order, recipients }: StoredOrder,
  advisorId: string,
  { ratedFacets, localDay }: RatingRules,
): Map<string, ClaimedCredit[]> {
  const credits = claimedCreditsOf(order, recipients, ratedFacets, localDay(order.bookedAt));
  const mine = credits.filter(({ group }) => group.advisorId === advisorId && group.state !== "undated");
  return Map.groupBy(mine, ({ group: { state, month } }) => `${state} ${month}`);
}

/** Whether two lists of credits say the same. */
export function areSameCredits(left: readonly ClaimedCredit[], right: readonly ClaimedCredit[]): boolean {
  return left.length === right.length && (left.length === 0 || canonicalJson(left) === canonicalJson(right));
}

/** Two lists of credits told apart, line by line. */
export function describeCredits(expected: readonly ClaimedCredit[], found: readonly ClaimedCredit[]): Differences {
  return differences(byLine(expected), byLine(found), "no credit");
}

function deviationsOf({ view, account, heads, rating }: CreditsInput): Deviation[] {
  const held = new Map(account.map((place) => [`${place.state} ${place.month}`, place.held]));
  return [...heads].flatMap(([orderId, head]) => {
    const byHead = creditsByPlace(head, view.advisorId, rating);
    const places = new Set(byHead.keys());
    for (const [place, entries] of held) if ((entries.get(orderId)?.entry.credits.length ?? 0) > 0) places.add(place);
    return [...places].flatMap((place): Deviation[] => {
      const [expected, found] = [byHead.get(place) ?? [], held.get(place)?.get(orderId)?.entry.credits ?? []];
      if (areSameCredits(expected, found)) return [];
      const [state, month = ""] = place.split(" ");
      return [{ orderId, state: state as CreditState, month, byHead: expected, byJournal: found }];
    });
  });
}

/** By the place's tally over all periods: it agrees with the journal, or with the journal as the heads would have it. */
function whoIsWrong(deviations: readonly Deviation[], { view, account }: CreditsInput): "head" | "journal" | "credits" {
  const [first] = deviations;
  if (first?.state !== "earned") return "credits";
  const journal = new Map<string, ClaimedRow>();
  const place = account.find(({ state, month }) => state === "earned" && month === first.month);
  for (const rows of place?.added.values() ?? []) for (const [key, row] of rows) addUnder(journal, key, row);
  const corrected = new Map(journal);
  for (const { byHead, byJournal } of deviations) {
    addCredits(corrected, byJournal, -1);
    addCredits(corrected, byHead, 1);
  }
  const tally = new Map<string, ClaimedRow>();
  for (const { month, row } of view.record.claimedRows) if (month === first.month) addUnder(tally, claimedRowKey(row), row);
  if (rowsText(tally) === rowsText(corrected)) return rowsText(journal) === rowsText(corrected) ? "credits" : "journal";
  return rowsText(tally) === rowsText(journal) ? "head" : "credits";
}

function rowsText(rows: ReadonlyMap<string, ClaimedRow>): string {
  const all = [...rows].filter(([, row]) => !isNil(row)).sort(([a], [b]) => (a < b ? -1 : 1));
  return canonicalJson(all.map(([, row]) => told(row)));
}

/** Credits by line and role, each as its amounts and who counts it under which plan; in fields, so that only what differs is told. */
function byLine(credits: readonly ClaimedCredit[]): Record<string, unknown> | undefined {
  if (credits.length === 0) return undefined;
  return Object.fromEntries(
    credits.flatMap(({ orderId, revision, lineId, group, facets, amounts }) => {
      const { discounts, ...sums } = amounts;
      const at = `order ${orderId} line ${lineId} ${group.role}`;
      const fields = { revision, claims: group.claims.map(claimToList), facets, discounts, ...sums };
      return Object.entries(fields).map(([name, value]) => [`${at} ${name}`, value]);
    }),
  );
}

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
