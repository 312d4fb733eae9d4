import type { Person } from "../../access/who.ts";
import { type Acknowledging, acknowledgeHeld } from "../acknowledge-held.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { Outcome } from "../record-facts/outcome.ts";
import { type Releasing, releaseQuarantine } from "../release-quarantine.ts";

/** What a release needs from outside. */
export interface HeldReleasing extends Releasing {
  readonly proposals: Pick<ProposalStore, "note">;
}

/** What an acknowledgement needs from outside. */
export interface HeldAcknowledging extends Acknowledging {
  readonly proposals: Pick<ProposalStore, "note">;
}

/** A request to release a record: as it is, or by a mended body, JSON text. */
export interface ReleaseRequest {
  readonly id: string;
  readonly body?: string;
  readonly why: string;
}

/**
 * Takes a held record over and notes who did so and why. Where it still can't be read it stays held: `held`, with the
 * reasons, and nothing is noted.
 * @throws RefusedError where no such record is held, it was released before, or nobody says why.
 */
export async function releaseHeld(
  { id, body }: ReleaseRequest,
  _person: Person,
  p: HeldReleasing,
): Promise<Exclude<Outcome, { kind: "failed" }>> {
  return releaseQuarantine(id, body, p);
}

/** Notes that a record may stay held, and who says so. @throws RefusedError where no such record is held, or nobody says why. */
export async function acknowledgeHeldRecord(
  { id, why }: { readonly id: string; readonly why: string },
  { username }: Person,
  p: HeldAcknowledging,
): Promise<void> {
  await acknowledgeHeld(id, { why, by: username }, p);
}
