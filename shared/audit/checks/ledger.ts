import type { LedgerState } from "../../ledger/store/fact-store.ts";
import type { Finding } from "../model/finding.ts";
import { vote } from "../model/sample.ts";
import type { RecordNames } from "../store.ts";

/** All gates stand where the ledger's state stands. Where one stands alone it is wrong, be it the state. */
export function checkGates({ epoch }: LedgerState, gates: readonly (number | undefined)[], names: RecordNames): Finding[] {
  const witnesses = [
    { record: names.state(), says: epoch },
    ...gates.map((gate, index) => ({ record: names.gate(index), says: gate ?? 0 })),
  ];
  const { agreed, dissenting } = vote(witnesses, String);
  const expected = `epoch ${agreed ?? epoch}`;
  return dissenting.map(({ record, says }) => ({ kind: "state", records: [record], expected, found: `epoch ${says}` }));
}

/** The state counts the derivations that are still to be done. */
export function checkPending({ pendingDerivations }: LedgerState, derivations: readonly string[], names: RecordNames): Finding[] {
  if (pendingDerivations === derivations.length) return [];
  const [expected, found] = [`pending ${derivations.length}, as many as there are derivations`, `pending ${pendingDerivations}`];
  return [{ kind: "pending", records: [names.state(), names.derivations()], expected, found }];
}

/** How long something may be under way. */
const DERIVATION_MS = 3_600_000;
const CLOSE_MS = 24 * DERIVATION_MS;

/** What is under way: the close that is being settled, and the derivation that is the oldest. */
export interface UnderWay {
  readonly settling: { readonly month: string } | undefined;
  readonly derivation: string | undefined;
}

/** Since when each was seen under way by the audits; nothing in the ledger tells when it began. */
export function seenSince(underWay: UnderWay, before: Readonly<Record<string, string>> | undefined, now: string): Record<string, string> {
  const seen = [underWay.settling && closeId(underWay.settling.month), underWay.derivation && derivationId(underWay.derivation)];
  return Object.fromEntries(seen.flatMap((id) => (id === undefined ? [] : [[id, before?.[id] ?? now]])));
}

const closeId = (month: string): string => `close ${month}`;
const derivationId = (taskId: string): string => `derivation ${taskId}`;

/** What has been under way for too long. */
export function checkUnderWay(
  { settling, derivation }: UnderWay,
  since: Readonly<Record<string, string>>,
  nowMs: number,
  names: RecordNames,
): Finding[] {
  const age = (id: string) => nowMs - Date.parse(since[id] ?? new Date(nowMs).toISOString());
  const findings: Finding[] = [];
  if (settling !== undefined && age(closeId(settling.month)) > CLOSE_MS) {
    const { month } = settling;
    const found = `settling, seen first at ${since[closeId(month)]}`;
    findings.push({ kind: "close", records: [names.close(month)], month, expected: "closed within a day", found });
  }
  if (derivation !== undefined && age(derivationId(derivation)) > DERIVATION_MS) {
    const found = `pending, seen first at ${since[derivationId(derivation)]}`;
    findings.push({ kind: "derivation", records: [`${names.derivations()} ${derivation}`], expected: "done within an hour", found });
  }
  return findings;
}
