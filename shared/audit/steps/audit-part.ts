import { sha256Hex } from "../../base/json/hash.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import type { ShardSummary } from "../../ledger/close/close-totals.ts";
import { checkSequence, checkSummary, summaryOfEntries } from "../checks/close.ts";
import { checkGates, checkPending, checkUnderWay, seenSince } from "../checks/ledger.ts";
import { addHeld, checkHeld } from "../checks/quarantine.ts";
import type { QuarantineSummary } from "../model/audit-run.ts";
import type { Finding } from "../model/finding.ts";
import type { StoredClose } from "../store.ts";
import { type AuditCall, confirm, describeInvalid } from "./audit-context.ts";

/** What the ledger as a whole came to. */
export interface AuditedLedger {
  readonly findings: readonly Finding[];
  readonly held: QuarantineSummary;
  readonly seenSince: Readonly<Record<string, string>>;
}

/** Audits what is the whole ledger's: its state and gates, the sequence of closes, what is under way, and the quarantine. */
export async function auditWhole(
  call: AuditCall,
  before: Readonly<Record<string, string>> | undefined,
  nowMs: number,
): Promise<AuditedLedger> {
  const { ledger, surroundings } = call.checking;
  const now = new Date(nowMs).toISOString();
  let since: Readonly<Record<string, string>> = {};
  const { findings } = await confirm(async () => {
    const [state, gates, derivations, closes] = await Promise.all([ledger.state(), ledger.gates(), ledger.derivations(), ledger.closes()]);
    const underWay = { settling: closes.found.findLast(({ status }) => status === "settling"), derivation: derivations[0] };
    since = seenSince(underWay, before, now);
    const { names } = ledger;
    return {
      frozen: describeInvalid(closes.invalid),
      open: [
        ...(state.epoch === 0 && closes.found.length === 0 ? [] : checkGates(state, gates, names)),
        ...checkPending(state, derivations, names),
        ...checkSequence(closes.found, state, names),
        ...checkUnderWay(underWay, since, nowMs, names),
      ],
      stamp: () => JSON.stringify([state, gates, derivations, closes.found.length]),
    };
  }, surroundings);
  const quarantine = await auditQuarantine(call, nowMs);
  return { findings: [...findings, ...quarantine.findings], held: quarantine.held, seenSince: since };
}

async function auditQuarantine(
  { checking: { ledger } }: AuditCall,
  nowMs: number,
): Promise<{ findings: Finding[]; held: QuarantineSummary }> {
  const findings: Finding[] = [];
  let held: QuarantineSummary = { records: 0, byReason: {} };
  for await (const page of ledger.held()) {
    const known = await ledger.known(page.map(({ id }) => id));
    findings.push(...checkHeld(page, known, nowMs, ledger.names));
    held = addHeld(held, page);
  }
  return { findings, held };
}

/** The advisors of a shard, and who is registered in it though they belong to another. */
export async function advisorsOfPart(
  call: AuditCall,
  shard: number,
): Promise<{ readonly ids: readonly string[]; readonly findings: readonly Finding[] }> {
  const { ledger } = call.checking;
  const ids = await ledger.advisorsOfShard(shard);
  const findings = ids.flatMap((advisorId): Finding[] => {
    const home = ledger.homeShard(advisorId);
    if (home === shard) return [];
    const [expected, found] = [`registered in shard ${home}`, `registered in shard ${shard}, so settled there too`];
    return [{ kind: "registry", records: [ledger.names.registry(advisorId, shard)], advisorId, expected, found }];
  });
  return { ids: ids.filter((advisorId) => ledger.homeShard(advisorId) === shard), findings };
}

/** Who stands in no registry: those for whom credits wait, and nobody, for whom undated orders stand. */
export async function strangersOf({ checking: { ledger } }: AuditCall): Promise<readonly string[]> {
  const unassigned = await ledger.unassigned();
  const registered = await ledger.registered(unassigned);
  return [UNDATED, ...unassigned.filter((advisorId) => !registered.has(advisorId))];
}

const SHARDS_CONCURRENCY = 4;

/**
 * Audits a close that is through: its totals and its root against its entries, and its snapshots against their hashes.
 * Nothing of it changes any more, so one look tells.
 * @param snapshotsOf the shards whose snapshots are read.
 */
export async function auditClose(close: StoredClose, shards: number, snapshotsOf: readonly number[], call: AuditCall): Promise<Finding[]> {
  const { ledger, archive } = call.checking;
  const { month } = close;
  const snapshots = await ledger.snapshots(month);
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const sums: ShardSummary[] = [];
  const findings = await inParallel(all, SHARDS_CONCURRENCY, async (shard): Promise<Finding[]> => {
    const { found, invalid } = await ledger.closeEntries(month, shard);
    sums[shard] = summaryOfEntries(found);
    const listed = found.map(({ advisorId }) => advisorId);
    const lost = await strangersAmong(listed, shard, month, call);
    const noted = snapshots.get(shard);
    const told = [...describeInvalid(invalid, { month }), ...lost];
    const missing = { expected: "a snapshot", found: "none noted" };
    if (noted === undefined) return [...told, { kind: "snapshot", records: [ledger.names.snapshot(month, shard)], month, ...missing }];
    if (!snapshotsOf.includes(shard)) return told;
    const text = await archive.get(noted.key);
    const hash = text === undefined ? "no object" : `SHA-256 ${sha256Hex(text)}`;
    const expected = `SHA-256 ${noted.hash}`;
    return hash === expected ? told : [...told, { kind: "snapshot", records: [noted.key], month, expected, found: hash }];
  });
  return [...findings.flat(), ...checkSummary(close, sums, ledger.names)];
}

/** Whoever a close lists is registered where it lists them. */
async function strangersAmong(advisorIds: readonly string[], shard: number, month: string, call: AuditCall): Promise<Finding[]> {
  const { ledger } = call.checking;
  const asked = advisorIds.filter((advisorId) => !call.registered.has(advisorId));
  for (const advisorId of asked.length > 0 ? await ledger.registered(asked) : []) call.registered.add(advisorId);
  return advisorIds.flatMap((advisorId): Finding[] => {
    const home = ledger.homeShard(advisorId);
    if (home !== shard) {
      const [expected, found] = [`listed in shard ${home}`, `in shard ${shard}`];
      return [{ kind: "statement", records: [ledger.names.closeEntry(month, advisorId, shard)], advisorId, month, expected, found }];
    }
    if (call.registered.has(advisorId)) return [];
    const [expected, found] = ["registered, as they have a statement", "not registered"];
    return [{ kind: "registry", records: [ledger.names.registry(advisorId, shard)], advisorId, month, expected, found }];
  });
}
