import type { SQSRecord } from "aws-lambda";

/** How often a message is tried before it goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 5;

/** Whether a message that fails now is not tried again: whoever waits for what it asks for has to be told. */
export const isLastTry = ({ attributes }: Pick<SQSRecord, "attributes">): boolean =>
  Number(attributes?.ApproximateReceiveCount ?? 0) >= MAX_RECEIVE_COUNT;
