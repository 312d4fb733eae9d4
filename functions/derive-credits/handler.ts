import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler, timeLeft } from "../_platform/middleware.ts";

/** Does the pending derivations. Each message is but a call to look; what is left is called for again. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async (_event: SQSEvent, context): Promise<SQSBatchResponse> => {
    const isDone = await deriveCredits(wiring(), timeLeft(context));
    if (!isDone) await wiring().publisher.derivationPending();
    return { batchItemFailures: [] };
  }, wiring);

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
