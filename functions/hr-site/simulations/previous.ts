import { contentHash } from "../../../shared/base/json/hash.ts";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import type { Simulation, SimulationResult } from "../../../shared/simulations/model/simulation.ts";
import { readSimulation } from "../../../shared/simulations/steps/read-simulation.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** A trial that was made before, of this draft as it stands, of it as it was, or of another draft of the plan. */
export interface EarlierTrial {
  readonly trial: Simulation;
  readonly result?: SimulationResult;
  readonly of: "present" | "older" | Proposal;
}

/** More of a draft are hardly looked at again. */
const MAX_OF_DRAFT = 12;
/** Of the plan's other drafts the newest each: what one compares with. */
const MAX_OTHERS = 6;

/** A draft's trials, newest first, and the newest one of each other draft of its plan. */
export async function earlierTrials(proposal: Proposal, draft: Plan | undefined, deps: Wiring): Promise<EarlierTrial[]> {
  const present = draft === undefined ? "" : contentHash(draft);
  const own = (await deps.trials.ofProposal(proposal.proposalId)).slice(0, MAX_OF_DRAFT);
  const others = await latestOfOthers(proposal, deps);
  const all = [
    ...own.map((trial) => ({ trial, of: contentHash(trial.request.draft) === present ? ("present" as const) : ("older" as const) })),
    ...others,
  ];
  return inParallel(all, 4, async ({ trial, of }): Promise<EarlierTrial> => {
    const read = trial.result === undefined ? undefined : await readSimulation(trial.simulationId, deps);
    return { trial, of, ...(read?.result === undefined ? {} : { result: read.result }) };
  });
}

async function latestOfOthers({ proposalId, content }: Proposal, deps: Wiring): Promise<{ trial: Simulation; of: Proposal }[]> {
  if (!isPlanContent(content)) return [];
  const open = await deps.proposals.list(["draft", "submitted", "approved"]);
  const others = open.filter(
    (other) => other.proposalId !== proposalId && isPlanContent(other.content) && other.content.planId === content.planId,
  );
  const found = await inParallel(others.slice(0, MAX_OTHERS), 4, async (of) => {
    const [trial] = await deps.trials.ofProposal(of.proposalId);
    return trial === undefined ? [] : [{ trial, of }];
  });
  return found.flat();
}
