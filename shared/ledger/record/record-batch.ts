import { releaseQuarantine } from "../quarantine/reprocess.ts";
import type { HeldRecord, Quarantine } from "../store/quarantine-store.ts";
import { type TakingOver, takeOver } from "./apply-events.ts";
import type { Outcome } from "./outcome.ts";
import { heldId } from "./parse-event.ts";

/** What recording needs from outside. */
export interface Recording extends TakingOver {
  readonly quarantine: Quarantine;
}

/**
 * Takes a batch of events over: facts about advisors, attributes, plans and adjustments first, in the order of
 * delivery, then orders. What can't be taken over goes to quarantine and blocks nothing.
 * @param bodies EventBridge events, as text.
 * @returns an outcome for each, in their order; only those that failed are to be delivered again.
 */
export async function recordFacts(bodies: readonly string[], recording: Recording): Promise<readonly Outcome[]> {
  const outcomes = await takeOver(bodies, recording);
  const held = bodies.flatMap((body, index): HeldRecord[] => {
    const outcome = outcomes[index];
    return outcome?.kind === "held" ? [{ id: heldId(body), body, reasons: outcome.reasons, awaits: outcome.awaits }] : [];
  });
  if (held.length > 0) await recording.quarantine.hold(held);
  await releaseIfRegistered(held, recording);
  return outcomes;
}

/** Who was registered before it was noted that a record awaits her looked for none: that is made up for here. */
async function releaseIfRegistered(held: readonly HeldRecord[], recording: Recording): Promise<void> {
  const awaiting = held.filter(({ awaits }) => awaits !== undefined);
  if (awaiting.length === 0) return;
  const registered = await recording.ledger.advisors(awaiting.flatMap(({ awaits }) => awaits ?? []));
  for (const { id, awaits } of awaiting) if (registered.has(awaits ?? "")) await releaseQuarantine(id, undefined, recording);
}
