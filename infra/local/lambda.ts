import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";
import { LOCAL_ACCOUNT } from "./intrinsics.ts";
import type { LocalFunction } from "./resources.ts";

/** A function that runs in this process. */
export interface LoadedFunction {
  readonly name: string;
  readonly arn: string;
  /** Hands the event to the handler as it is, and gives its answer as it is. */
  readonly call: (event: unknown) => Promise<unknown>;
  /** The same by way of JSON, as Lambda does it: what JSON can't carry doesn't arrive. */
  readonly invoke: (payload: unknown) => Promise<unknown>;
}

/** All functions; the module of each is loaded when it is called for the first time. */
interface LoadedFunctions {
  readonly all: readonly LoadedFunction[];
  /** @throws Error where there is none of that name. */
  get(name: string): LoadedFunction;
}

/**
 * Gives the functions from their sources, and makes those that were loaded for an earlier run forget its settings.
 * @param root the folder that entries are relative to.
 * @throws Error where a function's source is missing.
 */
export async function loadFunctions(lambdas: readonly LocalFunction[], root: string): Promise<LoadedFunctions> {
  await resetFunctions(root);
  const all = lambdas.map((lambda) => loadFunction(lambda, root));
  const byName = new Map(all.map((loaded) => [loaded.name, loaded]));
  return {
    all,
    get: (name) => {
      const found = byName.get(name);
      if (!found) throw new Error(`There is no function ${name}; there are ${[...byName.keys()].join(", ")}`);
      return found;
    },
  };
}

type Handler = (event: unknown, context: Context) => Promise<unknown>;

function loadFunction(lambda: LocalFunction, root: string): LoadedFunction {
  const file = join(root, lambda.entry);
  if (!existsSync(file)) throw new Error(`${lambda.entry} is missing`);
  let loading: Promise<Handler> | undefined;
  const call = async (event: unknown): Promise<unknown> => {
    // Pages and APIs take longest to load, and many runs never ask for one.
    loading ??= loadHandler(file);
    return (await loading)(event, createContext(lambda));
  };
  const invoke = async (payload: unknown): Promise<unknown> => throughJson(await call(throughJson(payload ?? {})));
  return { name: lambda.name, arn: lambda.arn, call, invoke };
}

async function loadHandler(file: string): Promise<Handler> {
  const { handler } = (await import(pathToFileURL(file).href)) as { readonly handler?: unknown };
  if (typeof handler !== "function") throw new Error(`${file} exports no handler`);
  return handler as Handler;
}

/** Modules are loaded once for all runs of a process, but the database behind them is another each time. */
export async function resetFunctions(root: string): Promise<void> {
  const file = join(root, "functions/_platform/wiring.ts");
  if (!existsSync(file)) return;
  const wiring = (await import(pathToFileURL(file).href)) as { resetWiring?: () => void };
  wiring.resetWiring?.();
}

function throughJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/** What Lambda tells a function about its call. The time that remains is told, but nobody ends the call here when it is over. */
function createContext(lambda: LocalFunction): Context {
  const deadlineMs = Date.now() + lambda.timeoutSeconds * 1000;
  return {
    functionName: lambda.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: lambda.arn,
    memoryLimitInMB: String(lambda.memoryMb),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${lambda.name}`,
    logStreamName: `local/[$LATEST]${LOCAL_ACCOUNT}`,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

function refuseCallback(): never {
  throw new Error("Handlers answer with a promise; callbacks ended with Node.js 24");
}
