import type { Queue } from "./queue.ts";

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
