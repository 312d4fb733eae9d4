import type { Person } from "../../access/who.ts";
import type { Proposal } from "../../approval/proposal.ts";
import type { Proposing, StepRequest } from "./proposing.ts";

/**
 * Publishes what was approved, once it is computed again and nothing differs. What is being published already is gone
 * on with.
 * @returns it published; or approved, with why it was refused; or publishing, where it goes on in the background.
 * @throws RefusedError where it is not approved, or another step came first.
 */
export async function publish(_request: StepRequest, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

/** Goes on with publishing, however often it is told to; done where it is published, or not being published. */
export async function goOnPublishing(_proposalId: string, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}
