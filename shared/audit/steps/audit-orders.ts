import { canonicalJson } from "../../base/json/exact-json.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { checkCredits, checkReplaced } from "../checks/credits.ts";
import { checkAdjustments, checkAdvisor, checkContents } from "../checks/facts.ts";
import { checkAround, checkRecipients } from "../checks/order-recipients.ts";
import { type CheckedStatements, checkRecomputed, checkStatements } from "../checks/statements.ts";
import { checkContributed, checkTally } from "../checks/tally.ts";
import { accountOf, type PlaceAccount } from "../model/credit-log-sums.ts";
import { type Finding, guard } from "../model/finding.ts";
import { sampleOf } from "../model/sample.ts";
import { type AuditCall, confirm, type Depth, describeInvalid, type Look } from "./audit-context.ts";
import { type AdvisorMaterial, type HeadsRead, ordersNamed, readAdvisor, readHeads } from "./read-advisor.ts";

/** What was found of an advisor's orders, the months whose journal is wrong, and a text that is another once any has moved. */
interface LookedAtOrders {
  readonly findings: readonly Finding[];
  readonly blamed: ReadonlySet<string>;
  readonly stamp: string;
}

/** Compares the orders that an advisor's journal names: their heads with the journals, and their recipients with today's facts. */
export async function lookAtOrders(
  { view, state }: AdvisorMaterial,
  account: readonly PlaceAccount[],
  orderIds: readonly string[],
  depth: Depth,
  call: AuditCall,
): Promise<LookedAtOrders> {
  const { rating, ledger } = call.checking;
  const findings: Finding[] = [];
  const blamed = new Set<string>();
  const stamps: string[] = [];
  let around = depth.around;
  for await (const read of readHeads(orderIds, state, call)) {
    const { heads, facts } = read;
    stamps.push(...[...heads.found].map(([orderId, { sequence }]) => `${orderId} ${sequence}`));
    findings.push(...describeInvalid(heads.invalid), ...missingHeads(read, view.advisorId, call));
    const guarded = (check: () => readonly Finding[]) =>
      findings.push(...guard(check, view.advisorId, ledger.names.advisor(view.advisorId)));
    guarded(() => {
      const checked = checkCredits({ view, account, heads: heads.found, rating, names: ledger.names });
      for (const month of checked.blamed) blamed.add(month);
      return checked.findings;
    });
    if (facts !== undefined) guarded(() => checkRecipients(heads.found.values(), facts, rating, ledger.names));
    findings.push(...(await checkRegistered([...heads.found.values()], call)));
    // A head that is wrong itself says nothing of others.
    const wrong = new Set(findings.flatMap(({ records }) => records));
    const sound = [...heads.found.values()].filter(({ order }) => !wrong.has(ledger.names.head(order.orderId)));
    const chosen = sound.slice(0, around);
    around -= chosen.length;
    const sides = await checkAround(chosen, view.advisorId, call);
    findings.push(...sides.findings);
    stamps.push(sides.stamp);
  }
  return { findings, blamed, stamp: stamps.join() };
}

function missingHeads({ asked, heads }: HeadsRead, advisorId: string, call: AuditCall): Finding[] {
  const { names } = call.checking.ledger;
  const invalid = new Set(heads.invalid.map(({ record }) => record));
  const missing = asked.filter((orderId) => !heads.found.has(orderId) && !invalid.has(names.head(orderId)));
  const told = { expected: "the order that the journal names", found: "no head" };
  return missing.map((orderId) => ({ kind: "head", records: [names.head(orderId)], advisorId, ...told }));
}

/** Whoever is credited is registered where they are settled, and whoever isn't known to HR can be seen waiting. */
async function checkRegistered(heads: readonly StoredOrder[], call: AuditCall): Promise<Finding[]> {
  const { ledger } = call.checking;
  const recipients = heads.flatMap((head) => head.recipients);
  const idsOf = (isWaiting: boolean) =>
    new Set(recipients.filter(({ state }) => (state === "waiting") === isWaiting).map(({ advisorId }) => advisorId));
  const asked = [...idsOf(false)].filter((advisorId) => !call.registered.has(advisorId));
  for (const advisorId of asked.length > 0 ? await ledger.registered(asked) : []) call.registered.add(advisorId);
  const strangers = asked.filter((advisorId) => !call.registered.has(advisorId));
  const waiting = [...idsOf(true)];
  if (waiting.some((advisorId) => !call.unassigned.has(advisorId)))
    for (const advisorId of await ledger.unassigned()) call.unassigned.add(advisorId);
  return [
    ...strangers.map((advisorId): Finding => {
      const records = [ledger.names.registry(advisorId, ledger.homeShard(advisorId))];
      return { kind: "registry", records, advisorId, expected: "registered, as they are credited", found: "not registered" };
    }),
    ...waiting
      .filter((advisorId) => !call.unassigned.has(advisorId))
      .map((advisorId): Finding => {
        return { kind: "waiting", records: [ledger.names.waiting(advisorId)], advisorId, expected: "a marker", found: "no marker" };
      }),
  ];
}

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
