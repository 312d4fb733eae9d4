import { hash, randomUUID } from "node:crypto";
import type { SQSRecord } from "aws-lambda";
import { LOCAL_ACCOUNT, LOCAL_REGION } from "./intrinsics.ts";

/** A message in a queue of this machine. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly sentAtMs: number;
  /** When it was first handed to a function; 0 until then. */
  firstReceivedAtMs: number;
  /** How often it was handed to a function. */
  receiveCount: number;
  /** What the function threw when it last failed, where it threw. */
  error: unknown;
}

/** A message that failed as often as its queue allows. */
export type DeadLetter = Pick<Message, "messageId" | "body" | "receiveCount" | "error">;

/** Wraps a body as a message, sent now. */
export function createMessage(body: string): Message {
  return { messageId: randomUUID(), body, sentAtMs: Date.now(), firstReceivedAtMs: 0, receiveCount: 0, error: undefined };
}

/** Marks a message as received once more and gives the record that Lambda hands to the function. */
export function receive(message: Message, queueArn: string, nowMs: number): SQSRecord {
  message.receiveCount += 1;
  message.firstReceivedAtMs ||= nowMs;
  return {
    messageId: message.messageId,
    receiptHandle: `${message.messageId}#${message.receiveCount}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAtMs),
      SenderId: LOCAL_ACCOUNT,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    },
    messageAttributes: {},
    md5OfBody: hash("md5", message.body),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: LOCAL_REGION,
  };
}

/**
 * The messages of a batch that have failed by the function's answer, as Lambda reads it: nothing and an empty list mean
 * that all went well; an identifier that is missing, or of no message of the batch, fails the whole batch.
 */
export function failuresIn(answer: unknown, batch: readonly Message[]): readonly Message[] {
  const items: unknown = (answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) return batch;
  if (items.length === 0) return [];
  const byId = new Map(batch.map((message) => [message.messageId, message]));
  const failed = items.map((item: { itemIdentifier?: string } | null) => byId.get(item?.itemIdentifier ?? ""));
  return failed.every((message) => message !== undefined) ? [...new Set(failed)] : batch;
}
