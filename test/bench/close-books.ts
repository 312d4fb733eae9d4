import { readEnvironment } from "../../functions/_platform/environment.ts";
import { wire } from "../../functions/_platform/wiring.ts";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import { finishClose } from "../../shared/ledger/close/finish-close.ts";
import { gatherShard } from "../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { BOOKS_MONTH } from "./large-books.ts";
import { WatchedTable } from "./watched-table.ts";

/**
 * Closes the month of the books that were laid down, in a process of its own whose memory is limited from outside, and
 * prints what it took. With an advisor's id the shard of that advisor is measured by itself.
 */

const [advisorId] = process.argv.slice(2);
const environment = readEnvironment(process.env);
const table = new WatchedTable(environment.TABLE_NAME);
const wiring = wire(environment, { table });
const all = Array.from({ length: environment.SHARDS }, (_, shard) => shard);
const measure = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const close = await beginClose(BOOKS_MONTH, wiring, () => true);
const gatherSeconds = await measure(async () => {
  for (const shard of all) await gatherShard(close, shard, wiring);
});
const mine = advisorId === undefined ? undefined : wiring.ledger.shardOf(advisorId);
const shardSeconds = mine === undefined ? 0 : await measure(() => settleShard(close, mine, wiring));
table.forget();
const settleSeconds = await measure(async () => {
  for (const shard of all) if (shard !== mine) await settleShard(close, shard, wiring);
});
const written = table.written.length;
let statements = 0;
const finishSeconds = await measure(async () => {
  ({ statements } = await finishClose(close, wiring, environment.SHARDS));
});
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
const floorSeconds = mine === undefined ? await table.writeAgain() : 0;
process.stdout.write(
  JSON.stringify({ gatherSeconds, shardSeconds, settleSeconds, finishSeconds, statements, written, floorSeconds, peakMegabytes }),
);
