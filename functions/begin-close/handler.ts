import * as z from "zod";
import { refuse } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { beginRequestedClose } from "../../shared/closing/steps/begin-requested-close.ts";
import { month } from "../../shared/engine/facts/fields.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler, timeLeft } from "../_platform/middleware.ts";

const requestSchema = z.object({
  month,
  requestedBy: z.string().optional(),
  reason: z.string().optional(),
  machine: z.string().optional(),
  acceptCode: z.string().optional(),
});

/** Begins the close of a month, and names the shards to settle. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async (event: unknown, context) => {
    const request = parse(requestSchema, event);
    if (!request.ok) return refuse(...request.issues);
    const close = await beginRequestedClose(request.value, wiring(), timeLeft(context));
    return { month: close.month, period: close.period, shards: Array.from({ length: wiring().shards }, (_, shard) => shard) };
  }, wiring);

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
