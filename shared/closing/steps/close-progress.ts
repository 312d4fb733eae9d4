import { addMonths, type Instant, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { CloseSummary } from "../../ledger/close/close-totals.ts";
import type { DerivationReader } from "../../ledger/derive/derive-credits.ts";
import { type DerivationProgress, readDerivations } from "../../ledger/derive/read-derivations.ts";
import type { Close, CloseLedger } from "../../ledger/store/close-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";
import type { CloseRun, CloseRunner, CloseRuns, RunState } from "../store.ts";

/**
 * How far a close is. `open`: nobody has started it. `starting`: a run is at what comes before it is fixed what is
 * closed. `settling`: shards are being settled. `stopped`: its last run ended before it was through, and it is to be
 * started again. `closed`: it is through, for ever.
 */
export interface CloseProgress {
  readonly month: Month;
  readonly status: "open" | "starting" | "settling" | "stopped" | "closed";
  /** Shards that are settled, of all. */
  readonly settled: number;
  readonly shards: number;
  /** The first of those that are not, by number, at most 20; none before it has begun. */
  readonly left: readonly number[];
  /** Whether what it settles is fixed: from then on it can only go on. */
  readonly hasBegun: boolean;
  /** Who asked for it when it began, and why, where that was noted. */
  readonly asked?: NonNullable<Close["asked"]>;
  /** Before it has begun: the derivations that it waits for, if any. */
  readonly waitsFor: readonly DerivationProgress[];
  /** The latest run, and how many there were. */
  readonly run?: CloseRun;
  readonly runs: number;
  /** How the latest run ended, where it has. */
  readonly ended?: RunState;
  /** What it came to, and since when it is through. */
  readonly summary?: CloseSummary;
  readonly closedAt?: Instant;
}

export interface CloseProgressDeps {
  readonly ledger: Pick<CloseLedger, "close" | "snapshots" | "isSettled"> & DerivationReader;
  readonly accounts: Pick<AccountLedger, "closes">;
  readonly closeRuns: Pick<CloseRuns, "runs" | "noteRun">;
  readonly closeRunner: CloseRunner;
  readonly surroundings: Pick<Runtime, "now">;
  readonly shards: number;
}

const LEFT_SHOWN = 20;

/** How far a month's close is. */
export async function closeProgress(month: Month, deps: CloseProgressDeps): Promise<CloseProgress> {
  const [close, runs] = await Promise.all([deps.ledger.close(month), deps.closeRuns.runs(month)]);
  const [run] = runs;
  const isClosed = close?.status === "closed";
  // What is closed needs no look at how it was done: runs are forgotten some day.
  const state = run === undefined || isClosed ? undefined : await deps.closeRunner.look(run.runId);
  const settled = close === undefined ? new Map() : await deps.ledger.snapshots(month);
  const waitsFor = close === undefined && state?.status === "running" ? await readDerivations(deps) : [];
  const all = Array.from({ length: deps.shards }, (_, shard) => shard);
  return {
    month,
    status: statusOf(close, run, state),
    settled: settled.size,
    shards: deps.shards,
    left: close === undefined ? [] : all.filter((shard) => !settled.has(shard)).slice(0, LEFT_SHOWN),
    hasBegun: close !== undefined,
    waitsFor,
    ...(close?.asked !== undefined && { asked: close.asked }),
    ...(run !== undefined && { run }),
    runs: runs.length,
    ...(state !== undefined && state.status !== "running" && { ended: state }),
    ...(isClosed && (await outcomeOf(month, deps))),
  };
}

function statusOf(close: Close | undefined, run: CloseRun | undefined, state: RunState | undefined): CloseProgress["status"] {
  if (close?.status === "closed") return "closed";
  if (state?.status === "running") return close === undefined ? "starting" : "settling";
  if (close === undefined && run === undefined) return "open";
  return "stopped";
}

async function outcomeOf(month: Month, { accounts }: CloseProgressDeps): Promise<Pick<CloseProgress, "summary" | "closedAt">> {
  const found = (await accounts.closes()).find((each) => each.month === month);
  if (found === undefined) return {};
  return { summary: found.summary, ...(found.closedAt !== undefined && { closedAt: found.closedAt }) };
}

/** The month that closing is about. */
export interface ClosingMonth {
  readonly month: Month;
  /** `settling`: its close has begun and is not through. */
  readonly phase: "open" | "settling";
  /** Whether it is to open the books: then an earlier month or this one may be chosen as well. */
  readonly isFirst: boolean;
  /** The latest month whose close is through. */
  readonly lastClosed: Month | undefined;
}

export interface NextMonthDeps {
  readonly ledger: Pick<CloseLedger, "state" | "close">;
  readonly rating: { localDay(instant: string): string };
  readonly surroundings: Pick<Runtime, "now">;
}

/** The month that is to be closed next, or is being closed; before the first close, the calendar month before this one. */
export async function closingMonth({ ledger, rating, surroundings }: NextMonthDeps): Promise<ClosingMonth> {
  const { closedMonth, firstMonth } = await ledger.state();
  if (closedMonth === undefined)
    return { month: addMonths(thisMonth({ rating, surroundings }), -1), phase: "open", isFirst: true, lastClosed: undefined };
  const close = await ledger.close(closedMonth);
  const isFirst = false;
  if (isThrough(close)) return { month: addMonths(closedMonth, 1), phase: "open", isFirst, lastClosed: closedMonth };
  const lastClosed = closedMonth === firstMonth ? undefined : addMonths(closedMonth, -1);
  return { month: closedMonth, phase: "settling", isFirst, lastClosed };
}

/** The earliest month that still takes adjustments: one that is being closed takes none any more. */
export async function openMonth(deps: NextMonthDeps): Promise<Month> {
  const { month, phase } = await closingMonth(deps);
  return phase === "settling" ? addMonths(month, 1) : month;
}

/** The calendar month of the agency's today. */
export function thisMonth({ rating, surroundings }: Pick<NextMonthDeps, "rating" | "surroundings">): Month {
  return monthOfDay(rating.localDay(new Date(surroundings.now()).toISOString()));
}

const isThrough = (close: Close | undefined): boolean => close?.status === "closed";

/** @throws RefusedError where the month is not the one to be closed next, or its close has begun. */
export async function assertOpenNext(month: Month, deps: NextMonthDeps): Promise<void> {
  if ((await deps.ledger.close(month)) !== undefined) refuse(refusal("close-begun", { month }));
  const closing = await closingMonth(deps);
  if (closing.isFirst) {
    // Closes go on from the first month on, so that a later one would leave gaps for ever.
    if (month > thisMonth(deps)) refuse(refusal("close-ahead", { month, now: thisMonth(deps) }));
    return;
  }
  if (closing.phase === "settling") refuse(refusal("close-settling", { month: closing.month }));
  if (month !== closing.month) refuse(refusal("close-not-next", { month, next: closing.month }));
  if (month > thisMonth(deps)) refuse(refusal("close-ahead", { month, now: thisMonth(deps) }));
}
