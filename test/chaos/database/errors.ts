import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import type { LowLevelItem } from "./values.ts";

/** The SDK's own exceptions, as its deserializer makes them from an answer. */

/** What every refusal carries. */
const $metadata = { httpStatusCode: 400 } as const;

/** A request that is malformed, or that meets a limit. */
export class ValidationException extends DynamoDBServiceException {
  constructor(message: string) {
    super({ name: "ValidationException", $fault: "client", $metadata, message });
    // The SDK's base class resets the prototype to its own.
    Object.setPrototypeOf(this, ValidationException.prototype);
  }
}

/** A request whose text can't be read at all. */
export function unparsable(): DynamoDBServiceException {
  return new DynamoDBServiceException({
    name: "SerializationException",
    $fault: "client",
    $metadata,
    message: "a text holds half a character",
  });
}

export const CONDITION_FAILED = "The conditional request failed";

/** @param item what stood in the way, where the caller asked for it. */
export function conditionFailed(item: LowLevelItem | undefined): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({ message: CONDITION_FAILED, $metadata, ...(item && { Item: { ...item } }) });
}

/** @param reasons one for each action, in their order. */
export function transactionCanceled(reasons: readonly CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    $metadata,
    CancellationReasons: [...reasons],
  });
}

export function parameterMismatch(): IdempotentParameterMismatchException {
  const message = "The client token was used before with other parameters";
  return new IdempotentParameterMismatchException({ message, Message: message, $metadata });
}

export function tableNotFound(): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: "Requested resource not found", $metadata });
}
