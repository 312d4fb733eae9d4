import { once } from "node:events";
import { Agent, createServer } from "node:http";
import { type Call, readCall, reply, send } from "./calls.ts";
import { FAULTS, type Fault, type FaultPlan, Faults } from "./faults.ts";
import { type Forward, injectFault } from "./inject-fault.ts";

/** A DynamoDB at which calls fail as they do in real life; what it does, another one does for it. */
export interface FaultProxy {
  readonly endpoint: string;
  /** How often each fault happened. */
  readonly counts: Readonly<Record<Fault, number>>;
  /** Calls that came through all tries of the SDK without an answer. */
  readonly exhausted: () => number;
  /** From now on all goes well. */
  calm(): void;
  stop(): Promise<void>;
}

/** @param target the address of the DynamoDB that does the work. */
export async function startFaultProxy(target: string, plan: FaultPlan): Promise<FaultProxy> {
  const faults = new Faults(plan);
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const agent = new Agent({ keepAlive: true });
  let [isCalm, exhausted] = [false, 0];

  const forward: Forward = (call, body = call.body) => send(target, agent, call, body);
  const server = createServer((incoming, response) => {
    const handle = async () => {
      const call = await readCall(incoming);
      const fault = isCalm || !isItemCall(call.operation) ? undefined : faults.next(call.operation);
      if (fault === undefined) return reply(response, await forward(call));
      if (await injectFault(fault, call, response, { forward, random: faults.random })) counts[fault] += 1;
      if (!ANSWERLESS.has(fault) || !isLastAttempt(call)) return;
      exhausted += 1;
      faults.noteExhausted();
    };
    // Where the target itself does not answer, the caller sees a broken connection, as without a proxy.
    handle().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    counts,
    exhausted: () => exhausted,
    calm: () => {
      isCalm = true;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, "close");
    },
  };
}

const ANSWERLESS: ReadonlySet<Fault> = new Set(["throttled", "broken", "reset", "unheard", "cut"]);

/** Tables are made in peace. */
const isItemCall = (operation: string): boolean => !operation.endsWith("Table");

/** The SDK says in a header which of its tries a call is: "attempt=3; max=3". */
function isLastAttempt({ headers }: Call): boolean {
  const [, attempt, max] = /attempt=(\d+); max=(\d+)/.exec(String(headers["amz-sdk-request"])) ?? [];
  return attempt !== undefined && attempt === max;
}
