import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { MAX_RECEIVE_COUNT } from "../shared/base/runtime/jobs.ts";
import type { FenrunFunction } from "./fenrun-function.ts";

/** Lambda's advice: a message stays invisible for six times the function's timeout, so that no retry overlaps a slow batch. */
const VISIBILITY_FACTOR = 6;

/** A dead letter keeps the time of its first arrival, so its queue has to keep messages longer than the one that they come from. */
const [KEPT, KEPT_DEAD] = [Duration.days(4), Duration.days(14)];

interface QueuedFunctionProps {
  readonly consumer: FenrunFunction;
  /** Messages a batch, at most. */
  readonly batchSize: number;
  /** How long a batch may wait to be filled. */
  readonly batchingWindow?: Duration;
  /** Batches handled at once, at most; from 2 on. */
  readonly maxConcurrency: number;
}

/** A queue in front of a function: batches, partial failures, and a dead-letter queue for what fails again and again. */
export class QueuedFunction extends Construct {
  readonly deadLetterQueue: Queue;
  /** The queue as the target of an EventBridge rule. An event that can't be delivered to it goes to the dead-letter queue too. */
  readonly target: SqsQueue;

  constructor(scope: Construct, id: string, props: QueuedFunctionProps) {
    super(scope, id);
    const window = props.batchingWindow ?? Duration.seconds(0);
    this.deadLetterQueue = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT_DEAD,
    });
    const queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * props.consumer.timeout.toSeconds() + window.toSeconds()),
      retentionPeriod: KEPT,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    props.consumer.live.addEventSource(
      new SqsEventSource(queue, {
        batchSize: props.batchSize,
        maxBatchingWindow: window,
        maxConcurrency: props.maxConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    this.target = new SqsQueue(queue, { deadLetterQueue: this.deadLetterQueue });
  }
}
