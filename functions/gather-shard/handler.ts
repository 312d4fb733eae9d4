import { gatherShard } from "../../shared/ledger/close/gather-shard.ts";
import { shardHandler } from "../_platform/shard-of-close.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/** Gathers for a close what the sellers of one shard contribute to others. */
export const createHandler = (wiring: () => Wiring) => shardHandler(wiring, gatherShard);

/** For Lambda. */
export const handler = createHandler(wiring);
