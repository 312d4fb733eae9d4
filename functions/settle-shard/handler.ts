import * as z from "zod";
import { read } from "../../shared/base/issues/parse.ts";
import { RefusedError } from "../../shared/base/issues/refusal.ts";
import { month } from "../../shared/engine/facts/fields.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const shard = z.int("expected a shard's number, from 0").min(0, "expected a shard's number, from 0");
const requestSchema = z.object({ month, shard });

/** Settles a close for the advisors of one shard. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = read(requestSchema, event);
    if (!request.ok) throw new RefusedError(request.reasons.join("; "));
    const { shards } = wiring();
    if (request.fact.shard >= shards) throw new RefusedError(`shard: expected a number below ${shards}`);
    const close = await wiring().ledger.close(request.fact.month);
    if (close === undefined) throw new RefusedError(`the close of ${request.fact.month} has not begun`);
    try {
      return await settleShard(close, request.fact.shard, wiring());
    } catch (error) {
      // Of a run that failed, people are told which part of it did.
      if (error instanceof Error) error.message = `shard ${request.fact.shard}: ${error.message}`;
      throw error;
    }
  });

/** For Lambda. */
export const handler = createHandler(wiring);
