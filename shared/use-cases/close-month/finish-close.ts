import { compare } from "../../credits/recipients.ts";
import { sum } from "../../money/rounding.ts";
import { hashTreeRoot } from "../../statement/hash-tree.ts";
import type { Close, CloseLedger, CloseSummary } from "../ports/close.ts";
import { RefusedError } from "../retry.ts";

/**
 * Finishes a close whose shards are all settled: sums its statements up and publishes the root of their hashes.
 * @throws RefusedError where a shard is not settled yet.
 */
export async function finishClose(close: Close, ledger: CloseLedger, shards: number): Promise<CloseSummary> {
  const settled = await ledger.snapshots(close.month);
  const left = Array.from({ length: shards }, (_, shard) => shard).filter((shard) => !settled.has(shard));
  if (left.length > 0)
    throw new RefusedError(`the close of ${close.month} is not settled yet in shards ${left.join(", ")}; settle them first`);
  const entries = [];
  for (let shard = 0; shard < shards; shard += 1) entries.push(...(await ledger.statementsOf(close.month, shard)));
  entries.sort((a, b) => compare(a.advisorId, b.advisorId));
  const statements = entries.flatMap(({ statement }) => statement ?? []);
  const changes = entries.filter(({ equityChanged }) => equityChanged);
  const summary: CloseSummary = {
    statements: statements.length,
    earnings: sum(statements.map(({ earnings }) => earnings)),
    adjustments: sum(statements.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount))),
    manualAdjustments: sum(statements.map(({ manualAdjustments }) => manualAdjustments)),
    payable: sum(statements.map(({ payable }) => payable)),
    carriedForward: sum(statements.map(({ carriedForward }) => carriedForward)),
    equityGained: changes.filter(({ equityEligible }) => equityEligible).length,
    equityLost: changes.filter(({ equityEligible }) => !equityEligible).length,
    statementsRoot: hashTreeRoot(entries.flatMap(({ hash }) => hash ?? [])),
  };
  await ledger.finishClose(close, summary);
  return summary;
}
