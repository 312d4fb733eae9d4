import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** How long a call to a service of the account may take. */
export interface CallLimits {
  /** Until the connection stands, milliseconds. */
  readonly connectionMs: number;
  /** Until the response begins, and between two pieces of it, milliseconds. */
  readonly responseMs: number;
  /** How often the SDK tries a call, the first time included. */
  readonly attempts: number;
}

/**
 * All attempts together end within the 29 seconds of a function behind the gateway. Where that is not enough, callers
 * try again themselves: what timed out is a RetryableError to them.
 */
export const CALL_LIMITS: CallLimits = { connectionMs: 2_000, responseMs: 7_000, attempts: 3 };

/**
 * Makes the SDK's clients: all of them here, so that none is made without limits. By default the SDK waits for ever, and
 * at a `requestTimeout` only writes a warning. A client reads the machine's settings as it is made: make it at first use.
 * All calls need the table's; the others are loaded when they are made.
 */
export function sdkClients({ connectionMs, responseMs, attempts }: CallLimits = CALL_LIMITS) {
  const settings = {
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: connectionMs,
      requestTimeout: responseMs,
      throwOnRequestTimeout: true,
      socketTimeout: responseMs,
    },
  };
  return {
    dynamoDb: () => new DynamoDBClient(settings),
    eventBridge: async () => new (await import("@aws-sdk/client-eventbridge")).EventBridgeClient(settings),
    kms: async () => new (await import("@aws-sdk/client-kms")).KMSClient(settings),
    s3: async () => new (await import("@aws-sdk/client-s3")).S3Client(settings),
    stepFunctions: async () => new (await import("@aws-sdk/client-sfn")).SFNClient(settings),
  };
}
