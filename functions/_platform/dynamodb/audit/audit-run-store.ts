import { type AuditPosition, type AuditRun, auditRunCodec } from "../../../../shared/audit/model/audit-run.ts";
import { adviceFor, findingCodec } from "../../../../shared/audit/model/finding.ts";
import type { AuditRuns } from "../../../../shared/audit/store.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { Acknowledgements } from "../../../../shared/ledger/store/quarantine-store.ts";
import { auditFindingKey, auditFindings, auditKey, auditRange, dismissedKey, dismissedRange } from "../keys.ts";
import { storedAs } from "../stored.ts";
import type { Item, Table } from "../table.ts";

const runs = storedAs("run", auditRunCodec);
const findings = storedAs("finding", findingCodec);

/** Runs of the auditor in the table, each an item, its findings beside it. */
export function auditRuns(table: Table): AuditRuns {
  const find = (runId: string) => runs.get(auditKey(runId), table);
  return {
    begin: async (run) => ((await table.add(itemOf(run))) ? run : ((await find(run.runId)) ?? run)),
    find,
    advance: (from, run) =>
      table.put({ Item: itemOf(run), ConditionExpression: "standing = :from", ExpressionAttributeValues: { ":from": standing(from) } }),
    keep: async (runId, kept) => {
      await inParallel(kept, 8, (finding) =>
        table.add(findings.item(auditFindingKey(runId, canonicalJson(finding)), finding, { advice: adviceFor(finding.kind) })),
      );
    },
    runs: async (from, to) => (await runs.query(auditRange(from, to), table)).reverse(),
    findings: async (runId) =>
      (await table.query(auditFindings(runId))).map((item) => ({ ...findings.from(item), advice: item.advice as string })),
  };
}

/** Notes of why held records may stay, in the table. */
export function acknowledgements(table: Table): Acknowledgements {
  return {
    acknowledge: async (id, { comment, by, at }) => {
      await table.put({ Item: { ...dismissedKey(id, at), comment, by } });
    },
    notes: async (id) =>
      (await table.query(dismissedRange(id))).map(({ sk, comment, by }) => ({ comment: comment as string, by: by as string, at: sk })),
  };
}

const itemOf = (run: AuditRun): Item => runs.item(auditKey(run.runId), run, { standing: standing(run.position) });

const standing = ({ part, after }: AuditPosition): string => JSON.stringify([part, after]);
