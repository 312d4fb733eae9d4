import { setImmediate as nextTurn } from "node:timers/promises";
import type { StateMachine } from "aws-local-stepfunctions";
import type { LoadedFunction } from "./lambda.ts";
import type { LocalStateMachine, State, StateMachineDefinition } from "./resources.ts";

/** How an execution ended; error is the name of the error that ended it, cause its message. */
export type Execution =
  | { readonly status: "SUCCEEDED"; readonly output: unknown }
  | { readonly status: "FAILED"; readonly error: string; readonly cause: string };

/** A state machine whose tasks are functions of this process. */
export class LocalExecutor {
  /** As text: what has the same definition is the same machine. */
  readonly #definition: string;
  /** The function of each task, by the task's name. */
  readonly #tasks: ReadonlyMap<string, LoadedFunction>;

  /** @throws Error where a task is anything but one of the functions. */
  constructor({ name, definition }: LocalStateMachine, functions: readonly LoadedFunction[]) {
    this.#definition = JSON.stringify(definition);
    const tasks = listStates(definition).filter(([, state]) => state.Type === "Task");
    this.#tasks = new Map(
      tasks.map(([task, { Resource }]) => {
        const found = functions.find(({ arn }) => arn === Resource);
        if (!found) throw new Error(`${name}.${task}: the local runner knows functions as tasks, not ${Resource}`);
        return [task, found];
      }),
    );
  }

  /**
   * Runs an execution. Retries follow the definition, but with a short pause. A task's result of more than 256 KB fails,
   * as it would in Step Functions.
   * @returns when all tasks have ended, also those that were still at work when another had already failed the execution.
   */
  async execute(input: object): Promise<Execution> {
    const machine = await loadOnce(this.#definition);
    const tasks = new Tasks();
    const names = [...this.#tasks.keys()];
    const execution = machine.run(
      { ...input },
      {
        overrides: {
          taskResourceLocalHandlers: Object.fromEntries([...this.#tasks].map(([name, task]) => [name, tasks.handlerOf(task)])),
          retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, RETRY_PAUSE_MS])),
        },
      },
    );
    try {
      return { status: "SUCCEEDED", output: await execution.result };
    } catch (error) {
      return failed(error);
    } finally {
      await tasks.end();
    }
  }
}

const RETRY_PAUSE_MS = 20;
const MAX_STATE_BYTES = 256 * 1024;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The tasks of one execution. */
class Tasks {
  readonly #running = new Set<Promise<unknown>>();
  #over = false;

  handlerOf(task: LoadedFunction): (input: unknown) => Promise<Json> {
    return async (input) => {
      // A Map that has failed still starts the items that waited for their turn, where Step Functions starts none. In the
      // next turn it is known that the execution is over.
      await nextTurn();
      if (this.#over) throw new Error("The execution is over");
      const call = task.invoke(input);
      this.#running.add(call);
      try {
        return limitSize(await call);
      } finally {
        this.#running.delete(call);
      }
    };
  }

  async end(): Promise<void> {
    this.#over = true;
    await Promise.allSettled(this.#running);
  }
}

/** What is loaded knows nothing of its executions, so it serves all runs of this process. */
const loaded = new Map<string, Promise<StateMachine>>();

function loadOnce(definition: string): Promise<StateMachine> {
  const found = loaded.get(definition) ?? load(definition);
  loaded.set(definition, found);
  return found;
}

/** Loads the library at the first close only: it brings along the SDK's Lambda client. */
async function load(definition: string): Promise<StateMachine> {
  const library = await import("aws-local-stepfunctions");
  // A test checks the stack's definition; doing it here again would compile the language's whole schema in each process.
  const unchecked = { validationOptions: { noValidate: true } };
  return new library.StateMachine(JSON.parse(definition) as ConstructorParameters<typeof StateMachine>[0], unchecked);
}

/** Every state by its name, those inside of Map and Parallel too. */
function listStates(definition: StateMachineDefinition): [string, State][] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const inner = [...(state.ItemProcessor ? [state.ItemProcessor] : []), ...(state.Branches ?? [])];
    return [[name, state] as [string, State], ...inner.flatMap(listStates)];
  });
}

function failed(error: unknown): Execution {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return { status: "FAILED", error: "Error", cause: String(cause) };
  return { status: "FAILED", error: cause.name, cause: cause.message };
}

class DataLimitExceeded extends Error {
  override name = "States.DataLimitExceeded";
}

function limitSize(result: unknown): Json {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes > MAX_STATE_BYTES)
    throw new DataLimitExceeded(`A task's result has ${bytes} bytes, more than the ${MAX_STATE_BYTES} that a state can hold`);
  return result as Json;
}
