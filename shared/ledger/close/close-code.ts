import { refusal, refuse } from "../../base/issues/issue.ts";
import { type CommitResult, RetryableError } from "../../base/runtime/retry.ts";
import type { Close, CloseLedger } from "../store/close-store.ts";

/** Whether a close that isn't through was begun by other code than this; what was begun without a hash is anybody's. */
export function isBegunByOther({ status, code }: Close, codeHash: string | undefined): boolean {
  return status === "settling" && code !== undefined && codeHash !== undefined && code.hash !== codeHash;
}

/** @throws RefusedError where a close was begun by other code: the statements of one close come from one version. */
export function assertSameCode(close: Close, codeHash: string | undefined): void {
  if (isBegunByOther(close, codeHash)) refuseOtherCode(close, codeHash);
}

/** Refuses what another version has begun, and says how it goes on. */
export function refuseOtherCode({ month, code }: Close, codeHash = ""): never {
  return refuse(refusal("close-other-code", { month, begun: code?.hash ?? "", current: codeHash, machine: code?.machine ?? "" }));
}

/**
 * Notes before the first settlement of a close that settlements are being made: from then on no other code takes it over.
 * @throws RefusedError where other code has taken it over meanwhile; RetryableError where the table stays too busy.
 */
export async function beginSettling(close: Close, ledger: Pick<CloseLedger, "isSettled" | "noteSettling" | "close">): Promise<void> {
  if (close.code === undefined || (await ledger.isSettled(close.month))) return;
  const result: CommitResult = await ledger.noteSettling(close.month, close.code);
  // Shards settle at once: another may have noted it a moment before.
  if (result === "committed" || (await ledger.isSettled(close.month))) return;
  const now = await ledger.close(close.month);
  if (now !== undefined) assertSameCode(now, close.code.hash);
  throw new RetryableError(`the table is too busy to begin settling ${close.month}; try again`);
}
