import { adviceFor } from "../../../../shared/audit/model/finding.ts";
import type { AuditPosition, AuditRun, AuditRuns, StoredFinding } from "../../../../shared/audit/store.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { Acknowledgements } from "../../../../shared/ledger/store/quarantine-store.ts";
import { auditFindingKey, auditFindings, auditKey, auditRange, dismissedKey, dismissedRange } from "../keys.ts";
import type { Item, Table } from "../table.ts";

/** Runs of the auditor in the table, each an item, its findings beside it. What it keeps is one text. */
export function auditRuns(table: Table): AuditRuns {
  const find = async (runId: string) => {
    const item = await table.get(auditKey(runId));
    return item && runFrom(item);
  };
  return {
    begin: async (run) => {
      const isNew = await table.put({ Item: itemOf(run), ConditionExpression: "attribute_not_exists(pk)" });
      return isNew ? run : ((await find(run.runId)) ?? run);
    },
    find,
    advance: (from, run) =>
      table.put({ Item: itemOf(run), ConditionExpression: "standing = :from", ExpressionAttributeValues: { ":from": standing(from) } }),
    keep: async (runId, findings) => {
      await inParallel(findings, 8, async (finding) => {
        const text = canonicalJson(finding);
        const Item = { ...auditFindingKey(runId, text), finding: text, advice: adviceFor(finding.kind) };
        await table.put({ Item, ConditionExpression: "attribute_not_exists(pk)" });
      });
    },
    runs: async (from, to) => (await table.query(auditRange(from, to))).map(runFrom).reverse(),
    findings: async (runId) => (await table.query(auditFindings(runId))).map(findingFrom),
  };
}

/** Notes of why held records may stay, in the table. */
export function acknowledgements(table: Table): Acknowledgements {
  return {
    acknowledge: async (id, { why, by, at }) => {
      await table.put({ Item: { ...dismissedKey(id, at), why, by } });
    },
    notes: async (id) =>
      (await table.query(dismissedRange(id))).map(({ sk, why, by }) => ({ why: why as string, by: by as string, at: sk })),
  };
}

function itemOf(run: AuditRun): Item {
  return { ...auditKey(run.runId), standing: standing(run.position), run: JSON.stringify(run) };
}

const standing = ({ part, after }: AuditPosition): string => JSON.stringify([part, after]);

const runFrom = (item: Item): AuditRun => JSON.parse(item.run as string) as AuditRun;

const findingFrom = ({ finding, advice }: Item): StoredFinding => ({
  ...(JSON.parse(finding as string) as Omit<StoredFinding, "advice">),
  advice: advice as string,
});
