import type { StoredOrder } from "../../engine/credits/credit.ts";
import { checkCredits } from "../checks/credits.ts";
import { checkAround, checkRecipients } from "../checks/order-recipients.ts";
import { type Finding, guard } from "../model/audit-run.ts";
import type { PlaceAccount } from "../model/credit-log-sums.ts";
import { type AuditCall, type Depth, describeInvalid } from "./audit-context.ts";
import { type AdvisorMaterial, type HeadsRead, readHeads } from "./read-advisor.ts";

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
