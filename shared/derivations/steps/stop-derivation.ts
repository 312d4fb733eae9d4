import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { instantOf, type Runtime } from "../../base/runtime/runtime.ts";
import { WORKERS } from "../../ledger/derive/derive-credits.ts";
import type { DerivationLedger } from "../../ledger/store/derivation-store.ts";
import type { EventPublisher } from "../../ledger/store/event-publisher.ts";
import type { ProposalStore } from "../../proposals/store.ts";

export interface StopDerivationDeps {
  readonly ledger: Pick<DerivationLedger, "stopDerivation">;
  readonly publisher: Pick<EventPublisher, "derivationPending">;
  readonly proposals: Pick<ProposalStore, "note">;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Stops a derivation: the parts that are under way come to their end, and no other is begun. What is derived stays.
 * @throws RefusedError where the person isn't HR, or it is done or stopped already.
 */
export async function stopDerivation(taskId: string, person: Person, deps: StopDerivationDeps): Promise<void> {
  assertHr(person);
  const at = instantOf(deps);
  if (!(await deps.ledger.stopDerivation(taskId, { by: person.username, at }))) refuse(refusal("derivation-not-running"));
  await deps.proposals.note({ subject: `derivation:${taskId}`, entry: { at, by: person.username, action: "stop", changes: [] } });
}

/** Has a derivation go on where it stands. @throws RefusedError where the person isn't HR, or it isn't stopped. */
export async function resumeDerivation(taskId: string, person: Person, deps: StopDerivationDeps): Promise<void> {
  assertHr(person);
  if (!(await deps.ledger.stopDerivation(taskId, undefined))) refuse(refusal("derivation-not-stopped"));
  await deps.proposals.note({
    subject: `derivation:${taskId}`,
    entry: { at: instantOf(deps), by: person.username, action: "resume", changes: [] },
  });
  await deps.publisher.derivationPending(WORKERS);
}

function assertHr({ roles }: Person): void {
  if (!roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
}
