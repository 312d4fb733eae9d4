import type { Wiring } from "../../functions/_platform/wiring.ts";
import { RefusedError } from "../../shared/base/issues/issue.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import { approveProposal, withdraw } from "../../shared/proposals/steps/take-steps.ts";
import { isCorrectionContent } from "../../shared/quarantine/model/content.ts";
import { releaseHeld } from "../../shared/quarantine/steps/reprocess-and-dismiss.ts";

const FIRST = { username: "hr", roles: ["hr"] } as const;
const SECOND = { username: "hr-2", roles: ["hr"] } as const;

interface Asked {
  readonly id: string;
  readonly body: string;
}

/** What two people of HR do about a record that is held: one corrects it, and where that has to be approved the other does. */
export const createHandler = (wiring: () => Wiring) => async (asked: Asked) => {
  try {
    await correct(asked, wiring());
  } catch (error) {
    // Whatever came in between, they look at it again a while later.
    if (error instanceof RefusedError) throw new Error(`to be looked at again: ${error.message}`);
    throw error;
  }
};

async function correct({ id, body }: Asked, deps: Wiring): Promise<void> {
  // Repeated after a failure, it goes on with what was begun.
  const waiting = (await waitingCorrectionOf(id, deps)) ?? (await correctAnew({ id, body }, deps));
  if (waiting === undefined) return;
  const { status, lockVersion, proposalId } = await approveProposal(waiting, SECOND, deps);
  if (status === "published") return;
  // Other facts have changed what it changes: it is proposed anew.
  await withdraw({ proposalId, lockVersion, comment: "the earnings that it changes are others by now" }, FIRST, deps);
  throw new Error(`the correction of ${id} is withdrawn`);
}

async function correctAnew({ id, body }: Asked, deps: Wiring): Promise<Proposal | undefined> {
  if ((await deps.quarantine.find(id))?.released !== false) return undefined;
  const outcome = await releaseHeld({ id, body, comment: "it was spoilt on its way" }, FIRST, deps);
  return outcome.kind === "proposed" ? outcome.proposal : undefined;
}

async function waitingCorrectionOf(id: string, { proposals }: Wiring): Promise<Proposal | undefined> {
  const waiting = await proposals.list(["submitted", "approved", "publishing"], "correction");
  return waiting.find(({ content }) => isCorrectionContent(content) && content.recordId === id);
}
