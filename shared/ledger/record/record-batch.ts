import { releaseQuarantine } from "../quarantine/reprocess.ts";
import type { Quarantine, QuarantinedRecord } from "../store/quarantine-store.ts";
import { type ApplyDeps, applyEvents } from "./apply-events.ts";
import { heldForSourceId, type SourceCheckDeps, sourceIssue } from "./check-source.ts";
import type { Outcome } from "./outcome.ts";
import { recordId } from "./parse-event.ts";

export interface RecordDeps extends ApplyDeps, SourceCheckDeps {
  readonly quarantine: Quarantine;
}

/**
 * Takes a batch of events over: facts about advisors, attributes, plans and adjustments first, in the order of
 * delivery, then orders. What can't be taken over, or comes from a source that may not bring it, goes to quarantine and
 * blocks nothing.
 * @param bodies EventBridge events, as text.
 * @returns an outcome for each, in their order; only those that failed are to be delivered again.
 */
export async function recordFacts(bodies: readonly string[], recording: RecordDeps): Promise<readonly Outcome[]> {
  const refused = bodies.map((body) => sourceIssue(body, recording));
  const admitted = await applyEvents(
    bodies.filter((_, index) => refused[index] === undefined),
    recording,
  );
  let next = 0;
  const outcomes = refused.map((found): Outcome => {
    if (found !== undefined) return { kind: "held", issues: [found] };
    next += 1;
    return admitted[next - 1] ?? { kind: "failed" };
  });
  const held = bodies.flatMap((body, index): QuarantinedRecord[] => {
    const outcome = outcomes[index];
    const id = refused[index] === undefined ? recordId : heldForSourceId;
    return outcome?.kind === "held" ? [{ id: id(body), body, issues: outcome.issues, awaits: outcome.awaits }] : [];
  });
  if (held.length > 0) await recording.quarantine.hold(held);
  await releaseIfRegistered(held, recording);
  await markTaken(
    bodies.filter((_, index) => isTaken(outcomes[index])),
    recording,
  );
  return outcomes;
}

const isTaken = (outcome: Outcome | undefined): boolean => outcome?.kind === "recorded" || outcome?.kind === "duplicate";

/**
 * A delivery that fell short after it had noted an adjustment as awaiting its advisor comes again. Where the advisor is
 * registered by then it is taken over at once, and is held no more.
 */
async function markTaken(bodies: readonly string[], { quarantine }: RecordDeps): Promise<void> {
  for (const body of bodies.filter(mayHaveWaited)) {
    const id = recordId(body);
    if ((await quarantine.find(id))?.released === false) await quarantine.markReleased(id, body);
  }
}

/** Nothing but adjustments awaits anyone. That an order names one somewhere costs a read. */
const mayHaveWaited = (body: string): boolean => body.includes('"Adjustment');

/** An advisor's registration looks for records that await it. It missed those that were noted after it: they are released here. */
async function releaseIfRegistered(held: readonly QuarantinedRecord[], recording: RecordDeps): Promise<void> {
  const awaiting = held.filter(({ awaits }) => awaits !== undefined);
  if (awaiting.length === 0) return;
  const registered = await recording.ledger.advisors(awaiting.flatMap(({ awaits }) => awaits ?? []));
  for (const { id, awaits } of awaiting) if (registered.has(awaits ?? "")) await releaseQuarantine(id, undefined, recording);
}
