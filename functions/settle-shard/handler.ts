import { beginSettling } from "../../shared/ledger/close/close-code.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { type LedgerWiring, ledgerWiring } from "../_platform/ledger-wiring.ts";
import { shardHandler } from "../_platform/shard-of-close.ts";

/** Settles a close for the advisors of one shard. */
export const createHandler = (wiring: () => LedgerWiring) =>
  shardHandler(wiring, async (close, shard, deps) => {
    await beginSettling(close, deps.ledger);
    return settleShard(close, shard, deps);
  });

/** For Lambda. */
export const handler = createHandler(ledgerWiring);
