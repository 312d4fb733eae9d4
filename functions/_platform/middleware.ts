import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { RefusedError } from "../../shared/base/issues/issue.ts";
import { RetryableError } from "../../shared/base/runtime/retry.ts";
import type { LedgerWiring } from "./ledger-wiring.ts";

const SERVICE = process.env.POWERTOOLS_SERVICE_NAME ?? "fenrun";

/** The one log: JSON lines; never amounts' owners' names, never bodies. */
export const logger = new Logger({ serviceName: SERVICE });

/** The one set of metrics: how many messages ended how. */
export const metrics = new Metrics({ namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? "Fenrun", serviceName: SERVICE });

/**
 * The one middleware stack: context in every log line, and every error logged once with what it means for its caller.
 * @param wiring given where what is done goes by the settings: then by one version from beginning to end, the latest.
 */
export function fenrunHandler<Event, Result>(
  handle: (event: Event, context: Context) => Promise<Result>,
  wiring?: () => Pick<LedgerWiring, "withSettings">,
) {
  // Who runs out of time dies as a whole, by Lambda's hand: an answer given just before would leave work going on in the
  // next call, under a name that the state machine doesn't try again.
  return middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use({
      before: ({ context }) => {
        logger.appendKeys({ requestId: context.awsRequestId });
      },
      onError: async ({ error }) => {
        // Whoever reads the log, or why a run ended, reads sentences.
        if (error instanceof RefusedError) error.message = await sentencesOf(error);
        // A refusal is an answer and a retry is routine; anything else is a fault that someone must look at.
        if (error instanceof RefusedError || error instanceof RetryableError) logger.warn(error.message, { kind: error.name });
        else logger.error("unexpected error", error as Error);
      },
    })
    .handler((event, context) => (wiring === undefined ? handle(event, context) : wiring().withSettings(() => handle(event, context))));
}

/** The catalogues of all rooms, which only a refusal needs. */
async function sentencesOf({ issues }: RefusedError): Promise<string> {
  const { issueFormatIn } = await import("./issue-texts.ts");
  return issues.map((each) => issueFormatIn("en")(each)).join(" ");
}

/** Whether the function has time for another part of its work: half a minute is kept for what is under way. */
export function timeLeft(context: Pick<Context, "getRemainingTimeInMillis">): () => boolean {
  return () => context.getRemainingTimeInMillis() > 30_000;
}
