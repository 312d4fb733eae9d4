import type { SQSBatchResponse } from "aws-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { logger } from "../../../functions/_platform/middleware.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/hr-jobs/handler.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { recordPublishRefusal, resumePublishing } from "../../../shared/proposals/steps/publish.ts";
import { countOpenMonth } from "../../../shared/simulations/steps/open-month.ts";
import { runSimulationPart } from "../../../shared/simulations/steps/run-part.ts";

/** How a batch is taken apart, and what becomes of each failure; the work itself has tests of its own. */

vi.mock("../../../shared/proposals/steps/publish.ts");
vi.mock("../../../shared/simulations/steps/open-month.ts");
vi.mock("../../../shared/simulations/steps/run-part.ts");
afterEach(() => {
  vi.resetAllMocks();
});

const failed: [string, string][] = [];
const wired = {
  trials: { fail: async (simulationId: string, comment: string) => void failed.push([simulationId, comment]) },
  withSettings: (work: () => unknown) => work(),
} as unknown as Wiring;

async function handle(...events: readonly unknown[]): Promise<string[]> {
  failed.length = 0;
  const Records = events.map((event, place) => ({
    messageId: `m${place}`,
    body: typeof event === "string" ? event : JSON.stringify(event),
  }));
  const answer = (await createHandler(() => wired)(
    { Records } as never,
    { awsRequestId: "r1", getRemainingTimeInMillis: () => 20_000 } as never,
  )) as SQSBatchResponse;
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const trial = (part: unknown, simulationId = "t1") => ({
  "detail-type": "SimulationQueued",
  source: "fenrun",
  detail: { simulationId, part },
});
const publishing = (proposalId: string) => ({ "detail-type": "PublishQueued", source: "fenrun", detail: { proposalId } });

test("hr jobs: each message is done as what it asks for", async () => {
  expect(await handle(trial(3), trial("open-month"), publishing("p1"))).toEqual([]);
  expect(vi.mocked(runSimulationPart).mock.calls).toEqual([["t1", 3, wired]]);
  expect(vi.mocked(countOpenMonth).mock.calls).toEqual([["t1", wired]]);
  expect(vi.mocked(resumePublishing).mock.calls).toEqual([["p1", wired]]);
});

test("hr jobs: what may pass is delivered again, alone; and so is a fault, which is logged as one", async () => {
  const [warned, logged] = (["warn", "error"] as const).map((level) => vi.spyOn(logger, level).mockImplementation(() => undefined));
  vi.mocked(runSimulationPart).mockImplementation(async (_, part) => {
    if (part === 1) throw new RetryableError("the table is too busy");
    if (part === 2) throw new Error("a part is missing");
  });
  vi.mocked(resumePublishing).mockRejectedValueOnce(new RetryableError("the table is too busy"));
  expect(await handle(trial(0), trial(1), trial(2), publishing("p1"), trial(3))).toEqual(["m1", "m2", "m3"]);
  expect([warned?.mock.calls.length, logged?.mock.calls.length]).toEqual([2, 1]);
  expect(failed).toEqual([]);
  expect(vi.mocked(runSimulationPart).mock.calls.map(([, part]) => part)).toEqual([0, 1, 2, 3]);
});

test("hr jobs: a refused trial comes to nothing, and says why", async () => {
  vi.mocked(runSimulationPart).mockRejectedValue(new RefusedError(refusal("range-unsettled", { month: "2026-01" })));
  vi.mocked(countOpenMonth).mockRejectedValue(new RefusedError(refusal("no-month-closed")));
  expect(await handle(trial(0), trial("open-month", "t2"))).toEqual([]);
  expect(failed).toEqual([
    ["t1", [refusal("range-unsettled", { month: "2026-01" })]],
    ["t2", [refusal("no-month-closed")]],
  ]);
});

test("hr jobs: refused publishing is recorded with the proposal and acknowledged; where that can't be recorded the message is delivered again", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  const refusals = [refusal("not-found", { what: "proposal", id: "p1" })];
  vi.mocked(resumePublishing).mockRejectedValue(new RefusedError(...refusals));
  vi.mocked(recordPublishRefusal).mockImplementation(async (proposalId) => {
    if (proposalId === "busy") throw new RetryableError("the table is too busy");
  });
  expect(await handle(publishing("p1"), publishing("busy"), publishing("p2"))).toEqual(["m1"]);
  expect(vi.mocked(recordPublishRefusal).mock.calls.map(([proposalId, told]) => [proposalId, told])).toEqual(
    ["p1", "busy", "p2"].map((proposalId) => [proposalId, refusals]),
  );
});

test("hr jobs: a message that can't be read fails alone", async () => {
  const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  const others = ["{", trial(-1), trial("all"), { "detail-type": "Another", detail: {} }, publishing(""), trial(0)];
  expect(await handle(...others)).toEqual(["m0", "m1", "m2", "m3", "m4"]);
  expect(logged).toHaveBeenCalledTimes(5);
  expect(runSimulationPart).toHaveBeenCalledTimes(1);
});
