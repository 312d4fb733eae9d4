import * as z from "zod";
import { issue } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { refusal, refuse } from "../../shared/base/issues/refusal.ts";
import { month } from "../../shared/engine/facts/fields.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { fenrunHandler } from "../_platform/middleware.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

const shard = z.int().min(0);
const requestSchema = z.object({ month, shard });

/** Settles a close for the advisors of one shard. */
export const createHandler = (wiring: () => Wiring) =>
  fenrunHandler(async (event: unknown) => {
    const request = parse(requestSchema, event);
    if (!request.ok) return refuse(...request.issues);
    const { shards } = wiring();
    if (request.value.shard >= shards) refuse(issue("shard", "too-large", { maximum: shards - 1 }));
    const close = await wiring().ledger.close(request.value.month);
    if (close === undefined) return refuse(refusal("close-not-begun", { month: request.value.month }));
    try {
      return await settleShard(close, request.value.shard, wiring());
    } catch (error) {
      // Of a run that failed, people are told which part of it did.
      if (error instanceof Error) error.message = `shard ${request.value.shard}: ${error.message}`;
      throw error;
    }
  });

/** For Lambda. */
export const handler = createHandler(wiring);
