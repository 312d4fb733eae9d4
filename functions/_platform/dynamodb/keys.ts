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

/** Sort keys of one partition, both ends included. */
export interface KeyRange {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
}

/** Sorts after every text that follows a prefix: keys sort by their UTF-8 bytes, and no character has higher ones. */
const LAST = "\u{10ffff}";

const key = (pk: string, sk: string): Key => ({ pk, sk });
/** All of a partition. */
const whole = (pk: string): KeyRange => ({ pk, from: "\u0020", to: LAST });
/** What of a partition begins like this. */
export const below = (pk: string, prefix: string): KeyRange => ({ pk, from: prefix, to: `${prefix}${LAST}` });

/** The highest period that a key can hold. */
export const MAX_PERIOD = 999_999;

const period = (number: number): string => String(number).padStart(6, "0");
const STATE_LETTERS: Readonly<Record<CreditState, string>> = { earned: "e", forecast: "f", waiting: "w", undated: "u" };
const advisorPk = (advisorId: string): string => `A#${advisorId}`;

export const stateKey = key("LEDGER", "STATE");
export const gateKey = (gate: number): Key => key(`GATE#${gate}`, "GATE");

export const orderKey = (orderId: string): Key => key(`O#${orderId}`, "O");

export const advisorKey = (advisorId: string): Key => key(advisorPk(advisorId), "advisor");
/** When an item was written, milliseconds since 1970, as keys sort. */
const stamp = (atMs: number): string => String(atMs).padStart(14, "0");

/** All entries of a place lie below this, those of a period by when they were written; the tail tells one write's from another's. */
export const journalKey = (
  advisorId: string,
  { state, month }: { state: CreditState; month: Month },
  inPeriod: number,
  write: JournalWrite,
): Key =>
  key(
    advisorPk(advisorId),
    `c#${STATE_LETTERS[state]}#${month}#${period(inPeriod)}#${stamp(write.atMs)}#${write.orderId}#${write.sequence}`,
  );

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
export const earnedJournal = (advisorId: string): KeyRange => below(advisorPk(advisorId), "c#e#");
/** The credit log in each of the states from a month on; of what comes after an item, where one is given. */
export const journalFrom = (advisorId: string, states: readonly CreditState[], month: Month, after = ""): KeyRange[] =>
  states
    .map((state) => STATE_LETTERS[state])
    .sort()
    .map((letter) => ({ from: `c#${letter}#${month}`, to: `c#${letter}#${LAST}` }))
    .filter(({ to }) => after < to)
    .map(({ from, to }) => ({ pk: advisorPk(advisorId), from: after < from ? from : `${after}\u0000`, to }));

/** All that lies in an advisor's partition. */
export const advisorRange = (advisorId: string): KeyRange => whole(advisorPk(advisorId));
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

export const tallyKey = (advisorId: string, inPeriod: number, month: Month, row: string): Key =>
  key(advisorPk(advisorId), `t#${period(inPeriod)}#${month}#${shortHash(row)}`);
/** The rows of a period and of later ones. */
export const rowsRange = (advisorId: string, fromPeriod: number): KeyRange => ({
  pk: advisorPk(advisorId),
  from: `t#${period(fromPeriod)}#`,
  to: `t#${LAST}`,
});
/** From the rows of a period on, all that a close looks at: see `advisorRecord`. */
export const recordRange = (advisorId: string, rowsFromPeriod: number): KeyRange => ({
  pk: advisorPk(advisorId),
  from: `t#${period(rowsFromPeriod)}#`,
  to: `v.${LAST}`,
});
export const advisorFactKey = (advisorId: string, revision: number): Key => key(advisorPk(advisorId), `v.a#${revision}`);
export const attributesKey = (
  subject: { advisorId?: string | undefined; storeId?: string | undefined },
  month: Month,
  revision: number,
): Key => key(subject.advisorId === undefined ? `STORE#${subject.storeId}` : advisorPk(subject.advisorId), `v.b#${month}#${revision}`);
export const storeRange = (storeId: string): KeyRange => below(`STORE#${storeId}`, "v.b#");
export const advisorAdjustmentKey = (advisorId: string, adjustmentId: string): Key => key(advisorPk(advisorId), `v.m#${adjustmentId}`);
export const settlementKey = (advisorId: string, inPeriod: number): Key => key(advisorPk(advisorId), `v.s#${period(inPeriod)}`);
export const statementKey = (advisorId: string, month: Month): Key => key(advisorPk(advisorId), `s#${month}`);

/** What an advisor's forecast for a month comes to, up to an item of its journal. */
export const forecastSumKey = (advisorId: string, month: Month): Key => key(advisorPk(advisorId), `f#${month}`);
export const forecastSums = (advisorId: string): KeyRange => below(advisorPk(advisorId), "f#");
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
  return below(pk, sk);
};
export const allStatements = (advisorId: string): KeyRange => below(advisorPk(advisorId), "s#");

export const adjustmentKey = (adjustmentId: string): Key => key(`ADJUSTMENT#${adjustmentId}`, "ADJUSTMENT");
export const planKey = (planId: string, version: number): Key => key("PLANS", `${planId}#${version}`);
export const allPlans = whole("PLANS");

export const registryKey = (shard: number, advisorId: string): Key => key(`SHARD#${shard}`, advisorId);
export const registryRange = (shard: number): KeyRange => whole(`SHARD#${shard}`);
export const unassignedKey = (advisorId: string): Key => key("UNASSIGNED", advisorId);
export const allUnassigned = whole("UNASSIGNED");
export const unassignedJournal = (advisorId: string): KeyRange => below(advisorPk(advisorId), "c#w#");
export const derivationKey = (taskId: string): Key => key("DERIVATIONS", taskId);
export const allDerivations = whole("DERIVATIONS");
/** How far the parts of a derivation are. */
export const derivedPartKey = (taskId: string, part: number): Key => key(`DERIVATION#${taskId}`, period(part));
export const derivedParts = (taskId: string): KeyRange => whole(`DERIVATION#${taskId}`);

export const closeKey = (month: Month): Key => key("CLOSES", month);
export const closeEntryKey = (month: Month, shard: number, advisorId: string): Key => key(`CLOSE#${month}#${shard}`, advisorId);
export const closeEntries = (month: Month, shard: number): KeyRange => whole(`CLOSE#${month}#${shard}`);
export const snapshotKey = (month: Month, shard: number): Key => key(`SNAPSHOTS#${month}`, period(shard));

export const allCloses = whole("CLOSES");
export const allSnapshots = (month: Month): KeyRange => whole(`SNAPSHOTS#${month}`);

/** Held records are spread over 16 partitions by the first digit of their id. */
export const quarantineKey = (id: string): Key => key(`QUARANTINE#${firstCharacter(id)}`, id);
/** Whole, also where it is no digit but one of those that take two units: half of it could not be asked for. */
const firstCharacter = (id: string): string => String.fromCodePoint(id.codePointAt(0) ?? 0x20);
export const quarantineRange = (digit: string): KeyRange => whole(`QUARANTINE#${digit}`);

/** Why a held record may stay: notes that are only added to. */
export const dismissedKey = (id: string, at: string): Key => key(`DISMISSED#${id}`, at);
export const dismissedRange = (id: string): KeyRange => whole(`DISMISSED#${id}`);

/** Runs of the auditor; their ids begin with when they began. */
export const auditKey = (runId: string): Key => key("AUDITS", runId);
export const auditRange = (from: string, to: string): KeyRange => ({ pk: "AUDITS", from, to: `${to}${LAST}` });
export const auditFindingKey = (runId: string, finding: string): Key => key(`AUDIT#${runId}`, shortHash(finding));
export const auditFindings = (runId: string): KeyRange => whole(`AUDIT#${runId}`);
/** Held records that await an advisor's registration, by their ids. */
export const awaitingKey = (advisorId: string, id: string): Key => key(`AWAITING#${advisorId}`, id);
export const awaitingRange = (advisorId: string): KeyRange => whole(`AWAITING#${advisorId}`);

/** A proposal; and where it is listed, by status and kind, in the order of when it was changed. */
export const proposalKey = (proposalId: string): Key => key(`PROPOSAL#${proposalId}`, "PROPOSAL");
export const proposalListKey = ({ status, kind, changedAt, proposalId }: ProposalPlace): Key =>
  key(`PROPOSALS#${status}#${kind}`, `${changedAt}#${proposalId}`);
export const proposalList = (status: string, kind: string): KeyRange => whole(`PROPOSALS#${status}#${kind}`);
/** Where a proposal is listed. */
export interface ProposalPlace {
  readonly status: string;
  readonly kind: string;
  readonly changedAt: string;
  readonly proposalId: string;
}

/** Versions of the settings, by their numbers. */
export const settingsKey = (version: number): Key => key("SETTINGS", period(version));
export const allSettings: KeyRange = { pk: "SETTINGS", from: "0", to: `9${LAST}` };

/** What people did to a subject, in the order of when; the tail tells lines of one moment apart. */
export const activityKey = (subject: string, at: string, tail: string): Key => key(`ACTIVITY#${subject}`, `${at}#${tail}`);
export const activityRange = (subject: string): KeyRange => whole(`ACTIVITY#${subject}`);

/** A trial, the results of its parts beside it; and where it is listed with its proposal, in the order of when it began. */
export const simulationKey = (simulationId: string): Key => key(`SIMULATION#${simulationId}`, "SIMULATION");
export const simulationPartKey = (simulationId: string, part: number): Key => key(`SIMULATION#${simulationId}`, `part#${period(part)}`);
export const wholeSimulation = (simulationId: string): KeyRange => whole(`SIMULATION#${simulationId}`);
export const simulationParts = (simulationId: string): KeyRange => below(`SIMULATION#${simulationId}`, "part#");
export const simulationListKey = (proposalId: string, at: string, simulationId: string): Key =>
  key(`SIMULATIONS#${proposalId}`, `${at}#${simulationId}`);
export const simulationList = (proposalId: string): KeyRange => whole(`SIMULATIONS#${proposalId}`);

/** Runs of a month's close, numbered in their ids; and the latest preview of it. */
export const closeRunKey = (month: Month, runId: string): Key => key(`CLOSERUNS#${month}`, runId);
export const closeRuns = (month: Month): KeyRange => whole(`CLOSERUNS#${month}`);
export const closePreviewKey = (month: Month): Key => key(`CLOSEPREVIEW#${month}`, "LATEST");

/** Payouts, by id; their ids begin with a digit, which keeps the gate beside them out of the list. */
export const payoutKey = (payoutId: string): Key => key("PAYOUTS", payoutId);
export const allPayouts: KeyRange = { pk: "PAYOUTS", from: "0", to: `9${LAST}` };
/** The one item at which it is decided what may be paid. */
export const payoutGateKey = key("PAYOUTS", "GATE");
/** What lies beside a payout: its totals, its parts by shard, and what was recorded of its payments in the order of when. */
export const payoutTotalsKey = (payoutId: string): Key => key(`PAYOUT#${payoutId}`, "TOTALS");
export const payoutPartKey = (payoutId: string, shard: number): Key => key(`PAYOUT#${payoutId}`, `part#${period(shard)}`);
export const payoutParts = (payoutId: string): KeyRange => below(`PAYOUT#${payoutId}`, "part#");
export const outcomeLogKey = (payoutId: string, at: string, advisorId: string, number: number): Key =>
  key(`PAYOUT#${payoutId}`, `o#${at}#${advisorId}#${number}`);
export const outcomeLog = (payoutId: string): KeyRange => below(`PAYOUT#${payoutId}`, "o#");
/** An advisor's side of paying lies in their partition, before their statements: one query gives both. */
export const PAYOUT_PREFIXES = {
  clearance: "p.c#",
  payee: "p.e#",
  hold: "p.h",
  outcome: "p.o#",
  payment: "p.p#",
  statement: "s#",
} as const;
export const payeeKey = (advisorId: string, version: number): Key => key(advisorPk(advisorId), `p.e#${period(version)}`);
export const payeeRange = (advisorId: string): KeyRange => below(advisorPk(advisorId), "p.e#");
/** Who has or had a payee with an account, by the account's tag: noted with the version, and never taken off. */
export const accountAdvisorKey = (accountTag: string, advisorId: string): Key => key(`ACCOUNT#${accountTag}`, advisorId);
export const accountAdvisors = (accountTag: string): KeyRange => whole(`ACCOUNT#${accountTag}`);
export const holdKey = (advisorId: string): Key => key(advisorPk(advisorId), "p.h");
/** What people decided about a payment that came back, by the outcome by which it did. */
export const clearanceKey = (advisorId: string, payoutId: string, number: number): Key =>
  key(advisorPk(advisorId), `p.c#${payoutId}#${String(number).padStart(4, "0")}`);
export const paymentKey = (advisorId: string, payoutId: string): Key => key(advisorPk(advisorId), `p.p#${payoutId}`);
export const outcomeKey = (advisorId: string, payoutId: string, number: number): Key =>
  key(advisorPk(advisorId), `p.o#${payoutId}#${number}`);
export const payoutAccountRange = (advisorId: string): KeyRange => ({ pk: advisorPk(advisorId), from: "p.", to: `s#${LAST}` });
export const adjustmentsRange = (advisorId: string): KeyRange => below(advisorPk(advisorId), "v.m#");
export const heldAdvisorKey = (advisorId: string): Key => key("HOLDS", advisorId);
export const allHolds = whole("HOLDS");

/** Files, by what they are of; and who fetched one when, the tail telling downloads of one moment apart. */
export const fileKey = (of: string, format: string): Key => key(`FILES#${of}`, format);
export const filesOf = (of: string): KeyRange => whole(`FILES#${of}`);
export const downloadKey = (of: string, format: string, at: string, tail: string): Key => key(`FILE#${of}#${format}`, `${at}#${tail}`);
export const downloadsOf = (of: string, format: string): KeyRange => whole(`FILE#${of}#${format}`);

/** Answers of banks, by id; and where they are listed, in the order of when they were given. */
export const bankReportKey = (reportId: string): Key => key(`BANKREPORT#${reportId}`, "BANKREPORT");
/** Who else brought a report that is there already. */
export const reportUploaderKey = (reportId: string, username: string): Key => key(`BANKREPORT#${reportId}`, `BY#${username}`);
export const reportUploaders = (reportId: string): KeyRange => below(`BANKREPORT#${reportId}`, "BY#");
export const bankReportListKey = (at: string, reportId: string): Key => key("BANKREPORTS", `${at}#${reportId}`);
export const allBankReports = whole("BANKREPORTS");

/** A session that was signed out; hashed, so that the key is no longer than a key may be. */
export const sessionEndKey = (sessionId: string): Key => key(`SESSIONEND#${shortHash(sessionId)}`, "SESSIONEND");

/** The shard of an advisor: fixed for ever, so the number of shards must never change. */
export function shardOf(advisorId: string, shards: number): number {
  return Number.parseInt(createHash("sha256").update(advisorId).digest("hex").slice(0, 8), 16) % shards;
}

/** 22 characters that stand for a text of any length. */
function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
