import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { type ClaimedCredit, claimedCreditsOf } from "../../engine/credits/claimed-credit.ts";
import type { CreditState, StoredOrder } from "../../engine/credits/credit.ts";
import { type ClaimedRow, claimedRowKey, claimToList } from "../../engine/earnings/claimed-row.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { addUnder, isNil } from "../../engine/earnings/tally.ts";
import { addCredits, type PlaceAccount } from "../model/credit-log-sums.ts";
import { type Differences, differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { AdvisorView, RecordNames } from "../store.ts";
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
