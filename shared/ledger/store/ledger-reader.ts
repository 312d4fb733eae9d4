import type { Day, Instant, Month } from "../../base/calendar/month.ts";
import type { ClaimedRow } from "../../engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { CloseSummary } from "../close/close-totals.ts";
import type { CloseLedger } from "./close-store.ts";

/** A journal entry and when it was recorded, milliseconds since 1970. */
export interface RecordedEntry {
  readonly recordedAt: number;
  readonly entry: CreditLogEntry;
}

export interface IssuedStatement {
  readonly statement: Statement;
  readonly hash: string;
  /** Where in the archive its body lies. */
  readonly bodyKey: string;
}

/** A close that is through. */
export interface ClosedMonth {
  readonly month: Month;
  readonly summary: CloseSummary;
  /** Since when it is through; none for one of before this was noted. */
  readonly closedAt: Instant | undefined;
}

/** What the advisors' side reads. All reads are consistent; none grows with the number of orders but those that say so. */
export interface AccountLedger
  extends Pick<
    CloseLedger,
    | "state"
    | "close"
    | "recordedPlans"
    | "advisorRecord"
    | "storeAttributes"
    | "journal"
    | "claimedJournal"
    | "advisorsUnder"
    | "claimedRows"
  > {
  /**
   * What is forecast of orders that name an advisor, by month, with everyone who counts it, as of now: a sum that is kept,
   * and what was recorded after it.
   */
  claimedForecasts(advisorId: string): Promise<ReadonlyMap<Month, readonly ClaimedRow[]>>;
  /** The newest entries of a month in a state, newest first. */
  latestEntries(advisorId: string, state: "earned" | "forecast", month: Month, limit: number): Promise<readonly RecordedEntry[]>;
  /** The earned entries of a month that were recorded in one period; none of them where there are more than `atMost`. */
  entriesOfPeriod(advisorId: string, month: Month, period: number, atMost: number): Promise<readonly CreditLogEntry[] | undefined>;
  /** The advisor's statements, newest first. */
  statements(advisorId: string): Promise<readonly IssuedStatement[]>;
  /** The advisor's statement of a month, if there is one. */
  statement(advisorId: string, month: Month): Promise<IssuedStatement | undefined>;
  /** The shard that the advisor is settled in. */
  shardOf(advisorId: string): number;
  /** Closes that are through, newest first. */
  closes(): Promise<readonly ClosedMonth[]>;
  /** All registered advisors' ids, ascending. Grows with the agency. */
  advisorIds(): Promise<readonly string[]>;
}

/** An order that has a credit waiting for someone. */
export interface WaitingOrder {
  readonly orderId: string;
  readonly bookedOn: Day;
  /** What of its prices would be the advisor's, minor units. */
  readonly price: bigint;
}

/** Credits that wait because nobody of this id is registered, or the advisor has no plan in force. */
export interface WaitedFor {
  readonly advisorId: string;
  readonly orderIds: readonly string[];
  /** By order id. */
  readonly orders: readonly WaitingOrder[];
}
