import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { isRetryable } from "../../shared/ledger/record/outcome.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler, logger, metrics } from "../_platform/middleware.ts";

/** Takes facts over from the queue. Only the messages that failed are delivered again. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const deps = wiring();
    const outcomes = await recordFacts(
      Records.map(({ body }) => body),
      deps,
    );
    const counts = Object.fromEntries([...Map.groupBy(outcomes, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length]));
    logger.info("facts recorded", { counts });
    for (const [kind, count] of Object.entries(counts)) metrics.addMetric(`Facts${capitalized(kind)}`, MetricUnit.Count, count);
    for (const [kind, count] of Object.entries(deps.takeTransactionCounts()))
      metrics.addMetric(`Transactions${capitalized(kind)}`, MetricUnit.Count, count);
    metrics.publishStoredMetrics();
    return {
      batchItemFailures: Records.flatMap(({ messageId }, index) =>
        isRetryable(outcomes[index] ?? { kind: "failed" }) ? [{ itemIdentifier: messageId }] : [],
      ),
    };
  }, wiring);

const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
