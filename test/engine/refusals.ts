import type { Random } from "../../infra/local/sample-agency/prng.ts";

/** An answer of DynamoDB's that refuses a call. */
export interface Refusal {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const MODEL = "com.amazonaws.dynamodb.v20120810#";

/** Too many calls, under the names that DynamoDB has for it. */
export function throttling(random: Random): Refusal {
  const name = random.pick([
    `${MODEL}ProvisionedThroughputExceededException`,
    `${MODEL}RequestLimitExceeded`,
    "com.amazon.coral.availability#ThrottlingException",
  ]);
  return { status: 400, body: { __type: name, message: "Rate exceeded." } };
}

/** A fault of the service's own. */
export function serverError(random: Random): Refusal {
  return random.pick([
    { status: 500, body: { __type: `${MODEL}InternalServerError`, message: "Internal server error" } },
    { status: 503, body: { __type: "com.amazon.coral.service#ServiceUnavailable", message: "Service unavailable" } },
  ]);
}

/** A rival writes one of the items at the same moment. A cancelled transaction names the reason for each of its actions. */
export function conflict(operation: string, request: Readonly<Record<string, unknown>>, random: Random): Refusal {
  if (operation !== "TransactWriteItems") {
    return { status: 400, body: { __type: `${MODEL}TransactionConflictException`, message: "Transaction is ongoing for the item" } };
  }
  const actions = (request.TransactItems as readonly unknown[]).length;
  const met = random.int(0, actions - 1);
  const CancellationReasons = Array.from({ length: actions }, (_, index) =>
    index === met ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" } : { Code: "None" },
  );
  const codes = CancellationReasons.map(({ Code }) => Code).join(", ");
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return { status: 400, body: { __type: `${MODEL}TransactionCanceledException`, Message, CancellationReasons } };
}
