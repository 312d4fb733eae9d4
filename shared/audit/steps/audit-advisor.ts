import { canonicalJson } from "../../base/json/exact-json.ts";
import { checkReplaced } from "../checks/credits.ts";
import { checkAdjustments, checkAdvisor, checkContents } from "../checks/facts.ts";
import { type CheckedStatements, checkRecomputed, checkStatements } from "../checks/statements.ts";
import { checkContributed, checkTally } from "../checks/tally.ts";
import { type Finding, guard } from "../model/audit-run.ts";
import { accountOf, type PlaceAccount } from "../model/credit-log-sums.ts";
import { sampleOf } from "../model/sample.ts";
import { type AuditCall, confirm, type Depth, describeInvalid, type Look } from "./audit-context.ts";
import { lookAtOrders } from "./audit-orders.ts";
import { type AdvisorMaterial, ordersNamed, readAdvisor } from "./read-advisor.ts";

/** What was looked at of an advisor, and what does not hold. */
export interface AuditedAdvisor {
  readonly findings: readonly Finding[];
  readonly orders: number;
  readonly statements: number;
  /** The advisor's open period moved at every look, so that nothing could be told about it. */
  readonly isMoving: boolean;
}

/** Audits an advisor: reads all that is stored of them, compares it, and looks again before anything is told. */
export async function auditAdvisor(advisorId: string, depth: Depth, call: AuditCall): Promise<AuditedAdvisor> {
  let orderIds: readonly string[] | undefined;
  let statements = 0;
  const { findings, isMoving } = await confirm(async (isAgain) => {
    const material = await readAdvisor(advisorId, depth, call, isAgain);
    // The same orders at each look.
    orderIds ??= sampleOf(ordersNamed(material.view), depth.orders, call.checking.surroundings.random);
    statements = material.view.statements.size;
    return look(material, orderIds, depth, call);
  }, call.checking.surroundings);
  return { findings, orders: orderIds?.length ?? 0, statements, isMoving };
}

async function look(material: AdvisorMaterial, orderIds: readonly string[], depth: Depth, call: AuditCall): Promise<Look> {
  const { view, state } = material;
  const { names } = call.checking.ledger;
  const record = names.advisor(view.advisorId);
  let account: readonly PlaceAccount[] = [];
  const uncounted = guard(
    () => {
      account = accountOf(view.journal);
      return [];
    },
    view.advisorId,
    record,
  );
  const orders = await lookAtOrders(material, account, orderIds, depth, call);
  const frozen: Finding[] = [
    ...describeInvalid([...view.invalid, ...material.entries.invalid], { advisorId: view.advisorId }),
    ...uncounted,
  ];
  const guarded = (check: () => readonly Finding[]) => frozen.push(...guard(check, view.advisorId, record));
  const open: Finding[] = [...orders.findings];
  guarded(() => {
    const tally = checkTally({ view, account, closes: material.closes ?? [], names, blamed: orders.blamed });
    open.push(...tally.open);
    return tally.frozen;
  });
  guarded(() => (material.sellers.length === 0 ? [] : checkContributed(view, material.sellers, material.closes ?? [], names)));
  guarded(() => checkContents([...view.facts, ...(view.current === undefined ? [] : [view.current])], view.advisorId));
  guarded(() => checkAdjustments(view, material.twins, material.closes ?? [], names));
  if (frozen.length === 0 && open.length === 0) open.push(...guard(() => checkReplaced(view, names), view.advisorId, record));
  const closed = await lookAtCloses(material, depth, call, () => frozen.length === 0);
  frozen.push(...closed);
  const shard = call.checking.ledger.homeShard(view.advisorId);
  const registration = checkAdvisor(view, material.isRegistered, shard, names);
  if (material.isRegistered) call.registered.add(view.advisorId);
  return {
    frozen,
    open: [...registration, ...open],
    // Whoever writes into an open period adds to the journal, and whoever changes whose credits are whose raises the epoch.
    stamp: () => canonicalJson([state, view.journal.map(({ record }) => record), view.record.claimedRows, orders.stamp]),
  };
}

/** @param isSound whether what closes are computed from stood all other checks. */
async function lookAtCloses(material: AdvisorMaterial, depth: Depth, call: AuditCall, isSound: () => boolean): Promise<Finding[]> {
  const { view, closes, entries, bodies, parts } = material;
  if (closes === undefined) return [];
  const { names } = call.checking.ledger;
  const record = names.advisor(view.advisorId);
  const findings: Finding[] = [];
  let statements: CheckedStatements["statements"] = new Map();
  const check = () => {
    const checked = checkStatements({ view, closes, entries: entries.found, bodies, parts, names });
    statements = checked.statements;
    return checked.findings;
  };
  findings.push(...guard(check, view.advisorId, record));
  if (findings.length > 0 || !isSound()) return findings;
  const termsAt = await call.termsFor(view.record);
  for (const close of depth.allCloses ? call.through : call.through.slice(-1)) {
    const input = { view, close, entry: entries.found.get(close.month), statements, terms: termsAt(close.period), names };
    findings.push(...guard(() => checkRecomputed(input), view.advisorId, record));
  }
  return findings;
}
