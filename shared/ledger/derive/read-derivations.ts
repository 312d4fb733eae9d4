import type { Instant } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { DerivationLedger, DerivationTask } from "../store/derivation-store.ts";
import type { DerivationReader } from "./derive-credits.ts";

/** A derivation that is still to be done, and how far it is. */
export interface DerivationProgress extends DerivationTask {
  /** Of one with many parts, how many are through. */
  readonly parts?: { readonly through: number; readonly total: number };
  /** Orders that were looked at so far, as far as it was noted. */
  readonly orders: number;
  /** When it ends if it goes on as it did since it began; none before a part is through, or where it is stopped. */
  readonly expectedAt?: Instant;
}

/** The derivations that are still to be done, the oldest first, and how far they are. */
export async function readDerivations({
  ledger,
  surroundings,
}: {
  readonly ledger: DerivationReader;
  readonly surroundings: Pick<Runtime, "now">;
}): Promise<DerivationProgress[]> {
  const tasks = await ledger.derivations();
  return Promise.all(
    tasks.map(async (task) => {
      const noted = await ledger.derivedParts(task.taskId);
      const through = noted.filter(({ at }) => at === undefined).length;
      const orders = noted.reduce((sum, part) => sum + part.orders, 0);
      const { begun, stopped } = task;
      if (begun === undefined) return { ...task, orders };
      const progress = { ...task, parts: { through, total: begun.parts }, orders };
      if (stopped !== undefined || through === 0) return progress;
      const gone = surroundings.now() - Date.parse(begun.at);
      const left = (gone / through) * Math.max(0, begun.parts - through);
      return { ...progress, expectedAt: new Date(surroundings.now() + left).toISOString() };
    }),
  );
}

/** @throws RefusedError where somebody stopped a derivation: what its credits come to isn't known until it is resumed. */
export async function assertNoneStopped({ derivations }: Pick<DerivationLedger, "derivations">): Promise<void> {
  const stopped = (await derivations()).find((task) => task.stopped !== undefined)?.stopped;
  if (stopped !== undefined) refuse(refusal("derivation-stopped", stopped));
}
