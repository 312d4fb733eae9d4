import type { Instant, Month } from "../../base/calendar/month.ts";
import type { CommitResult } from "../../base/runtime/retry.ts";
import type { ClaimedCredit } from "../../engine/credits/claimed-credit.ts";
import type { ClaimedRow } from "../../engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { CloseSummary } from "../close/close-totals.ts";
import type { LedgerState } from "./fact-store.ts";

/** A fact and the period in which it was recorded. */
export interface Recorded<Fact> {
  readonly period: number;
  readonly fact: Fact;
}

/** As the first period of rows: no period is that high, so a record is read without its tally rows. */
export const NO_ROWS = 999_999;

/** What a close fixed for an advisor, and what the next ones start from. */
export interface FixedSettlement {
  /** The period that the close settled. */
  readonly period: number;
  readonly month: Month;
  /** What the advisor counts of the period, by month: of the rows that are kept with them, and what sellers below contributed. */
  readonly rows: ReadonlyMap<Month, readonly TallyRow[]>;
  /** The rows that were recorded with the advisor in the period, by month, with everyone who counts them. */
  readonly claimedRows: ReadonlyMap<Month, readonly ClaimedRow[]>;
  /** What sellers below contributed, by month, merged; a part, of which a row may be without a count. */
  readonly contributed: ReadonlyMap<Month, readonly TallyRow[]>;
  /** What it settled, by month: the month's own earnings, and its adjustments of earlier ones. Minor units. */
  readonly settled: ReadonlyMap<Month, bigint>;
  readonly carriedForward: bigint;
  /** What draws advanced and is still open; absent where nothing is. */
  readonly advances?: bigint;
  readonly equityEligible: boolean;
  /** The hash of the advisor's latest statement, of this close or an earlier one. */
  readonly statementHash: string | undefined;
}

/** All that is recorded of an advisor but their credits, each with its period: what a close looks at. */
export interface AdvisorRecord {
  readonly advisors: readonly Recorded<Advisor>[];
  readonly attributes: readonly Recorded<Attributes>[];
  readonly adjustments: readonly Recorded<Adjustment>[];
  /** By period, ascending. */
  readonly settlements: readonly FixedSettlement[];
  /** What the advisor counts of rows of the asked period and later ones that are kept with them; earlier ones stand in the settlements. */
  readonly rows: readonly { readonly period: number; readonly month: Month; readonly row: TallyRow }[];
  /** The same rows with everyone who counts them. */
  readonly claimedRows: readonly { readonly period: number; readonly month: Month; readonly row: ClaimedRow }[];
}

/** Where in the archive a shard's snapshot lies, and its hash. */
export interface Snapshot {
  readonly key: string;
  readonly hash: string;
}

/** Where in the archive a shard's sellers' contributions lie, by the shard that they go to; none where nothing goes there. */
export type Gather = ReadonlyMap<number, Snapshot>;

/** The code that a close is made by. */
export interface CloseCode {
  /** Of the code of all its steps, and of the settings that are deployed with it. */
  readonly hash: string;
  /** The version of the state machine that runs this code, by its ARN, where that was told. */
  readonly machine?: string;
}

export interface Close {
  readonly month: Month;
  /** What was recorded up to this period is what it settles. */
  readonly period: number;
  readonly firstMonth: Month;
  readonly status: "settling" | "closed";
  /** Who asked for it, when it began, and why where it was early; none of one from before this was noted. */
  readonly asked?: { readonly by: string; readonly at: Instant; readonly reason?: string };
  /** What code began it, or took it over before anything was settled; none on one machine. */
  readonly code?: CloseCode;
}

/** A settlement as it is to be stored, with its statement if there is one. All of it is stored together, once. */
export interface SettlementToFix {
  readonly advisorId: string;
  readonly shard: number;
  readonly settlement: FixedSettlement;
  readonly statement: { readonly totals: Statement; readonly hash: string; readonly bodyKey: string } | undefined;
  /** Whether the close changed the advisor's eligibility for equity. */
  readonly equityChanged: boolean;
}

/** Closes months. Reads are consistent. */
export interface CloseLedger {
  state(): Promise<LedgerState>;
  close(month: Month): Promise<Close | undefined>;
  /**
   * Begins a close: one transaction raises epoch and period, so that nothing decided before can be recorded into what
   * the close settles. Stale where the epoch has moved or a derivation is pending.
   */
  beginClose(close: Close, state: LedgerState): Promise<CommitResult>;
  /** Whether settlements of a close are being made, or were. */
  isSettled(month: Month): Promise<boolean>;
  /** Notes that settlements are being made, by this code; stale where that is noted, or other code makes the close. */
  noteSettling(month: Month, code: CloseCode): Promise<CommitResult>;
  /**
   * Lets other code make a close that isn't through.
   * @param even `settled`: where settlements were made, too. Else it is stale then, as it is where its code has changed.
   */
  changeCode(close: Close, code: CloseCode, even?: "settled"): Promise<CommitResult>;
  advisorsOfShard(shard: number): Promise<readonly string[]>;
  /** All plan versions, with their periods. */
  recordedPlans(): Promise<readonly Recorded<Plan>[]>;
  advisorRecord(advisorId: string, rowsFromPeriod: number): Promise<AdvisorRecord>;
  /** What is kept with an advisor of a period and later ones, with everyone who counts it. */
  claimedRows(advisorId: string, fromPeriod: number): Promise<AdvisorRecord["claimedRows"]>;
  storeAttributes(storeIds: readonly string[]): Promise<ReadonlyMap<string, readonly Recorded<Attributes>[]>>;
  /** An advisor's journal of earned credits of a month, up to a period. */
  journal(advisorId: string, month: Month, upToPeriod: number): Promise<readonly Recorded<CreditLogEntry>[]>;
  /** The same entries, with everyone who counts their credits. */
  claimedJournal(advisorId: string, month: Month, upToPeriod: number): Promise<readonly Recorded<CreditLogEntry<ClaimedCredit>>[]>;
  /** Whoever was ever named as having an advisor as their manager. */
  advisorsUnder(managerId: string): Promise<readonly string[]>;
  /** The shard that an advisor is settled in. */
  shardOf(advisorId: string): number;
  /** Notes the files of what a shard's sellers contribute in a close, by the shard that it goes to. @throws where its code noted others. */
  noteGather(close: Close, shard: number, files: Gather): Promise<void>;
  /** The files that are noted for a close by its code, by the sellers' shard. */
  gathers(close: Close): Promise<ReadonlyMap<number, Gather>>;
  /** An advisor's whole journal of earned credits, of all months. */
  earned(advisorId: string): Promise<readonly CreditLogEntry[]>;
  /** Stores settlements, each if absent. @throws where one is there already and differs. */
  fix(settlements: readonly SettlementToFix[]): Promise<void>;
  /** Notes where a shard's snapshot of a close lies. @throws where one is noted already and differs. */
  noteSnapshot(month: Month, shard: number, snapshot: Snapshot): Promise<void>;
  /** The snapshots of a close that are noted, by shard: those shards are settled. */
  snapshots(month: Month): Promise<ReadonlyMap<number, Snapshot>>;
  /** The statements of a close, shard by shard, by advisor: their totals and hashes. */
  statementsOf(month: Month, shard: number): Promise<readonly StatementEntry[]>;
  /** Notes that a close is through, with its totals, and since when; done where it is already, and the first instant stays. */
  finishClose(close: Close, summary: CloseSummary, at: Instant): Promise<void>;
}

/** A statement as a close lists it; an entry without totals tells a change of equity alone. */
export interface StatementEntry {
  readonly advisorId: string;
  readonly statement: Statement | undefined;
  readonly hash: string | undefined;
  readonly equityEligible: boolean;
  readonly equityChanged: boolean;
}
