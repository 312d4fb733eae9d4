import { HR_JOBS } from "../../shared/base/runtime/jobs.ts";
import { recordPublishRefusal, resumePublishing } from "../../shared/proposals/steps/publish.ts";
import { parseScoresUpload } from "../../shared/scores/steps/uploaded-scores.ts";
import { countOpenMonth } from "../../shared/simulations/steps/open-month.ts";
import { runSimulationPart } from "../../shared/simulations/steps/run-part.ts";
import { JOB_FAILED, queueHandler, uploadJob } from "../_platform/queue-handler.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Does what HR's responses had no time for. */
export const createHandler = (wiring: () => Wiring) =>
  queueHandler(
    HR_JOBS,
    {
      SimulationQueued: {
        run: ({ simulationId, part }, deps) =>
          part === "open-month" ? countOpenMonth(simulationId, deps) : runSimulationPart(simulationId, part, deps),
        onRefused: ({ simulationId }, refusals, { trials }) => trials.fail(simulationId, refusals),
        onLastFailure: ({ simulationId }, { trials }) => trials.fail(simulationId, JOB_FAILED),
      },
      PublishQueued: {
        run: ({ proposalId }, deps) => resumePublishing(proposalId, deps),
        onRefused: ({ proposalId }, refusals, deps) => recordPublishRefusal(proposalId, refusals, deps),
        // One that is decided is resumed from its page.
        onLastFailure: async ({ proposalId }, deps) =>
          (await deps.proposals.find(proposalId))?.publishing?.isDecided === true || recordPublishRefusal(proposalId, JOB_FAILED, deps),
      },
      ScoresUploadQueued: uploadJob(({ uploadId }, deps) => parseScoresUpload(uploadId, deps)),
    },
    wiring,
  );

/** For Lambda. */
export const handler = createHandler(wiring);
