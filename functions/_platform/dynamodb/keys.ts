import { createHash } from "node:crypto";
import type { Month } from "../../../shared/base/calendar/month.ts";
import type { CreditState } from "../../../shared/engine/credits/credit.ts";

/** The keys of the one table; `docs/data-model.md` lists what lies under each. */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** How many gates there are: commits check one each, at random, so that they don't meet on one item. */
export const GATES = 64;

/** Sorts after every text that follows a prefix: keys sort by their UTF-8 bytes, and no character has higher ones. */
const LAST = "\u{10ffff}";

/** The highest period that a key can hold. */
export const MAX_PERIOD = 999_999;

const period = (number: number): string => String(number).padStart(6, "0");
const STATE_LETTERS: Readonly<Record<CreditState, string>> = { earned: "e", forecast: "f", waiting: "w", undated: "u" };
const advisorPk = (advisorId: string): string => `A#${advisorId}`;

export const stateKey: Key = { pk: "LEDGER", sk: "STATE" };
export const gateKey = (gate: number): Key => ({ pk: `GATE#${gate}`, sk: "GATE" });

export const orderKey = (orderId: string): Key => ({ pk: `O#${orderId}`, sk: "O" });

export const advisorKey = (advisorId: string): Key => ({ pk: advisorPk(advisorId), sk: "advisor" });
/** When an item was written, milliseconds since 1970, as keys sort. */
const stamp = (atMs: number): string => String(atMs).padStart(14, "0");

/** All entries of a place lie below this, those of a period by when they were written; the tail tells one write's from another's. */
export const journalKey = (
  advisorId: string,
  { state, month }: { state: CreditState; month: Month },
  inPeriod: number,
  write: JournalWrite,
): Key => ({
  pk: advisorPk(advisorId),
  sk: `c#${STATE_LETTERS[state]}#${month}#${period(inPeriod)}#${stamp(write.atMs)}#${write.orderId}#${write.sequence}`,
});

/** A write of the journal: when, and the first order in it with its sequence. */
export interface JournalWrite {
  readonly atMs: number;
  readonly orderId: string;
  readonly sequence: number;
}
export const journalRange = (advisorId: string, state: CreditState, month: Month, upToPeriod: number): KeyRange => ({
  pk: advisorPk(advisorId),
  from: `c#${STATE_LETTERS[state]}#${month}#`,
  to: `c#${STATE_LETTERS[state]}#${month}#${period(upToPeriod)}#${LAST}`,
});
/** All earned credits of an advisor, of any month. */
export const earnedJournal = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "c#e#", to: `c#e#${LAST}` });
export const wholeJournal = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "c#", to: `c#${LAST}` });

/** All that lies in an advisor's partition. */
export const advisorRange = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "\u0020", to: LAST });
/** The beginning of the keys of a place's journal items, of all periods or of one. */
export const placePrefix = (advisorId: string, state: CreditState, month: Month, inPeriod?: number): Key => ({
  pk: advisorPk(advisorId),
  sk: `c#${STATE_LETTERS[state]}#${month}#${inPeriod === undefined ? "" : `${period(inPeriod)}#`}`,
});
/** What a journal item's key says. */
export function placeOfKey(sk: string): {
  readonly state: CreditState;
  readonly month: Month;
  readonly period: number;
  readonly atMs: number;
} {
  const [, letter, month = "", inPeriod, atMs] = sk.split("#");
  const state = (Object.keys(STATE_LETTERS) as CreditState[]).find((each) => STATE_LETTERS[each] === letter);
  if (state === undefined) throw new Error(`${sk} is no key of a journal item`);
  return { state, month, period: Number(inPeriod), atMs: Number(atMs) };
}

export const tallyKey = (advisorId: string, inPeriod: number, month: Month, row: string): Key => ({
  pk: advisorPk(advisorId),
  sk: `t#${period(inPeriod)}#${month}#${shortHash(row)}`,
});
/** From the rows of a period on, all that a close looks at: see `advisorRecord`. */
export const recordRange = (advisorId: string, rowsFromPeriod: number): KeyRange => ({
  pk: advisorPk(advisorId),
  from: `t#${period(rowsFromPeriod)}#`,
  to: `v.${LAST}`,
});
export const advisorFactKey = (advisorId: string, revision: number): Key => ({ pk: advisorPk(advisorId), sk: `v.a#${revision}` });
export const attributesKey = (
  subject: { advisorId?: string | undefined; storeId?: string | undefined },
  month: Month,
  revision: number,
): Key => ({
  pk: subject.advisorId === undefined ? `STORE#${subject.storeId}` : advisorPk(subject.advisorId),
  sk: `v.b#${month}#${revision}`,
});
export const storeRange = (storeId: string): KeyRange => ({ pk: `STORE#${storeId}`, from: "v.b#", to: `v.b#${LAST}` });
export const advisorAdjustmentKey = (advisorId: string, adjustmentId: string): Key => ({
  pk: advisorPk(advisorId),
  sk: `v.m#${adjustmentId}`,
});
export const settlementKey = (advisorId: string, inPeriod: number): Key => ({ pk: advisorPk(advisorId), sk: `v.s#${period(inPeriod)}` });
export const statementKey = (advisorId: string, month: Month): Key => ({ pk: advisorPk(advisorId), sk: `s#${month}` });
export const shownEarningsKey = (advisorId: string, month: Month): Key => ({ pk: advisorPk(advisorId), sk: `e#${month}` });

/** What an advisor's forecast for a month comes to, up to an item of its journal. */
export const forecastSumKey = (advisorId: string, month: Month): Key => ({ pk: advisorPk(advisorId), sk: `f#${month}` });
export const forecastSums = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "f#", to: `f#${LAST}` });
/** The journal of an advisor's forecasts from a month on; or of one month, what comes after an item of it. */
export const forecastJournal = (advisorId: string, fromMonth: Month): KeyRange => ({
  pk: advisorPk(advisorId),
  from: `c#f#${fromMonth}`,
  to: `c#f#${LAST}`,
});
export const forecastTail = (advisorId: string, month: Month, after?: string): KeyRange => ({
  pk: advisorPk(advisorId),
  from: after === undefined ? `c#f#${month}#` : `${after}\u0000`,
  to: `c#f#${month}#${LAST}`,
});
/** The journal of a month in a state, of all periods or of one. */
export const placeJournal = (advisorId: string, state: CreditState, month: Month, inPeriod?: number): KeyRange => {
  const { pk, sk } = placePrefix(advisorId, state, month, inPeriod);
  return { pk, from: sk, to: `${sk}${LAST}` };
};
export const allStatements = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "s#", to: `s#${LAST}` });

export const adjustmentKey = (adjustmentId: string): Key => ({ pk: `ADJUSTMENT#${adjustmentId}`, sk: "ADJUSTMENT" });
export const planKey = (planId: string, version: number): Key => ({ pk: "PLANS", sk: `${planId}#${version}` });
export const allPlans: KeyRange = { pk: "PLANS", from: "\u0020", to: LAST };

export const registryKey = (shard: number, advisorId: string): Key => ({ pk: `SHARD#${shard}`, sk: advisorId });
export const registryRange = (shard: number): KeyRange => ({ pk: `SHARD#${shard}`, from: "\u0020", to: LAST });
export const unassignedKey = (advisorId: string): Key => ({ pk: "UNASSIGNED", sk: advisorId });
export const allUnassigned: KeyRange = { pk: "UNASSIGNED", from: "\u0020", to: LAST };
export const unassignedJournal = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "c#w#", to: `c#w#${LAST}` });
export const derivationKey = (taskId: string): Key => ({ pk: "DERIVATIONS", sk: taskId });
export const allDerivations: KeyRange = { pk: "DERIVATIONS", from: "\u0020", to: LAST };

export const closeKey = (month: Month): Key => ({ pk: "CLOSES", sk: month });
export const closeEntryKey = (month: Month, shard: number, advisorId: string): Key => ({ pk: `CLOSE#${month}#${shard}`, sk: advisorId });
export const closeEntries = (month: Month, shard: number): KeyRange => ({ pk: `CLOSE#${month}#${shard}`, from: "\u0020", to: LAST });
export const snapshotKey = (month: Month, shard: number): Key => ({ pk: `SNAPSHOTS#${month}`, sk: String(shard).padStart(6, "0") });

export const allCloses: KeyRange = { pk: "CLOSES", from: "\u0020", to: LAST };
export const allSnapshots = (month: Month): KeyRange => ({ pk: `SNAPSHOTS#${month}`, from: "\u0020", to: LAST });

/** Held records are spread over 16 partitions by the first digit of their id. */
export const quarantineKey = (id: string): Key => ({ pk: `QUARANTINE#${firstCharacter(id)}`, sk: id });
/** Whole, also where it is no digit but one of those that take two units: half of it could not be asked for. */
const firstCharacter = (id: string): string => String.fromCodePoint(id.codePointAt(0) ?? 0x20);
export const quarantineRange = (digit: string): KeyRange => ({ pk: `QUARANTINE#${digit}`, from: "\u0020", to: LAST });

/** Why a held record may stay: notes that are only added to. */
export const dismissedKey = (id: string, at: string): Key => ({ pk: `DISMISSED#${id}`, sk: at });
export const dismissedRange = (id: string): KeyRange => ({ pk: `DISMISSED#${id}`, from: "\u0020", to: LAST });

/** Runs of the auditor; their ids begin with when they began. */
export const auditKey = (runId: string): Key => ({ pk: "AUDITS", sk: runId });
export const auditRange = (from: string, to: string): KeyRange => ({ pk: "AUDITS", from, to: `${to}${LAST}` });
export const auditFindingKey = (runId: string, finding: string): Key => ({ pk: `AUDIT#${runId}`, sk: shortHash(finding) });
export const auditFindings = (runId: string): KeyRange => ({ pk: `AUDIT#${runId}`, from: "\u0020", to: LAST });
/** Held records that await an advisor's registration, by their ids. */
export const awaitingKey = (advisorId: string, id: string): Key => ({ pk: `AWAITING#${advisorId}`, sk: id });
export const awaitingRange = (advisorId: string): KeyRange => ({ pk: `AWAITING#${advisorId}`, from: "\u0020", to: LAST });

/** A proposal; and where it is listed, by status and kind, in the order of when it was changed. */
export const proposalKey = (proposalId: string): Key => ({ pk: `PROPOSAL#${proposalId}`, sk: "PROPOSAL" });
export const proposalListKey = ({ status, kind, changedAt, proposalId }: ProposalPlace): Key => ({
  pk: `PROPOSALS#${status}#${kind}`,
  sk: `${changedAt}#${proposalId}`,
});
export const proposalList = (status: string, kind: string): KeyRange => ({ pk: `PROPOSALS#${status}#${kind}`, from: "\u0020", to: LAST });
/** Where a proposal is listed. */
export interface ProposalPlace {
  readonly status: string;
  readonly kind: string;
  readonly changedAt: string;
  readonly proposalId: string;
}

/** Versions of the settings, by their numbers. */
export const settingsKey = (version: number): Key => ({ pk: "SETTINGS", sk: period(version) });
export const allSettings: KeyRange = { pk: "SETTINGS", from: "0", to: `9${LAST}` };

/** What people did to a subject, in the order of when; the tail tells lines of one moment apart. */
export const activityKey = (subject: string, at: string, tail: string): Key => ({ pk: `ACTIVITY#${subject}`, sk: `${at}#${tail}` });
export const activityRange = (subject: string): KeyRange => ({ pk: `ACTIVITY#${subject}`, from: "\u0020", to: LAST });

/** A trial, the results of its parts beside it; and where it is listed with its proposal, in the order of when it began. */
export const simulationKey = (simulationId: string): Key => ({ pk: `SIMULATION#${simulationId}`, sk: "SIMULATION" });
export const simulationPartKey = (simulationId: string, part: number): Key => ({
  pk: `SIMULATION#${simulationId}`,
  sk: `part#${String(part).padStart(6, "0")}`,
});
export const wholeSimulation = (simulationId: string): KeyRange => ({ pk: `SIMULATION#${simulationId}`, from: "\u0020", to: LAST });
export const simulationParts = (simulationId: string): KeyRange => ({
  pk: `SIMULATION#${simulationId}`,
  from: "part#",
  to: `part#${LAST}`,
});
export const simulationListKey = (proposalId: string, at: string, simulationId: string): Key => ({
  pk: `SIMULATIONS#${proposalId}`,
  sk: `${at}#${simulationId}`,
});
export const simulationList = (proposalId: string): KeyRange => ({ pk: `SIMULATIONS#${proposalId}`, from: "\u0020", to: LAST });

/** Runs of a month's close, numbered in their ids; and the latest preview of it. */
export const closeRunKey = (month: Month, runId: string): Key => ({ pk: `CLOSERUNS#${month}`, sk: runId });
export const closeRuns = (month: Month): KeyRange => ({ pk: `CLOSERUNS#${month}`, from: "\u0020", to: LAST });
export const closePreviewKey = (month: Month): Key => ({ pk: `CLOSEPREVIEW#${month}`, sk: "LATEST" });

/** Payouts, by id; their ids begin with a digit, which keeps the gate beside them out of the list. */
export const payoutKey = (payoutId: string): Key => ({ pk: "PAYOUTS", sk: payoutId });
export const allPayouts: KeyRange = { pk: "PAYOUTS", from: "0", to: `9${LAST}` };
/** The one item at which it is decided what may be paid. */
export const payoutGateKey: Key = { pk: "PAYOUTS", sk: "GATE" };
/** What lies beside a payout: its totals, its parts by shard, and what was recorded of its payments in the order of when. */
export const payoutTotalsKey = (payoutId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: "TOTALS" });
export const payoutPartKey = (payoutId: string, shard: number): Key => ({
  pk: `PAYOUT#${payoutId}`,
  sk: `part#${String(shard).padStart(6, "0")}`,
});
export const payoutParts = (payoutId: string): KeyRange => ({ pk: `PAYOUT#${payoutId}`, from: "part#", to: `part#${LAST}` });
export const outcomeLogKey = (payoutId: string, at: string, advisorId: string, number: number): Key => ({
  pk: `PAYOUT#${payoutId}`,
  sk: `o#${at}#${advisorId}#${number}`,
});
export const outcomeLog = (payoutId: string): KeyRange => ({ pk: `PAYOUT#${payoutId}`, from: "o#", to: `o#${LAST}` });
/** An advisor's side of paying lies in their partition, before their statements: one query gives both. */
export const PAYOUT_PREFIXES = {
  clearance: "p.c#",
  payee: "p.e#",
  hold: "p.h",
  outcome: "p.o#",
  payment: "p.p#",
  statement: "s#",
} as const;
export const payeeKey = (advisorId: string, version: number): Key => ({
  pk: advisorPk(advisorId),
  sk: `p.e#${String(version).padStart(6, "0")}`,
});
export const payeeRange = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "p.e#", to: `p.e#${LAST}` });
/** Who has or had a payee with an account, by the account's tag: noted with the version, and never taken off. */
export const accountAdvisorKey = (accountTag: string, advisorId: string): Key => ({ pk: `ACCOUNT#${accountTag}`, sk: advisorId });
export const accountAdvisors = (accountTag: string): KeyRange => ({ pk: `ACCOUNT#${accountTag}`, from: "\u0020", to: LAST });
export const holdKey = (advisorId: string): Key => ({ pk: advisorPk(advisorId), sk: "p.h" });
/** What people decided about a payment that came back, by the outcome by which it did. */
export const clearanceKey = (advisorId: string, payoutId: string, number: number): Key => ({
  pk: advisorPk(advisorId),
  sk: `p.c#${payoutId}#${String(number).padStart(4, "0")}`,
});
export const paymentKey = (advisorId: string, payoutId: string): Key => ({ pk: advisorPk(advisorId), sk: `p.p#${payoutId}` });
export const outcomeKey = (advisorId: string, payoutId: string, number: number): Key => ({
  pk: advisorPk(advisorId),
  sk: `p.o#${payoutId}#${number}`,
});
export const payoutAccountRange = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "p.", to: `s#${LAST}` });
export const adjustmentsRange = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "v.m#", to: `v.m#${LAST}` });
export const heldAdvisorKey = (advisorId: string): Key => ({ pk: "HOLDS", sk: advisorId });
export const allHolds: KeyRange = { pk: "HOLDS", from: "\u0020", to: LAST };

/** Files, by what they are of; and who fetched one when, the tail telling downloads of one moment apart. */
export const fileKey = (of: string, format: string): Key => ({ pk: `FILES#${of}`, sk: format });
export const filesOf = (of: string): KeyRange => ({ pk: `FILES#${of}`, from: "\u0020", to: LAST });
export const downloadKey = (of: string, format: string, at: string, tail: string): Key => ({
  pk: `FILE#${of}#${format}`,
  sk: `${at}#${tail}`,
});
export const downloadsOf = (of: string, format: string): KeyRange => ({ pk: `FILE#${of}#${format}`, from: "\u0020", to: LAST });

/** Answers of banks, by id; and where they are listed, in the order of when they were given. */
export const bankReportKey = (reportId: string): Key => ({ pk: `BANKREPORT#${reportId}`, sk: "BANKREPORT" });
/** Who else brought an answer that is there already. */
export const reportBringerKey = (reportId: string, username: string): Key => ({ pk: `BANKREPORT#${reportId}`, sk: `BY#${username}` });
export const reportBringers = (reportId: string): KeyRange => ({ pk: `BANKREPORT#${reportId}`, from: "BY#", to: `BY#${LAST}` });
export const bankReportListKey = (at: string, reportId: string): Key => ({ pk: "BANKREPORTS", sk: `${at}#${reportId}` });
export const allBankReports: KeyRange = { pk: "BANKREPORTS", from: "\u0020", to: LAST };

/** A session that was signed out; hashed, so that the key is no longer than a key may be. */
export const sessionEndKey = (sessionId: string): Key => ({ pk: `SESSIONEND#${shortHash(sessionId)}`, sk: "SESSIONEND" });

/** Sort keys of one partition, both ends included. */
export interface KeyRange {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
}

/** The shard of an advisor: fixed for ever, so the number of shards must never change. */
export function shardOf(advisorId: string, shards: number): number {
  return Number.parseInt(createHash("sha256").update(advisorId).digest("hex").slice(0, 8), 16) % shards;
}

/** 22 characters that stand for a text of any length. */
function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
