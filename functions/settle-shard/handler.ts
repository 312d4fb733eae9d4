import { beginSettling } from "../../shared/ledger/close/close-code.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { shardHandler } from "../_platform/shard-of-close.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Settles a close for the advisors of one shard. */
export const createHandler = (wiring: () => Wiring) =>
  shardHandler(wiring, async (close, shard, deps) => {
    await beginSettling(close, deps.ledger);
    return settleShard(close, shard, deps);
  });

/** For Lambda. */
export const handler = createHandler(wiring);
