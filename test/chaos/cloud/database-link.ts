import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import type { Chance } from "../chance.ts";
import type { Answer } from "../database/client.ts";
import type { Database } from "../database/database.ts";
import type { Clockwork } from "./clockwork.ts";
import type { Faults } from "./faults.ts";
import type { Sandbox } from "./sandbox.ts";

/** What lies between the functions and the database: time, rivals, and a network that fails. */
export interface Network {
  readonly database: Database;
  readonly clockwork: Clockwork;
  readonly faults: Faults;
  readonly chance: Chance;
  /** The items that transactions under way have in hand. */
  readonly inHand: Set<string>;
  /** How long a call is on its way at most, there and back each, in milliseconds: near, or far and slow. */
  readonly latencyMs: number;
  /** Until then no write is let through. */
  throttledUntil: number;
}

type Input = Record<string, unknown>;
type Output = Record<string, unknown>;

/** As the SDK by default: a call is tried three times, with one client token. */
const SDK_ATTEMPTS = 3;
/** Of the 100 actions that a transaction may have. */
const FULL = 80;
const METADATA = { httpStatusCode: 400, requestId: "simulated", attempts: 1, totalRetryDelay: 0 };

/** Answers the calls that a sandbox makes to the database. */
export function linkDatabase(network: Network, sandbox: Sandbox): Answer {
  const { clockwork, chance } = network;
  let calls = 0;
  return async (command, input) => {
    calls += 1;
    let request = command === "TransactWriteItems" ? { ...input, ClientRequestToken: `${sandbox.id}-${calls}` } : input;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sandbox.alive(callOnce(command, request, network, sandbox));
      } catch (error) {
        if (!(error as { isTriedAgain?: boolean }).isTriedAgain || attempt === SDK_ATTEMPTS) throw error;
        // Ten minutes later the database knows the token no more: to it this is another transaction.
        if (error instanceof LostForTenMinutes) request = { ...request, ClientRequestToken: `${sandbox.id}-${calls}-${attempt}` };
        await sandbox.alive(clockwork.wait(chance.between(1, 50) * 2 ** attempt));
      }
    }
  };
}

async function callOnce(command: string, input: Input, network: Network, sandbox: Sandbox): Promise<Output> {
  const { clockwork, faults, chance } = network;
  if (faults.strikes("crash before a call")) {
    // The request may be on its way already, and is then done long after the function is gone.
    if (faults.strikes("call outlives its function")) {
      clockwork.call(chance.between(10, 600_000), () => void executeOnce(command, input, network).catch(() => {}));
    }
    sandbox.kill("crashed");
  }
  if (sandbox.isDead) return sandbox.alive(Promise.resolve({}));
  if (faults.strikes("stalled function")) await sandbox.alive(clockwork.wait(chance.between(5_000, 400_000)));
  await clockwork.wait(chance.between(1, network.latencyMs));
  const output = inAnyOrder(await executeOnce(command, input, network), chance) as Output;
  if (faults.strikes("crash after a call")) sandbox.kill("crashed");
  await clockwork.wait(chance.between(1, network.latencyMs));
  if (faults.strikes("lost answer")) throw new LostAnswer("read ECONNRESET");
  if (command === "TransactWriteItems" && faults.strikes("answer lost for ten minutes")) throw new LostForTenMinutes("read ECONNRESET");
  return output;
}

async function executeOnce(command: string, input: Input, network: Network): Promise<Output> {
  const { faults, chance, database } = network;
  if (isThrottled(command, network) || faults.strikes("throttling")) throw throttled(command, input, chance);
  if (command === "TransactWriteItems") return transact(input, network);
  if (command === "PutItem" || command === "UpdateItem" || command === "DeleteItem") {
    if (network.inHand.has(keyOf(input)) || faults.strikes("transaction conflict")) {
      throw triedAgain(new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata: METADATA }));
    }
  }
  if (command === "BatchGetItem" && faults.strikes("unprocessed keys")) return leaveSome(input, network);
  const isShort = command === "Query" && input.Limit === undefined && faults.strikes("short page");
  return database.execute(command, isShort ? { ...input, Limit: chance.between(1, 4) } : input);
}

/** A partition that is too hot lets reads through, and for a while no writes. */
function isThrottled(command: string, network: Network): boolean {
  const { clockwork, faults, chance } = network;
  if (command === "GetItem" || command === "BatchGetItem" || command === "Query") return false;
  if (faults.strikes("writes throttled for a while")) network.throttledUntil = clockwork.now + chance.between(1_000, 120_000);
  return clockwork.now < network.throttledUntil;
}

/** A transaction takes its time, and meanwhile no other may touch what it writes or checks. */
async function transact(input: Input, { database, clockwork, faults, chance, inHand, latencyMs }: Network): Promise<Output> {
  const keys = actionsOf(input).map(keyOf);
  const isMet = keys.map((key) => inHand.has(key));
  if (isMet.some(Boolean)) {
    faults.note("transaction conflict");
    throw canceled(isMet, "TransactionConflict");
  }
  if (faults.strikes("transaction conflict")) throw canceled(oneOf(keys, chance), "TransactionConflict");
  for (const key of keys) inHand.add(key);
  try {
    await clockwork.wait(chance.between(1, 2 * latencyMs));
    return database.execute("TransactWriteItems", input);
  } catch (error) {
    if (keys.length >= FULL && (error as Error).name === "TransactionCanceledException") faults.note("full transaction refused");
    throw error;
  } finally {
    for (const key of keys) inHand.delete(key);
  }
}

/** The attributes of an item come in no certain order. */
function inAnyOrder(output: unknown, chance: Chance): unknown {
  if (Array.isArray(output)) return output.map((each) => inAnyOrder(each, chance));
  if (output === null || typeof output !== "object" || output instanceof Uint8Array) return output;
  return Object.fromEntries(chance.shuffled(Object.entries(output)).map(([name, value]) => [name, inAnyOrder(value, chance)]));
}

interface KeyedInput {
  readonly Key?: { readonly pk?: { readonly S?: string }; readonly sk?: { readonly S?: string } };
  readonly Item?: KeyedInput["Key"];
}

function actionsOf(input: Input): KeyedInput[] {
  return (input.TransactItems as Record<string, KeyedInput>[]).flatMap((action) => Object.values(action));
}

function keyOf(input: Input | KeyedInput): string {
  const key = (input as KeyedInput).Key ?? (input as KeyedInput).Item;
  return `${key?.pk?.S}\u0000${key?.sk?.S}`;
}

function throttled(command: string, input: Input, chance: Chance): Error {
  if (command === "TransactWriteItems" && chance.hits(0.5)) return canceled(oneOf(actionsOf(input), chance), "ThrottlingError");
  if (chance.hits(0.2)) return triedAgain(new InternalServerError({ message: "Internal server error", $metadata: METADATA }));
  const message = "The level of configured provisioned throughput for the table was exceeded";
  return triedAgain(new ProvisionedThroughputExceededException({ message, $metadata: METADATA }));
}

/** A cancellation for what may pass; the SDK doesn't try it again by itself. */
function canceled(isMet: readonly boolean[], Code: string): TransactionCanceledException {
  const CancellationReasons = isMet.map((met) => (met ? { Code, Message: "Transaction is ongoing for the item" } : { Code: "None" }));
  return new TransactionCanceledException({ message: `Transaction cancelled [${Code}]`, CancellationReasons, $metadata: METADATA });
}

function oneOf(items: readonly unknown[], chance: Chance): boolean[] {
  const met = chance.between(0, items.length - 1);
  return items.map((_, index) => index === met);
}

function triedAgain<Failure extends Error>(error: Failure): Failure {
  return Object.assign(error, { isTriedAgain: true });
}

/** The connection breaks after the call was done. */
class LostAnswer extends Error {
  readonly code = "ECONNRESET";
  readonly isTriedAgain = true;
}

class LostForTenMinutes extends LostAnswer {}

/** Leaves a part of the keys for the next call. */
function leaveSome(input: Input, { database, chance }: Network): Output {
  const [[table, request] = ["", { Keys: [] }]] = Object.entries(input.RequestItems as Record<string, { Keys: unknown[] }>);
  const keys = chance.shuffled(request.Keys);
  const left = keys.splice(0, chance.between(1, keys.length));
  const found =
    keys.length === 0
      ? { Responses: { [table]: [] } }
      : database.execute("BatchGetItem", { RequestItems: { [table]: { ...request, Keys: keys } } });
  return { ...found, UnprocessedKeys: { [table]: { ...request, Keys: left } } };
}
