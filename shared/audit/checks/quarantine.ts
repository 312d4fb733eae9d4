import type { Issue } from "../../base/issues/issue.ts";
import { heldForSourceId } from "../../ledger/record/check-source.ts";
import { recordId } from "../../ledger/record/parse-event.ts";
import type { QuarantineSummary } from "../model/audit-run.ts";
import type { Finding } from "../model/finding.ts";
import type { QuarantineForAudit, RecordNames } from "../store.ts";

/** How long a record may be held before it is to be released, or known to be left. */
const HELD_MS = 3 * 24 * 3_600_000;

/** Held records have the body that they were held with, and are not forgotten: after three days someone must have said why they stay. */
export function checkHeld(
  records: readonly QuarantineForAudit[],
  known: ReadonlySet<string>,
  nowMs: number,
  names: RecordNames,
): Finding[] {
  return records.flatMap(({ id, issues, heldAt, body }): Finding[] => {
    const findings: Finding[] = [];
    if (body === undefined || (recordId(body) !== id && heldForSourceId(body) !== id)) {
      const found = body === undefined ? "no body" : `a body of id ${recordId(body)}`;
      findings.push({ kind: "held-body", records: [names.held(id)], expected: `the body of id ${id}`, found });
    }
    if (nowMs - Date.parse(heldAt) > HELD_MS && !known.has(id)) {
      const found = `held since ${heldAt}: ${issues.map(issueKind).join(", ")}`;
      findings.push({ kind: "held", records: [names.held(id)], expected: "released, or known, within three days", found });
    }
    return findings;
  });
}

export function addHeld(summary: QuarantineSummary, records: readonly QuarantineForAudit[]): QuarantineSummary {
  const byReason = new Map(Object.entries(summary.byReason));
  for (const { issues } of records) {
    for (const kind of new Set(issues.map(issueKind))) byReason.set(kind, (byReason.get(kind) ?? 0) + 1);
  }
  const oldestHeldAt = [summary.oldestHeldAt, ...records.map(({ heldAt }) => heldAt)].filter((at) => at !== undefined).sort()[0];
  return {
    records: summary.records + records.length,
    ...(oldestHeldAt === undefined ? {} : { oldestHeldAt }),
    byReason: Object.fromEntries(byReason),
  };
}

/** The code of an issue and its field, whichever place it has in a list; what was sent in it is not told. */
const issueKind = ({ path, code }: Issue): string => (path === "" ? code : `${path.replaceAll(/\d+/g, "*")}: ${code}`);
