import type { SQSEvent } from "aws-lambda";
import type { DeadLetter } from "./message.ts";
import { Queue, type QueueChange } from "./queue.ts";
import type { LocalConsumer } from "./resources.ts";

/** What became of a batch of one function's messages. */
export type Progress = QueueChange & { readonly functionName: string };

/** A function's messages since the start: done, failed tries, dead, and those that wait. */
export type Counters = QueueChange & { readonly waiting: number };

/** How queues are read on this machine, where that is less than in the account. */
export interface QueueLimits {
  readonly batchSize?: number;
  readonly concurrency?: number;
  /** How long a message that failed pauses before its second try, in ms; the account's is the visibility timeout. */
  readonly firstPauseMs?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** With two batches in hand, one computes while the other waits for the database; more gain nothing in one process. */
const DEFAULT_CONCURRENCY = 2;

/** All queues of the template, each in front of its function. */
export class Queues {
  readonly byArn: ReadonlyMap<string, Queue>;
  readonly #queues: readonly { readonly functionName: string; readonly queue: Queue; readonly total: Total }[];
  readonly #drain: Drain;

  /** @param call hands an event to a function. */
  constructor(consumers: readonly LocalConsumer[], limits: QueueLimits, call: (functionName: string, event: SQSEvent) => Promise<unknown>) {
    this.#queues = consumers.map((consumer) => {
      const { functionName } = consumer;
      const total: Total = { handled: 0, failed: 0, died: 0 };
      const queue = new Queue({
        arn: consumer.queueArn,
        batchSize: Math.min(consumer.batchSize, limits.batchSize ?? Number.POSITIVE_INFINITY),
        windowMs: consumer.windowSeconds * 1000,
        concurrency: Math.min(consumer.maxConcurrency ?? Number.POSITIVE_INFINITY, limits.concurrency ?? DEFAULT_CONCURRENCY),
        maxReceiveCount: consumer.maxReceiveCount,
        firstPauseMs: limits.firstPauseMs,
        partialFailures: consumer.partialFailures,
        handle: (event) => call(functionName, event),
        onChange: (change) => {
          total.handled += change.handled;
          total.failed += change.failed + change.died;
          total.died += change.died;
          if (change.handled + change.failed + change.died > 0) limits.onProgress?.({ ...change, functionName });
          this.#drain.wake();
        },
      });
      return { functionName, queue, total };
    });
    this.byArn = new Map(consumers.map(({ queueArn }, index) => [queueArn, this.#queues[index]?.queue as Queue]));
    this.#drain = new Drain(this.#queues.map(({ queue }) => queue));
  }

  /** Until all are empty. */
  async drain(): Promise<void> {
    await this.#drain.untilEmpty();
  }

  deadLetters(): Record<string, readonly DeadLetter[]> {
    return Object.fromEntries(this.#queues.map(({ functionName, queue }) => [functionName, queue.deadLetters]));
  }

  counters(): Record<string, Counters> {
    return Object.fromEntries(
      this.#queues.map(({ functionName, queue, total }) => [functionName, { ...total, waiting: queue.visible + queue.invisible }]),
    );
  }

  /** Hands over nothing any more, and waits until no function is at work. */
  async stop(): Promise<void> {
    for (const { queue } of this.#queues) queue.stop();
    await this.#drain.untilIdle();
  }
}

type Total = { -readonly [Key in keyof QueueChange]: QueueChange[Key] };

/** Waits for queues to become empty. */
export class Drain {
  readonly #queues: readonly Queue[];
  #waiting: (() => void)[] = [];

  /** @param queues those from which others are filled come first. */
  constructor(queues: readonly Queue[]) {
    this.#queues = queues;
  }

  /** To be called whenever a queue has changed. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /**
   * Until nothing is at work, waits or pauses. Batching windows are cut short, but only once nothing else is at work, and
   * one queue after the other: what follows from many messages is then done in few batches, not in many.
   */
  async untilEmpty(): Promise<void> {
    for (;;) {
      if (!this.#queues.some((queue) => queue.busy)) {
        const next = this.#queues.find((queue) => queue.visible > 0);
        if (next) next.flush();
        else if (!this.#queues.some((queue) => queue.invisible > 0)) return;
      }
      await this.#change();
    }
  }

  /** Until nothing is at work, whatever waits. */
  async untilIdle(): Promise<void> {
    while (this.#queues.some((queue) => queue.atWork)) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
