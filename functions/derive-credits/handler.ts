import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { fenrunHandler, type LedgerWiring, ledgerWiring, timeLeft } from "../_platform/ledger-wiring.ts";

/** Does the pending derivations. Each message is but a call to look; what is left is called for again. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async (_event: SQSEvent, context): Promise<SQSBatchResponse> => {
    const isDone = await deriveCredits(wiring(), timeLeft(context));
    if (!isDone) await wiring().publisher.derivationPending();
    return { batchItemFailures: [] };
  }, wiring);

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
