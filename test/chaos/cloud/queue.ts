import type { SQSEvent, SQSRecord } from "aws-lambda";
import type { Network } from "./database-link.ts";

/** How a queue is read; times in milliseconds. */
export interface QueueSettings {
  readonly maxBatch: number;
  readonly maxConcurrency: number;
  readonly visibilityMs: number;
  /** Calls the function; its answer names the messages that failed. */
  readonly handle: (event: SQSEvent) => Promise<unknown>;
  /** Told of each failed try, for the story. */
  readonly onFailure?: (error: unknown) => void;
}

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAt: number;
}

/**
 * A queue that delivers at least once: in no order, in batches of any size, some messages twice, and again whatever was
 * not acknowledged in time. What fails again and again is put back at once, as an operator does with dead letters.
 */
export class Queue {
  readonly #settings: QueueSettings;
  readonly #network: Network;
  readonly #messages = new Map<string, Message>();
  #inHand = 0;
  #sent = 0;
  #pollsAt = Number.POSITIVE_INFINITY;

  constructor(settings: QueueSettings, network: Network) {
    this.#settings = settings;
    this.#network = network;
  }

  /** Whether nothing is left to be done. */
  get isEmpty(): boolean {
    return this.waiting === 0 && this.#inHand === 0;
  }

  /** Messages that are not acknowledged. */
  get waiting(): number {
    return this.#messages.size;
  }

  /** Batches that a function has. */
  get inHand(): number {
    return this.#inHand;
  }

  /** Puts a message in, to be seen after a while. */
  send(body: string, delayMs = 0): void {
    const { clockwork, faults, chance } = this.#network;
    this.#add(body, delayMs);
    if (faults.strikes("duplicate message")) this.#add(body, delayMs + chance.between(0, chance.hits(0.5) ? 1_000 : 3_600_000));
    this.#pollAt(clockwork.now + delayMs);
  }

  #add(body: string, delayMs: number): void {
    this.#sent += 1;
    const id = `m${this.#sent}`;
    this.#messages.set(id, { id, body, visibleAt: this.#network.clockwork.now + delayMs });
    this.#pollAt(this.#network.clockwork.now + delayMs);
  }

  /** Looks for messages at a time, unless it looks before. */
  #pollAt(at: number): void {
    const { clockwork, chance } = this.#network;
    if (at >= this.#pollsAt && this.#pollsAt >= clockwork.now) return;
    this.#pollsAt = at;
    clockwork.call(at - clockwork.now + chance.between(1, 200), () => {
      if (this.#pollsAt === at) this.#pollsAt = Number.POSITIVE_INFINITY;
      this.#poll();
    });
  }

  #poll(): void {
    const { clockwork, chance } = this.#network;
    while (this.#inHand < this.#settings.maxConcurrency) {
      const visible = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt <= clockwork.now);
      if (visible.length === 0) break;
      const most = Math.min(this.#settings.maxBatch, visible.length);
      const size = chance.hits(0.3) ? most : chance.between(1, most);
      void this.#deliver(chance.shuffled(visible).slice(0, size));
    }
    // While all hands are full nobody looks; the next free hand does.
    if (this.#inHand >= this.#settings.maxConcurrency) return;
    const next = Math.min(...[...this.#messages.values()].map(({ visibleAt }) => visibleAt));
    if (Number.isFinite(next)) this.#pollAt(Math.max(next, clockwork.now + 20));
  }

  async #deliver(batch: readonly Message[]): Promise<void> {
    const { clockwork, faults, chance } = this.#network;
    this.#inHand += 1;
    for (const message of batch) {
      // Seen again while it is in hand: an answer that was late, or a visibility timeout that was too short.
      const isOverlapping = faults.strikes("visible while in hand");
      message.visibleAt = clockwork.now + (isOverlapping ? chance.between(1, 2_000) : this.#settings.visibilityMs);
    }
    try {
      const answer = await this.#settings.handle({ Records: batch.map(recordOf) });
      const failures = (answer as { batchItemFailures?: { itemIdentifier: string }[] } | undefined)?.batchItemFailures ?? [];
      const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { id } of batch) {
        if (failed.has(id)) this.#showAgain(id);
        else this.#messages.delete(id);
      }
    } catch (error) {
      this.#settings.onFailure?.(error);
      // Whoever died acknowledges nothing: its messages come again when their time is over.
    }
    this.#inHand -= 1;
    this.#pollAt(clockwork.now);
  }

  #showAgain(id: string): void {
    const message = this.#messages.get(id);
    if (message !== undefined) message.visibleAt = this.#network.clockwork.now + this.#network.chance.between(100, 60_000);
  }
}

function recordOf({ id, body }: Message): SQSRecord {
  return { messageId: id, body } as SQSRecord;
}
