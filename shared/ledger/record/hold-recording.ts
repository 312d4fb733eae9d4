import type { Runtime } from "../../base/runtime/runtime.ts";
import type { FactReader, LedgerState, RaiseLedger } from "../store/fact-store.ts";

/** So long recording holds back after a raise met it, unless the raise meets it again. It ends by itself where whoever raises has died. */
const HOLD_MS = 250;

/** Has recording hold back after a raise of the epoch met it. */
export const holdForRaise = (ledger: RaiseLedger, { now }: Pick<Runtime, "now">): Promise<void> => ledger.holdRecording(now() + HOLD_MS);

/** How long recording holds back at most for any number of raises, and how often it looks whether they are through. */
const MAX_HELD_MS = 1_000;
const LOOK_AGAIN_MS = 20;

/** Where the ledger stands, once no raise of the epoch waits for its gates: it needs all of them free at once. */
export async function stateToRecord(ledger: Pick<FactReader, "state">, { now, pause }: Runtime): Promise<LedgerState> {
  const startedAt = now();
  for (;;) {
    const state = await ledger.state();
    const leftMs = (state.heldUntilMs ?? 0) - now();
    if (leftMs <= 0 || now() - startedAt >= MAX_HELD_MS) return state;
    await pause(Math.min(leftMs, LOOK_AGAIN_MS));
  }
}
