import type { Local, LocalEvent } from "../start.ts";
import type { Execution } from "../state-machine.ts";
import type { Scenario } from "./parse-scenario.ts";
import { Events } from "./to-events.ts";

/** What happens while a scenario is played. */
export interface Watcher {
  /** Events were put on the bus. */
  delivered?(events: readonly LocalEvent[]): void;
  /** All that was delivered is taken over, and a close is about to begin. */
  closing?(month: string): void | Promise<void>;
  /** A close ended; one that was refused left everything as it was. Nothing goes on before this has. */
  closed?(month: string, execution: Execution): void | Promise<void>;
}

/** How many events wait in the queues at most: a long scenario needn't lie in memory whole. */
const EVENTS_AHEAD = 50_000;

/**
 * Plays a scenario through the functions: delivers its facts in their order, and waits before each close until all that
 * was delivered is taken over.
 * @param resumeAfter a month that an earlier run on the same table closed: what was to be done up to the end of its close
 *   was done then, and is left out.
 * @returns the months that were closed now.
 */
export async function play(scenario: Scenario, local: Local, watcher: Watcher = {}, resumeAfter?: string): Promise<string[]> {
  const events = new Events();
  const closed: string[] = [];
  let ahead = 0;
  let isDone = resumeAfter !== undefined;
  // Events are made of all facts, those left out too, since revisions are counted over them.
  const deliver = async (facts: readonly LocalEvent[]) => {
    if (isDone) return;
    local.putEvents(facts);
    watcher.delivered?.(facts);
    ahead += facts.length;
    if (ahead < EVENTS_AHEAD) return;
    ahead = 0;
    await local.drain();
  };
  await deliver(scenario.plans.map((plan) => events.ofPlan(plan)));
  await deliver(scenario.advisors.flatMap((advisor) => events.ofAdvisor(advisor)));
  // Each registration outdates whatever is being decided beside it, which would have to be decided again.
  await local.drain();
  for await (const step of scenario.steps()) {
    if (!("close" in step)) {
      await deliver(events.of(step));
      continue;
    }
    if (isDone) {
      isDone = step.close !== resumeAfter;
      continue;
    }
    await local.drain();
    ahead = 0;
    await watcher.closing?.(step.close);
    const execution = await local.closeMonth(step.close);
    if (execution.status === "SUCCEEDED" && !closed.includes(step.close)) closed.push(step.close);
    await watcher.closed?.(step.close, execution);
  }
  await local.drain();
  return closed;
}
