import * as z from "zod";
import { refusal, refuse } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { month } from "../../shared/engine/facts/fields.ts";
import { assertSameCode } from "../../shared/ledger/close/close-code.ts";
import { finishClose } from "../../shared/ledger/close/finish-close.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { fenrunHandler } from "../_platform/middleware.ts";

const requestSchema = z.object({ month });

/** Finishes a close whose shards are all settled. Amounts leave as text, since they may pass 2^53. */
export const createHandler = (wiring: () => LedgerWiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = parse(requestSchema, event);
    if (!request.ok) return refuse(...request.issues);
    const { ledger, archive, surroundings, shards, closeCodeHash } = wiring();
    const close = await ledger.close(request.value.month);
    if (close === undefined) return refuse(refusal("close-not-begun", { month: request.value.month }));
    assertSameCode(close, closeCodeHash);
    const summary = await finishClose(close, { ledger, archive, surroundings }, shards);
    const amounts = Object.entries(summary).map(([name, value]) => [name, typeof value === "bigint" ? value.toString() : value]);
    return { month: close.month, ...Object.fromEntries(amounts) };
  });

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
