import { fork } from "node:child_process";
import { type EventEmitter, once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FunctionsMessage, FunctionsTask } from "./functions-process.ts";

/** What is heard of the functions' process: what it tells, and that it ended by itself with what it said last. */
export type Heard = FunctionsMessage | { readonly kind: "ended"; readonly code: number | null; readonly lastWords: string };

/** The functions in a process of their own. */
export interface FunctionsChild {
  /** Lets it read the results. */
  answer(): void;
  /** SIGKILL; nothing is heard of it from then on. */
  kill(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("./functions-process.ts", import.meta.url));
const LAST_WORDS = 4_000;

/** Starts it; what it tells goes out as events named "heard", together with the child that they are of. */
export function startFunctions(task: FunctionsTask, endpoint: string, ears: EventEmitter): FunctionsChild {
  const child = fork(SCRIPT, [JSON.stringify(task)], {
    env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: endpoint, POWERTOOLS_LOG_LEVEL: "SILENT" },
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let [lastWords, isKilled] = ["", false];
  const hear = (heard: Heard) => {
    if (!isKilled) ears.emit("heard", heard, self);
  };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  child.on("message", (message) => hear(message as FunctionsMessage));
  child.once("exit", (code) => hear({ kind: "ended", code, lastWords }));
  const self: FunctionsChild = {
    answer: () => void child.send("go on"),
    kill: async () => {
      isKilled = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
  return self;
}
