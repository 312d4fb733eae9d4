import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { shardHandler } from "../_platform/shard-of-close.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Settles a close for the advisors of one shard. */
export const createHandler = (wiring: () => Wiring) => shardHandler(wiring, settleShard);

/** For Lambda. */
export const handler = createHandler(wiring);
