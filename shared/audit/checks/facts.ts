import type { Month } from "../../base/calendar/month.ts";
import { contentHash } from "../../base/json/hash.ts";
import type { Finding } from "../model/finding.ts";
import type { AdvisorView, RecordNames, StoredClose, StoredFact } from "../store.ts";

/** A fact's content is what it was taken over with: its hash is that of the content as it was sent. */
export function checkContents(facts: readonly StoredFact[], advisorId?: string): Finding[] {
  return facts.flatMap(({ record, hash, content }): Finding[] => {
    const found = contentHash(content);
    const whose = advisorId === undefined ? {} : { advisorId };
    return found === hash
      ? []
      : [{ kind: "fact", records: [record], ...whose, expected: `content of hash ${hash}`, found: `of hash ${found}` }];
  });
}

/** The advisor's current item is their highest revision, and they are registered where they are settled. */
export function checkAdvisor(
  { advisorId, record, current }: AdvisorView,
  isRegistered: boolean,
  shard: number,
  names: RecordNames,
): Finding[] {
  const highest = Math.max(0, ...record.advisors.map(({ fact }) => fact.revision));
  const findings: Finding[] = [];
  const revision = (current?.content as { revision?: number } | undefined)?.revision ?? 0;
  if (revision !== highest) {
    const records = [revision < highest ? names.advisor(advisorId) : names.advisorRevision(advisorId, revision)];
    findings.push({ kind: "advisor", records, advisorId, expected: `revision ${highest}`, found: `revision ${revision}` });
  }
  const isKnown = highest > 0 || current !== undefined;
  if (isKnown !== isRegistered) {
    const [expected, found] = isKnown ? ["registered", "not registered"] : ["not registered", "registered, with no revision"];
    findings.push({ kind: "registry", records: [names.registry(advisorId, shard)], advisorId, expected, found });
  }
  return findings;
}

/** A manual adjustment is stored twice, alike, and belongs to a close that had not begun when it was recorded. */
export function checkAdjustments(
  { advisorId, facts, record }: AdvisorView,
  twins: ReadonlyMap<string, StoredFact>,
  closes: readonly StoredClose[],
  names: RecordNames,
): Finding[] {
  const copies = new Map(facts.map((fact) => [fact.record, fact]));
  return record.adjustments.flatMap(({ period, fact: { adjustmentId, month } }): Finding[] => {
    const [mine, twin] = [names.advisorAdjustment(advisorId, adjustmentId), names.adjustment(adjustmentId)];
    const [hash, twinHash] = [copies.get(mine)?.hash, twins.get(adjustmentId)?.hash];
    if (hash !== twinHash) {
      const [expected, found] = [`the same of hash ${hash}`, twinHash === undefined ? "no copy" : `one of hash ${twinHash}`];
      return [{ kind: "adjustment", records: [twin, mine], advisorId, month, expected, found }];
    }
    const close = closes.find((each) => joins(month, each));
    if (close === undefined || period <= close.period) return [];
    const found = `recorded in period ${period}: no statement holds it`;
    return [{ kind: "adjustment", records: [mine], advisorId, month, expected: `recorded by period ${close.period}`, found }];
  });
}

/** Whether a month's manual adjustments join a close. */
function joins(month: Month, close: StoredClose): boolean {
  return close.month === month || (close.month === close.firstMonth && month < close.month);
}
