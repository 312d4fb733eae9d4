import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The variable by which the SDK finds DynamoDB; where it is set already, nothing is started. */
const ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_DYNAMODB";

/** A DynamoDB on this machine. */
export interface EmbeddedDatabase {
  /** Where it answers, such as http://127.0.0.1:41234. */
  readonly endpoint: string;
  /** False for one that was there before, which others may be using. */
  readonly ours: boolean;
  /** The process, where it is ours. */
  readonly processId: number | undefined;
  /** Ends it, if it is ours. */
  stop(): Promise<void>;
}

/**
 * Gives a DynamoDB: the one that AWS_ENDPOINT_URL_DYNAMODB names, or else one started here, which ends with this process.
 * @param options.dbPath the file that keeps its data; without it they are kept in memory.
 * @param options.port where it answers; by default a port that is free.
 * @throws Error that says what to do where there is no binary for this platform, or where it doesn't start.
 */
export async function openDatabase(options: { readonly dbPath?: string; readonly port?: number } = {}): Promise<EmbeddedDatabase> {
  const given = process.env[ENDPOINT_VARIABLE];
  if (given) return { endpoint: given, ours: false, processId: undefined, stop: async () => {} };
  const binary = findBinary();
  let failure: unknown;
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    try {
      return await start(binary, options.port ?? (await findFreePort()), options.dbPath);
    } catch (error) {
      // Between looking for a free port and using it, another process may have taken it.
      failure = error;
    }
  }
  throw new Error("The embedded DynamoDB did not start", { cause: failure });
}

const START_ATTEMPTS = 3;
const READY_WITHIN_MS = 10_000;

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "dynoxide.exe" : "dynoxide";
  try {
    return createRequire(import.meta.url).resolve(`${name}/${file}`);
  } catch (cause) {
    throw new Error(
      `There is no embedded DynamoDB for this platform: the optional package ${name} is not installed. ` +
        `Run "npm install" without --omit=optional, or start any other DynamoDB (DynamoDB Local, say) and set ${ENDPOINT_VARIABLE} to its address.`,
      { cause },
    );
  }
}

async function start(binary: string, port: number, dbPath: string | undefined): Promise<EmbeddedDatabase> {
  const place = dbPath === undefined ? [] : ["--db-path", dbPath];
  const child = spawn(binary, ["--host", "127.0.0.1", "--port", String(port), ...place], { stdio: ["ignore", "ignore", "pipe"] });
  const kill = endWithThisProcess(child);
  const complaints: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    // Only the first words count, and a busy server must not fill our memory.
    if (complaints.length < 50) complaints.push(text);
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`dynoxide ended (${signal ?? code}): ${complaints.join("").trim()}`)));
  });
  // After it has started nobody waits for this any more.
  ended.catch(() => {});
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([untilReady(endpoint), ended]);
  } catch (error) {
    kill();
    throw error;
  }
  // Neither it nor what it says may keep this process alive.
  child.unref();
  (child.stderr as Socket | null)?.unref();
  return {
    endpoint,
    ours: true,
    processId: child.pid,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const gone = once(child, "exit");
      kill();
      await gone;
    },
  };
}

/** Whatever way this process ends, short of being killed outright, the database ends first. */
function endWithThisProcess(child: ChildProcess): () => void {
  const kill = () => void child.kill();
  const passOn = (signal: NodeJS.Signals) => {
    kill();
    process.kill(process.pid, signal);
  };
  process.once("exit", kill);
  for (const signal of SIGNALS) process.once(signal, passOn);
  child.once("exit", () => {
    process.removeListener("exit", kill);
    for (const signal of SIGNALS) process.removeListener(signal, passOn);
  });
  return kill;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** It has no port 0 of its own: it takes one, and doesn't say which. */
async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free port on the loopback interface");
  return address.port;
}

async function untilReady(endpoint: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(5);
    }
  }
}

const KEY_BYTES = 32;

/**
 * The key that stands for KMS's on this machine, in base64. Beside a database that is kept it is kept too, for the eyes of
 * its owner only: without it the payee details in the database could not be opened any more.
 * @param dbPath the file of the database; undefined where it is in memory only.
 */
export async function payeeKeyFor(dbPath: string | undefined): Promise<string> {
  const key = randomBytes(KEY_BYTES).toString("base64");
  if (dbPath === undefined) return key;
  const file = `${dbPath}.payee-key`;
  try {
    await writeFile(file, key, { mode: 0o600, flag: "wx" });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readFile(file, "utf8");
  }
}
