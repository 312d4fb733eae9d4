import { sha256Hex } from "../../../base/json/hash.ts";
import type { StatementFile } from "../statement-file.ts";
import { type Check, differencesOf } from "./differences.ts";

/** Whether a statement goes on where the one before it stopped: it names its hash, its balance, and all that it left settled. */
export function checkChain({ body }: StatementFile, previous: StatementFile | undefined): Check {
  if (previous === undefined) {
    if (body.previousHash === null) return { id: "chain", result: "right" };
    return { id: "chain", result: "skipped", detail: body.previousHash };
  }
  const hash = sha256Hex(previous.bodyText);
  const before = previous.body;
  const settled = new Map(before.facts.settledBefore.byMonth);
  for (const { month, amount } of before.statement.adjustments) settled.set(month, (settled.get(month) ?? 0n) + amount);
  settled.set(before.statement.month, before.statement.earnings);
  const goesOnFrom = {
    advisorId: before.statement.advisorId,
    previousHash: hash,
    carriedForward: before.statement.carriedForward,
    advances: before.statement.draw?.outstanding ?? 0n,
    settled: [...settled].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
  const states = {
    advisorId: body.statement.advisorId,
    previousHash: body.previousHash,
    carriedForward: body.facts.settledBefore.carriedForward,
    advances: body.facts.settledBefore.advances ?? 0n,
    settled: body.facts.settledBefore.byMonth,
  };
  const differences = differencesOf(states, goesOnFrom, 20);
  return differences.length === 0 ? { id: "chain", result: "right", detail: hash } : { id: "chain", result: "wrong", differences };
}
