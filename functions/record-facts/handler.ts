import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { isRetryable } from "../../shared/ledger/record/parse-event.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler, logger, metrics } from "../_platform/middleware.ts";

/** Takes facts over from the queue. Only the messages that failed are delivered again. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await recordFacts(
      Records.map(({ body }) => body),
      wiring(),
    );
    const counts = Object.fromEntries([...Map.groupBy(outcomes, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length]));
    logger.info("facts recorded", { counts });
    for (const [kind, count] of Object.entries(counts))
      metrics.addMetric(`Facts${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, MetricUnit.Count, count);
    metrics.publishStoredMetrics();
    return {
      batchItemFailures: Records.flatMap(({ messageId }, index) =>
        isRetryable(outcomes[index] ?? { kind: "failed" }) ? [{ itemIdentifier: messageId }] : [],
      ),
    };
  }, wiring);

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
