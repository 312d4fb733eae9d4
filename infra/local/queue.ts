import type { SQSEvent } from "aws-lambda";
import { Fifo } from "./fifo.ts";
import { createMessage, type DeadLetter, failuresIn, type Message, receive } from "./message.ts";

/** How a queue is read. */
export interface QueueOptions {
  readonly arn: string;
  /** Messages a batch, at most. */
  readonly batchSize: number;
  /** How long a batch may wait to be filled, in ms. */
  readonly windowMs: number;
  /** Batches in hand at once, at most. */
  readonly concurrency: number;
  /** After so many tries a message is dead. */
  readonly maxReceiveCount: number;
  /** How long a message that failed pauses before its second try, in ms; each later pause is twice the one before. By default 20. */
  readonly firstPauseMs?: number | undefined;
  /** Whether the function may answer with the messages that failed; otherwise its answer means nothing. */
  readonly partialFailures: boolean;
  /** The function. Where it throws, the whole batch has failed. */
  readonly handle: (event: SQSEvent) => Promise<unknown>;
  /** Called after each batch, and when messages become visible again. */
  readonly onChange?: (change: QueueChange) => void;
}

/** What became of a batch. */
export interface QueueChange {
  /** Messages that are done. */
  readonly handled: number;
  /** Messages that will be tried again. */
  readonly failed: number;
  /** Messages that are dead now. */
  readonly died: number;
}

/**
 * An SQS queue with its dead-letter queue and its function, in this process: at-least-once, in batches, several at once.
 * What fails comes again after a pause that doubles, and dies after maxReceiveCount tries. The visibility timeout is not
 * imitated: a batch is in hand until its function ends, however long that takes.
 */
export class Queue {
  readonly deadLetters: DeadLetter[] = [];
  readonly #options: QueueOptions;
  readonly #visible = new Fifo<Message>();
  #invisible = 0;
  #inHand = 0;
  /** A batch may go out though it is not full. */
  #partialAllowed = false;
  #windowTimer: NodeJS.Timeout | undefined;
  #scheduled = false;
  #stopped = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Messages that wait to be handed to the function. */
  get visible(): number {
    return this.#visible.length;
  }

  /** Messages that failed and pause before they come again. */
  get invisible(): number {
    return this.#invisible;
  }

  /** Whether the function is at work. */
  get atWork(): boolean {
    return this.#inHand > 0;
  }

  /** Whether the function is at work, or about to be. */
  get busy(): boolean {
    return this.atWork || this.#isBatchReady();
  }

  /** Puts a message in. */
  send(body: string): void {
    this.#visible.push(createMessage(body));
    this.#schedule();
  }

  /** Hands over what there is, without waiting for full batches. */
  flush(): void {
    this.#partialAllowed = true;
    this.#schedule();
  }

  /** Hands over nothing any more. What is in hand ends in its own time. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#windowTimer);
  }

  /** Batches go out in a turn of their own, so that who sends a thousand messages has sent them all by then. */
  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#handOver();
    });
  }

  #handOver(): void {
    while (!this.#stopped && this.#inHand < this.#options.concurrency && this.#isBatchReady()) void this.#handle(this.#takeBatch());
    if (this.#visible.length === 0) this.#partialAllowed = false;
    else if (!this.#stopped && !this.#isBatchReady()) this.#openWindow();
  }

  #isBatchReady(): boolean {
    const waiting = this.#visible.length;
    return waiting > 0 && (waiting >= this.#options.batchSize || this.#partialAllowed || this.#options.windowMs === 0);
  }

  #openWindow(): void {
    this.#windowTimer ??= setTimeout(() => {
      this.#windowTimer = undefined;
      this.flush();
    }, this.#options.windowMs);
  }

  /** As many messages as fit into a batch and into the 6 MB that a function can be given. */
  #takeBatch(): Message[] {
    clearTimeout(this.#windowTimer);
    this.#windowTimer = undefined;
    const batch: Message[] = [];
    let size = 0;
    for (let next = this.#visible.peek(); next && batch.length < this.#options.batchSize; next = this.#visible.peek()) {
      size += next.body.length;
      if (batch.length > 0 && size > LAMBDA_PAYLOAD_BYTES) break;
      batch.push(next);
      this.#visible.take();
    }
    return batch;
  }

  async #handle(batch: readonly Message[]): Promise<void> {
    this.#inHand += 1;
    const now = Date.now();
    const Records = batch.map((message) => receive(message, this.#options.arn, now));
    let failed: readonly Message[];
    try {
      const answer = await this.#options.handle({ Records });
      failed = this.#options.partialFailures ? failuresIn(answer, batch) : [];
      for (const message of failed) message.error = undefined;
    } catch (error) {
      failed = batch;
      for (const message of failed) message.error = error;
    }
    this.#inHand -= 1;
    const again = failed.filter((message) => message.receiveCount < this.#options.maxReceiveCount);
    const dead = failed.filter((message) => message.receiveCount >= this.#options.maxReceiveCount);
    for (const { messageId, body, receiveCount, error } of dead) this.deadLetters.push({ messageId, body, receiveCount, error });
    if (again.length > 0) this.#pause(again);
    this.#options.onChange?.({ handled: batch.length - failed.length, failed: again.length, died: dead.length });
    this.#schedule();
  }

  #pause(messages: readonly Message[]): void {
    const tries = Math.max(...messages.map((message) => message.receiveCount));
    this.#invisible += messages.length;
    setTimeout(
      () => {
        this.#invisible -= messages.length;
        for (const message of messages) this.#visible.push(message);
        this.#options.onChange?.({ handled: 0, failed: 0, died: 0 });
        this.#schedule();
      },
      (this.#options.firstPauseMs ?? FIRST_PAUSE_MS) * 2 ** (tries - 1),
    );
  }
}

const LAMBDA_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Long enough for the others to get on, short enough for nobody to wait: all tries of a message together pause 300 ms. */
const FIRST_PAUSE_MS = 20;
