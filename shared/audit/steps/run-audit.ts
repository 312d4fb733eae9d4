import type { EventPublisher } from "../../ledger/store/event-publisher.ts";
import { type AuditRequest, type AuditRun, newRun } from "../model/audit-run.ts";
import type { Finding } from "../model/finding.ts";
import type { AuditRuns } from "../store.ts";
import { AuditCall, type AuditCheckDeps, closesInSequence } from "./audit-context.ts";
import { type AuditStepDeps, drawSample, takeStep } from "./audit-step.ts";

export interface AuditDeps extends AuditCheckDeps {
  readonly runs: AuditRuns;
  readonly publisher: Pick<EventPublisher, "auditPending">;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
  /** Tells whoever watches, as soon as anything is found. */
  tell(findings: readonly Finding[]): void;
}

/** What a call did: the run as it stands, and what was found and looked at in this call alone. */
export interface AuditedCall {
  readonly run: AuditRun;
  readonly findings: number;
  readonly advisors: number;
  /** Whether this call ended the run. */
  readonly hasFinished: boolean;
}

/** How many of a run's findings are kept; all are counted and told. */
const MAX_KEPT = 1_000;
const LOOKED_BACK_MS = 2 * 24 * 3_600_000;
/** A whole run that has not moved for so long was lost by whoever was at it. */
const LOST_MS = 3_600_000;

/**
 * Checks what must always hold, and repairs nothing. A whole run that is out of time notes where it stands and calls for
 * itself again; called twice at once, it goes on once. A sample that is out of time ends with what it saw.
 * @param runId of the run that begins, or of one that is under way: then the request is the one with which it began.
 */
export async function auditLedger(runId: string, request: AuditRequest, auditing: AuditDeps, hasTime: () => boolean): Promise<AuditedCall> {
  const { ledger, runs, publisher, surroundings, shards } = auditing;
  const now = () => new Date(surroundings.now()).toISOString();
  const latest = await runs.runs(new Date(surroundings.now() - LOOKED_BACK_MS).toISOString(), now());
  const begun = await runs.begin(newRun(runId, request, now()));
  const call = new AuditCall(auditing, await closesInSequence(ledger));
  let sample: Promise<readonly string[]> | undefined;
  const stepping: AuditStepDeps = {
    call,
    shards,
    seenBefore: latest.find(({ seenSince }) => seenSince !== undefined)?.seenSince,
    sample: () => {
      sample ??= drawSample({ call, shards });
      return sample;
    },
  };
  let run = begun;
  let hasFinished = false;
  while (run.finishedAt === undefined) {
    const mustStop = run !== begun && !hasTime();
    if (mustStop && run.mode !== "sample") {
      await publisher.auditPending(runId);
      break;
    }
    const step = mustStop ? { run, findings: [], isLast: true } : await takeStep(run, stepping);
    // Before the note that the step is done: done twice, it finds the same.
    if (step.findings.length > 0) {
      auditing.tell(step.findings);
      await runs.keep(runId, step.findings.slice(0, Math.max(0, MAX_KEPT - run.findings)));
    }
    const next: AuditRun = { ...step.run, movedAt: now(), ...(step.isLast ? { finishedAt: now() } : {}) };
    // Another is at the same run, and further.
    if (!(await runs.advance(run.position, next))) break;
    run = next;
    hasFinished = step.isLast;
  }
  if (request.mode === "sample") await callForLost(latest, runId, auditing);
  return { run, findings: run.findings - begun.findings, advisors: run.advisors - begun.advisors, hasFinished };
}

/** Calls again for whole runs that nobody is at any more: their call was lost, or failed too often. */
async function callForLost(latest: readonly AuditRun[], except: string, { publisher, surroundings }: AuditDeps): Promise<void> {
  for (const { runId, mode, finishedAt, movedAt } of latest) {
    const isLost = mode === "all" && finishedAt === undefined && surroundings.now() - Date.parse(movedAt) > LOST_MS;
    if (isLost && runId !== except) await publisher.auditPending(runId);
  }
}
