import { gatherShard } from "../../shared/ledger/close/gather-shard.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { shardHandler } from "../_platform/shard-of-close.ts";

/** Gathers for a close what the sellers of one shard contribute to others. */
export const createHandler = (wiring: () => LedgerWiring) => shardHandler(wiring, gatherShard);

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
