import { randomUUID } from "node:crypto";
import { LOCAL_ACCOUNT, LOCAL_REGION } from "./intrinsics.ts";
import type { LocalRule, Matcher } from "./resources.ts";

/** An event to be told: its detail is JSON text, and passed on letter for letter. */
interface BusEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
}

/** Where an event goes. */
interface Target {
  send(body: string): void;
}

/**
 * An EventBridge bus: tells each event to the queues of the rules that match, in the envelope of the real one. The detail
 * is not looked at, so that text which is no JSON reaches the functions too and can be tried on them.
 */
export class Bus {
  readonly #rules: readonly LocalRule[];
  readonly #targets: ReadonlyMap<string, Target>;
  /** By source and detail-type: there are few, and each message needs them. */
  readonly #routes = new Map<string, Route>();

  readonly #now: () => number;

  /**
   * @param targets the queues by ARN; every rule's must be among them.
   * @param now the clock by which events have their time, in milliseconds since 1970: the functions' own, as runs of the
   *   auditor are ordered by it.
   */
  constructor(rules: readonly LocalRule[], targets: ReadonlyMap<string, Target>, now: () => number) {
    this.#rules = rules;
    this.#targets = targets;
    this.#now = now;
  }

  /** Tells an event, and gives its id. */
  put(entry: BusEntry): string {
    const { opening, targets } = this.#route(entry.source, entry.detailType);
    const id = randomUUID();
    if (targets.length > 0) {
      const body = `${opening}"id":"${id}","time":"${timeOf(this.#now())}","detail":${entry.detail}}`;
      for (const target of targets) target.send(body);
    }
    return id;
  }

  /** Fires every schedule once. */
  fireSchedules(): void {
    for (const rule of this.#rules) {
      if (rule.schedule === undefined) continue;
      const body = `${envelopeOpening("aws.events", "Scheduled Event")}"id":"${randomUUID()}","time":"${timeOf(this.#now())}","detail":{}}`;
      for (const target of this.#targetsOf(rule)) target.send(body);
    }
  }

  #route(source: string, detailType: string): Route {
    const key = JSON.stringify([source, detailType]);
    let route = this.#routes.get(key);
    if (!route) {
      const rules = this.#rules.filter(
        ({ pattern }) => pattern && matches(pattern.source, source) && matches(pattern["detail-type"], detailType),
      );
      route = { opening: envelopeOpening(source, detailType), targets: rules.flatMap((rule) => this.#targetsOf(rule)) };
      // Whoever tells events of ever new types must not fill our memory.
      if (this.#routes.size >= MAX_ROUTES) this.#routes.clear();
      this.#routes.set(key, route);
    }
    return route;
  }

  #targetsOf(rule: LocalRule): Target[] {
    return rule.queueArns.map((queueArn) => {
      const target = this.#targets.get(queueArn);
      if (!target) throw new Error(`${rule.name}: nothing is at ${queueArn}`);
      return target;
    });
  }
}

interface Route {
  readonly opening: string;
  readonly targets: readonly Target[];
}

const MAX_ROUTES = 1000;

function matches(accepted: readonly Matcher[] | undefined, value: string): boolean {
  if (!accepted) return true;
  return accepted.some((matcher) => {
    if (typeof matcher === "string") return matcher === value;
    return "prefix" in matcher ? value.startsWith(matcher.prefix) : !matcher["anything-but"].includes(value);
  });
}

function envelopeOpening(source: string, detailType: string): string {
  const head = JSON.stringify({
    version: "0",
    "detail-type": detailType,
    source,
    account: LOCAL_ACCOUNT,
    region: LOCAL_REGION,
    resources: [],
  });
  return `${head.slice(0, -1)},`;
}

/** To the second, as EventBridge gives it. */
const timeOf = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;
