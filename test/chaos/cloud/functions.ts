import type { Context } from "aws-lambda";
import type { Chance } from "../chance.ts";
import type { Network } from "./database-link.ts";
import { Sandbox } from "./sandbox.ts";

/** A function as it is deployed. */
export interface Deployed {
  readonly timeoutMs: number;
  /** Starts a copy of it: gives its handler. */
  start(sandbox: Sandbox): (event: unknown, context: Context) => Promise<unknown>;
}

interface Copy {
  readonly sandbox: Sandbox;
  readonly handler: (event: unknown, context: Context) => Promise<unknown>;
}

/** Thrown to whoever called a function that ended without an answer. */
export class SandboxError extends Error {
  override readonly name: "Sandbox.Timedout" | "Runtime.ExitError";

  constructor(comment: string) {
    super(comment);
    this.name = comment === "timed out" ? "Sandbox.Timedout" : "Runtime.ExitError";
  }
}

/** Runs functions as Lambda does: an idle copy is used again, a new one is started where none is idle, and time runs out. */
export class Functions {
  readonly #deployed: ReadonlyMap<string, Deployed>;
  readonly #network: Network;
  readonly #chance: Chance;
  #idle: { name: string; copy: Copy }[] = [];
  #started = 0;

  constructor(deployed: ReadonlyMap<string, Deployed>, network: Network) {
    this.#deployed = deployed;
    this.#network = network;
    this.#chance = network.chance;
  }

  /** Ends all idle copies, as a new deployment does: the next calls find new ones, which remember nothing. */
  redeploy(): void {
    this.#idle = [];
  }

  /** Calls a function. @throws what the function throws, or SandboxError. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    const { clockwork, faults } = this.#network;
    const deployed = this.#deployed.get(name);
    if (deployed === undefined) throw new Error(`there is no function ${name}`);
    const copy = this.#takeCopy(name, deployed);
    const { sandbox, handler } = copy;
    if (faults.strikes("clock jump")) sandbox.skewMs = this.#chance.between(-7_200_000, 7_200_000);
    const deadline = clockwork.now + deployed.timeoutMs;
    const context = { awsRequestId: `r${sandbox.id}`, getRemainingTimeInMillis: () => deadline - clockwork.now } as Context;
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (settle: () => void) => {
        isOver = true;
        sandbox.onDeath = undefined;
        if (!sandbox.isDead) this.#idle.push({ name, copy });
        settle();
      };
      sandbox.onDeath = (comment) => end(() => reject(new SandboxError(comment)));
      clockwork.call(deployed.timeoutMs, () => {
        if (!isOver) sandbox.kill("timed out");
      });
      handler(event, context).then(
        (answer) => !isOver && end(() => resolve(answer)),
        (error) => !isOver && end(() => reject(error)),
      );
    });
  }

  #takeCopy(name: string, deployed: Deployed): Copy {
    // What an earlier invocation left running may have killed a copy meanwhile.
    this.#idle = this.#idle.filter(({ copy }) => !copy.sandbox.isDead);
    // Not always the same: which copy is warm is nobody's choice.
    const idle = this.#idle.filter((each) => each.name === name);
    const found = idle.length > 0 && this.#chance.hits(0.9) ? this.#chance.pick(idle) : undefined;
    if (found !== undefined) {
      this.#idle = this.#idle.filter((each) => each !== found);
      return found.copy;
    }
    this.#started += 1;
    const sandbox = new Sandbox(this.#started);
    return { sandbox, handler: deployed.start(sandbox) };
  }
}
