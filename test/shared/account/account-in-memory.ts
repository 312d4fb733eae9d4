import type { AccountDeps } from "../../../shared/account/steps/open-account.ts";
import { type ClaimedCredit, expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import { claimedRowsOf } from "../../../shared/engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../../shared/engine/earnings/credit-log.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import type { CloseLedger } from "../../../shared/ledger/store/close-store.ts";
import type { AccountLedger } from "../../../shared/ledger/store/ledger-reader.ts";
import type { ClosesInMemory } from "../ledger/close-in-memory.ts";
import type { RecordedFacts } from "../ledger/recorded-facts.ts";

/**
 * What looking up finds in a period of a run: what was recorded up to it, and what closes fixed.
 * @param fixedBefore closes of this period and later have fixed nothing yet; where it is the period's own, the close before it is under way.
 */
export function lookingIn(period: number, recorded: RecordedFacts, closes: ClosesInMemory, fixedBefore = period): AccountDeps {
  const ledger = closes.ledger() as CloseLedger;
  const begun = closes.closes().filter((close) => close.period < period);
  const keptWith = (advisorId: string) =>
    recorded.entries.filter((entry) => entry.period <= period && entry.fact.place.advisorId === advisorId).map(({ fact }) => fact);
  const asCounted = (advisorId: string, entry: CreditLogEntry<ClaimedCredit>): CreditLogEntry => {
    const own = (claimed: readonly ClaimedCredit[]) => expandCredits(claimed, (claimantId) => claimantId === advisorId);
    return { ...entry, credits: own(entry.credits), before: own(entry.before) };
  };
  const found: Partial<AccountLedger> = {
    ...ledger,
    state: async () => {
      const last = begun.at(-1);
      const known = last === undefined ? {} : { firstMonth: last.firstMonth, closedMonth: last.month };
      return { epoch: 1, period, pendingDerivations: 0, ...known };
    },
    close: async (month) => {
      const close = begun.find((each) => each.month === month);
      return close && { ...close, status: close.period < fixedBefore ? "closed" : "settling" };
    },
    advisorRecord: async (advisorId, rowsFromPeriod) => {
      const record = await ledger.advisorRecord(advisorId, rowsFromPeriod);
      return { ...record, settlements: record.settlements.filter((each) => each.period < fixedBefore) };
    },
    claimedForecasts: async (advisorId) => {
      const forecasts = keptWith(advisorId).filter(({ place }) => place.state === "forecast");
      const byMonth = [...Map.groupBy(forecasts, ({ place }) => place.month)];
      return new Map(byMonth.map(([month, entries]) => [month, claimedRowsOf(entries)]));
    },
    latestEntries: async (advisorId, state, month, limit) => {
      const ofPlace = keptWith(advisorId).filter(({ place }) => place.state === state && place.month === month);
      return ofPlace
        .reverse()
        .slice(0, limit)
        .map((entry) => ({ recordedAt: entry.sequence, entry: asCounted(advisorId, entry) }));
    },
    entriesOfPeriod: async (advisorId, month, of, atMost) => {
      const ofPeriod = recorded.entries.filter((entry) => entry.period === of).map(({ fact }) => fact);
      const all = ofPeriod.filter(({ place }) => place.state === "earned" && place.advisorId === advisorId && place.month === month);
      return all.length > atMost ? undefined : all.map((entry) => asCounted(advisorId, entry));
    },
  };
  const none = () => Promise.reject(new Error("no look-up of this run reads the archive"));
  return {
    agency: recorded.agency,
    accounts: found as AccountLedger,
    archive: { put: none, get: none },
    rating: { ratedFacets: ratedFacets(recorded.agency), localDay: (instant) => instant.slice(0, 10) },
    surroundings: { now: () => Date.parse(`${closes.closes()[period]?.month ?? "2026-05"}-20T04:00:00Z`) },
  };
}
