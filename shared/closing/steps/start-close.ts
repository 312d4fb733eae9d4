import type { Person } from "../../access/person.ts";
import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { type CloseSchedule, closingRefusals } from "../model/early-close.ts";
import type { CloseRun } from "../store.ts";
import { assertOpenNext, type CloseProgress, type CloseProgressDeps, closeProgress, type NextMonthDeps } from "./close-progress.ts";

/** A close as finance asks for it. */
export interface StartRequest {
  readonly month: Month;
  /** The month, typed once more: asked for until its close has begun. */
  readonly confirm?: string | undefined;
  /** Why it is closed so early, where it is. */
  readonly reason?: string | undefined;
}

export type StartCloseDeps = CloseProgressDeps & NextMonthDeps & CloseSchedule;

/**
 * Starts a month's close; where its last run ended before it was through, starts it again, which goes on with what is
 * left. What is closed, or being closed, stays as it is. Of several who start it at once one run comes.
 * @returns how far it is then.
 * @throws RefusedError where it is not the next month, not confirmed, early and without a reason, or an account number stands in it.
 */
export async function startClose({ month, confirm, reason }: StartRequest, person: Person, deps: StartCloseDeps): Promise<CloseProgress> {
  if (!person.roles.includes("finance")) refuse(refusal("role", { needs: "finance" }));
  const progress = await closeProgress(month, deps);
  if (progress.status === "closed" || progress.status === "settling" || progress.status === "starting") return progress;
  if (!progress.hasBegun) {
    await assertOpenNext(month, deps);
    const refusals = [...(confirm === month ? [] : [refusal("close-unconfirmed", { month })]), ...closingRefusals(month, reason, deps)];
    if (refusals.length > 0) refuse(...refusals);
  }
  const run: CloseRun = {
    runId: runIdOf(month, numberOf(progress)),
    month,
    requestedBy: person.username,
    at: new Date(deps.surroundings.now()).toISOString(),
    ...(reason !== undefined && reason.trim() !== "" && { reason: reason.trim() }),
  };
  await deps.closeRunner.start(await deps.closeRuns.noteRun(run), await machineOf(month, deps));
  return closeProgress(month, deps);
}

/** Once part of a close is settled, the version that began it goes on; until then whatever is deployed last takes it over. */
async function machineOf(month: Month, { ledger }: StartCloseDeps): Promise<string | undefined> {
  return (await ledger.isSettled(month)) ? (await ledger.close(month))?.code?.machine : undefined;
}

/** A run that was noted and never started is started under its number; one that ended makes room for the next. */
function numberOf({ run, runs, ended }: CloseProgress): number {
  return run !== undefined && ended === undefined ? runs : runs + 1;
}

const runIdOf = (month: Month, number: number): string => `${month}-${String(number).padStart(3, "0")}`;
