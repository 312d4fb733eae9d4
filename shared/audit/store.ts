import type { Month } from "../base/calendar/month.ts";
import type { Issue } from "../base/issues/issue.ts";
import type { ClaimedCredit } from "../engine/credits/claimed-credit.ts";
import type { CreditState, StoredOrder } from "../engine/credits/credit.ts";
import type { ClaimedRow } from "../engine/earnings/claimed-row.ts";
import type { CreditLogEntry, Place } from "../engine/earnings/credit-log.ts";
import type { Attributes } from "../engine/facts/attributes.ts";
import type { Plan } from "../engine/plan/schema.ts";
import type { Statement } from "../engine/statement/statement.ts";
import type { CloseSummary } from "../ledger/close/close-totals.ts";
import type { AdvisorRecord, Close, Recorded, Snapshot } from "../ledger/store/close-store.ts";
import type { FactReader } from "../ledger/store/fact-store.ts";
import type { AuditPosition, AuditRun } from "./model/audit-run.ts";
import type { Finding, RecordName } from "./model/finding.ts";

/** A record that can't be read, or whose key does not stand for what it holds. */
export interface InvalidItem {
  readonly record: RecordName;
  readonly reason: string;
}

/** A fact as it is stored: its content, and the hash under which it was taken over. */
export interface StoredFact {
  readonly record: RecordName;
  readonly hash: string;
  readonly content: unknown;
}

/** Entries of one place that were written together. */
export interface JournalItem {
  readonly record: RecordName;
  readonly state: CreditState;
  readonly month: Month;
  readonly period: number;
  readonly entries: readonly CreditLogEntry<ClaimedCredit>[];
}

/** What an advisor's forecast for a month is kept as: the sum of its journal up to an item. */
export interface ForecastItem {
  readonly record: RecordName;
  readonly month: Month;
  readonly rows: readonly ClaimedRow[];
  readonly upTo: RecordName;
}

/** A statement as it is stored with the advisor, or as its close lists it. */
export interface StoredStatement {
  readonly totals: Statement;
  readonly hash: string;
  readonly bodyKey: string;
}

/** What a close lists of an advisor; without a statement it tells a change of equity alone. */
export interface CloseEntry {
  readonly advisorId: string;
  readonly statement: StoredStatement | undefined;
  readonly equityEligible: boolean;
  readonly equityChanged: boolean;
}

/** A close with its totals, once it is through. */
export interface StoredClose extends Close {
  readonly summary: CloseSummary | undefined;
}

/** All that lies in an advisor's partition but what is only shown. Pages are read one after the other: see `auditAdvisor`. */
export interface AdvisorView {
  readonly advisorId: string;
  /** As a close reads it, of all periods. */
  readonly record: AdvisorRecord;
  /** The advisor's item by which credits are derived. */
  readonly current: StoredFact | undefined;
  readonly facts: readonly StoredFact[];
  readonly journal: readonly JournalItem[];
  readonly forecasts: readonly ForecastItem[];
  readonly statements: ReadonlyMap<Month, StoredStatement>;
  readonly invalid: readonly InvalidItem[];
}

/** A record in quarantine that was not released. */
export interface QuarantineForAudit {
  readonly id: string;
  readonly issues: readonly Issue[];
  /** ISO 8601. */
  readonly heldAt: string;
  /** None where it is missing. */
  readonly body: string | undefined;
}

/** The names of records, those that are missing included. */
export interface RecordNames {
  state(): RecordName;
  gate(gate: number): RecordName;
  derivations(): RecordName;
  head(orderId: string): RecordName;
  /** Below which all entries of a place lie, or those of one period. */
  place(place: Place, period?: number): RecordName;
  row(advisorId: string, period: number, month: Month, rowKey: string): RecordName;
  advisor(advisorId: string): RecordName;
  advisorRevision(advisorId: string, revision: number): RecordName;
  registry(advisorId: string, shard: number): RecordName;
  waiting(advisorId: string): RecordName;
  adjustment(adjustmentId: string): RecordName;
  advisorAdjustment(advisorId: string, adjustmentId: string): RecordName;
  settlement(advisorId: string, period: number): RecordName;
  statement(advisorId: string, month: Month): RecordName;
  /** In the advisor's home shard, where no other is given. */
  closeEntry(month: Month, advisorId: string, shard?: number): RecordName;
  close(month: Month): RecordName;
  snapshot(month: Month, shard: number): RecordName;
  held(id: string): RecordName;
  payout(payoutId: string): RecordName;
  payoutPart(payoutId: string, shard: number): RecordName;
  payoutTotals(payoutId: string): RecordName;
  payment(advisorId: string, payoutId: string): RecordName;
}

/** What decodes; what does not is told beside it, so that one damaged item hides none of the others. */
export interface Readable<Found> {
  readonly found: Found;
  readonly invalid: readonly InvalidItem[];
}

/** Reads all that is audited. Each read is consistent; two reads are not one view. */
export interface AuditLedger extends FactReader {
  readonly names: RecordNames;
  /** The shard by which an advisor is settled. */
  homeShard(advisorId: string): number;
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** Those of the advisors who are registered in their home shard. */
  registered(advisorIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** For whom credits ever waited. */
  unassigned(): Promise<readonly string[]>;
  view(advisorId: string): Promise<AdvisorView>;
  heads(orderIds: readonly string[]): Promise<Readable<ReadonlyMap<string, StoredOrder>>>;
  /** Whoever was ever named as having an advisor as their manager. */
  advisorsUnder(managerId: string): Promise<readonly string[]>;
  /** What is kept with an advisor of all periods, as rows and as settlements hold it. What can't be read is left out. */
  kept(advisorId: string): Promise<Pick<AdvisorRecord, "claimedRows" | "settlements">>;
  /** The journal items of a place, of all periods. */
  itemsOf(place: Place): Promise<readonly JournalItem[]>;
  /** Manual adjustments by their ids; absent ones are left out. */
  adjustments(adjustmentIds: readonly string[]): Promise<ReadonlyMap<string, StoredFact>>;
  recordedPlans(): Promise<readonly Recorded<Plan>[]>;
  storeFacts(storeId: string): Promise<Readable<readonly { readonly stored: StoredFact; readonly recorded: Recorded<Attributes> }[]>>;
  /** Ascending. */
  closes(): Promise<Readable<readonly StoredClose[]>>;
  closeEntries(month: Month, shard: number): Promise<Readable<readonly CloseEntry[]>>;
  /** An advisor's entries in closes, by month. */
  closeEntriesOf(advisorId: string, months: readonly Month[]): Promise<Readable<ReadonlyMap<Month, CloseEntry>>>;
  snapshots(month: Month): Promise<ReadonlyMap<number, Snapshot>>;
  /** The epoch of each gate; none where a gate is missing. */
  gates(): Promise<readonly (number | undefined)[]>;
  /** The derivations that are still to be done, oldest first. */
  derivations(): Promise<readonly string[]>;
  held(): AsyncIterable<readonly QuarantineForAudit[]>;
  /** Those of the held records that someone said may stay. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A finding as it is kept, with what to do about it. */
export type StoredFinding = Finding & { readonly advice: string };

/** Keeps runs and what they found: the one thing that the auditor writes. */
export interface AuditRuns {
  /** Notes a run that begins. @returns the run as noted first, where it was noted already. */
  begin(run: AuditRun): Promise<AuditRun>;
  find(runId: string): Promise<AuditRun | undefined>;
  /** Notes how far a run has come. @returns false where another got further meanwhile. */
  advance(from: AuditPosition, run: AuditRun): Promise<boolean>;
  /** Keeps findings; one that is kept already stays as it is. */
  keep(runId: string, findings: readonly Finding[]): Promise<void>;
  /** Runs that began from one instant to another (ISO 8601), the latest first. */
  runs(from: string, to: string): Promise<readonly AuditRun[]>;
  findings(runId: string): Promise<readonly StoredFinding[]>;
}
