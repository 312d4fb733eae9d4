import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { type Audited, type AuditPosition, type AuditRequest, type AuditRun, addToRun } from "../model/audit-run.ts";
import type { Finding } from "../model/finding.ts";
import { sampleOf, shuffled } from "../model/sample.ts";
import type { AuditCall, Depth } from "./audit-context.ts";
import { auditAdvisor } from "./audit-orders.ts";
import { advisorsOfPart, auditClose, auditWhole, strangersOf } from "./audit-part.ts";
import { auditPaymentsOf, auditPayouts } from "./audit-payouts.ts";

/** What a step needs to know beside the run. */
export interface AuditStepDeps {
  readonly call: AuditCall;
  readonly shards: number;
  /** What the latest runs saw under way. */
  readonly seenBefore: Readonly<Record<string, string>> | undefined;
  /** Whom a sample looks at: drawn once a call. */
  sample(): Promise<readonly string[]>;
}

/** A step done: the run with it, and what it found. `isLast` where nothing is left. */
export interface Step {
  readonly run: AuditRun;
  readonly findings: readonly Finding[];
  readonly isLast: boolean;
}

/** How many advisors are looked at between two notes of where the run stands. */
const ADVISORS_A_STEP = 64;
const SAMPLE_ADVISORS = 200;
const SHARDS_IN_A_SAMPLE = 20;
const SAMPLE_STRANGERS = 10;

const DEPTHS: Readonly<Record<AuditRequest["mode"], Depth>> = {
  sample: { allCloses: false, orders: 100, around: 1, sellers: 64 },
  all: { allCloses: true, orders: Number.POSITIVE_INFINITY, around: 1, sellers: Number.POSITIVE_INFINITY },
  advisor: {
    allCloses: true,
    orders: Number.POSITIVE_INFINITY,
    around: Number.POSITIVE_INFINITY,
    sellers: Number.POSITIVE_INFINITY,
  },
};

/**
 * Does the next step of a run. The parts of a whole run stand in an order to which closes that begin meanwhile add at the
 * end: the ledger as a whole, each shard, those in no shard, each close.
 */
export async function takeStep(run: AuditRun, stepping: AuditStepDeps): Promise<Step> {
  const { part } = run.position;
  switch (run.mode) {
    case "advisor":
      return advisorsStep(run, [run.advisorId ?? ""], [], { part: 1, after: "" }, stepping, true);
    case "sample": {
      if (part === 0) return wholeStep(run, stepping);
      if (part === 1) return closeStep(run, stepping, stepping.call.through.at(-1), false);
      const left = (await stepping.sample()).slice((part - 2) * ADVISORS_A_STEP);
      return advisorsStep(run, left.slice(0, ADVISORS_A_STEP), [], after(part), stepping, left.length <= ADVISORS_A_STEP);
    }
    case "all": {
      if (part === 0) return wholeStep(run, stepping);
      if (part <= stepping.shards + 1) return shardStep(run, stepping);
      const index = part - stepping.shards - 2;
      return closeStep(run, stepping, stepping.call.through[index], index >= stepping.call.through.length - 1);
    }
  }
}

/** Whom a sample looks at: advisors of some shards, drawn from all of them by chance, and a few of those in no shard. */
export async function drawSample({ call, shards }: Pick<AuditStepDeps, "call" | "shards">): Promise<readonly string[]> {
  const { ledger, surroundings } = call.checking;
  const { random } = surroundings;
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const drawn: string[] = [...sampleOf(await strangersOf(call), SAMPLE_STRANGERS, random)];
  const each = Math.ceil(SAMPLE_ADVISORS / Math.min(shards, SHARDS_IN_A_SAMPLE));
  let left = SAMPLE_ADVISORS;
  for (const shard of shuffled(all, random)) {
    if (left === 0) break;
    const of = sampleOf(await ledger.advisorsOfShard(shard), Math.min(each, left), random);
    left -= of.length;
    drawn.push(...of);
  }
  return drawn;
}

const after = (part: number): AuditPosition => ({ part: part + 1, after: "" });

async function wholeStep(run: AuditRun, { call, seenBefore }: AuditStepDeps): Promise<Step> {
  const { findings, held, seenSince } = await auditWhole(call, seenBefore, call.checking.surroundings.now());
  return { run: { ...addToRun(run, { findings }), held, seenSince, position: after(run.position.part) }, findings, isLast: false };
}

async function closeStep(
  run: AuditRun,
  { call, shards }: AuditStepDeps,
  close: AuditCall["through"][number] | undefined,
  isLast: boolean,
): Promise<Step> {
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const snapshotsOf = run.mode === "all" ? all : sampleOf(all, 1, call.checking.surroundings.random);
  const findings =
    close === undefined
      ? []
      : [...(await auditClose(close, shards, snapshotsOf, call)), ...(await auditPayouts(close.month, run.mode === "all", call))];
  const isEnd = run.mode === "all" && (isLast || close === undefined);
  return { run: { ...addToRun(run, { findings }), position: after(run.position.part) }, findings, isLast: isEnd };
}

/** The next advisors of a shard; of those in no shard, after the last. */
async function shardStep(run: AuditRun, stepping: AuditStepDeps): Promise<Step> {
  const { part, after: last } = run.position;
  const isStrangers = part === stepping.shards + 1;
  const { ids, findings } = isStrangers
    ? { ids: await strangersOf(stepping.call), findings: [] }
    : await advisorsOfPart(stepping.call, part - 1);
  // Nobody is taken out of a registry; who was registered since is no stranger any more, and the others are looked at again.
  const left = last === "" ? ids : ids.slice(ids.indexOf(last) + 1);
  const now = left.slice(0, ADVISORS_A_STEP);
  const isThrough = now.length === left.length;
  const next = isThrough ? after(part) : { part, after: now.at(-1) ?? "" };
  return advisorsStep(run, now, last === "" ? findings : [], next, stepping, false);
}

async function advisorsStep(
  run: AuditRun,
  advisorIds: readonly string[],
  findings: readonly Finding[],
  position: AuditPosition,
  { call }: AuditStepDeps,
  isLast: boolean,
): Promise<Step> {
  const audited = await inParallel(advisorIds, READS_CONCURRENCY, (advisorId) => auditAdvisor(advisorId, DEPTHS[run.mode], call));
  const paid = await inParallel(advisorIds, READS_CONCURRENCY, (advisorId) => auditPaymentsOf(advisorId, call));
  const all = [...findings, ...audited.flatMap((each) => each.findings), ...paid.flat(), ...call.takeFindings()];
  const sums: Audited = {
    findings: all,
    advisors: audited.length,
    orders: audited.reduce((total, { orders }) => total + orders, 0),
    statements: audited.reduce((total, { statements }) => total + statements, 0),
    moving: audited.filter(({ isMoving }) => isMoving).length,
  };
  return { run: { ...addToRun(run, sums), position }, findings: all, isLast };
}
