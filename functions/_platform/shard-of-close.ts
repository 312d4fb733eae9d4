import * as z from "zod";
import { issue, refusal, refuse } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { month } from "../../shared/engine/facts/fields.ts";
import { assertSameCode } from "../../shared/ledger/close/close-code.ts";
import type { Close } from "../../shared/ledger/store/close-store.ts";
import type { LedgerWiring } from "./ledger-wiring.ts";
import { fenrunHandler } from "./middleware.ts";

const requestSchema = z.object({ month, shard: z.int().min(0) });

/** A handler that does its part of a close that has begun, for one shard: it is given `{month, shard}`. */
export const shardHandler = <Result>(
  wiring: () => LedgerWiring,
  run: (close: Close, shard: number, wiring: LedgerWiring) => Promise<Result>,
) =>
  fenrunHandler(async (event: unknown) => {
    const request = parse(requestSchema, event);
    if (!request.ok) return refuse(...request.issues);
    const { month, shard } = request.value;
    const { shards } = wiring();
    if (shard >= shards) refuse(issue("shard", "too-large", { maximum: shards - 1 }));
    const close = await wiring().ledger.close(month);
    if (close === undefined) return refuse(refusal("close-not-begun", { month }));
    assertSameCode(close, wiring().closeCodeHash);
    try {
      return await run(close, shard, wiring());
    } catch (error) {
      // Of a run that failed, people are told which part of it did.
      if (error instanceof Error) error.message = `shard ${shard}: ${error.message}`;
      throw error;
    }
  });
