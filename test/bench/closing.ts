import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wire } from "../../functions/_platform/wiring.ts";
import { startLocal } from "../../infra/local/start.ts";
import { openAccount } from "../../shared/account/steps/open-account.ts";
import { getMonth } from "../../shared/account/steps/read-month.ts";
import { FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { advisor, plan } from "../support/facts.ts";
import { AGENCY } from "../support/ledger.ts";
import { BOOKS_MONTH, type LargeBook, layDown, recordOthers } from "./large-books.ts";

const SHARDS = 16;
const CLOSE = fileURLToPath(new URL("./close-books.ts", import.meta.url));
/** What a function that settles may take of its memory for objects, so that the whole process stays below 512 MB. */
const HEAP_MB = 320;

interface Closed {
  readonly gatherSeconds: number;
  readonly shardSeconds: number;
  readonly settleSeconds: number;
  readonly finishSeconds: number;
  readonly statements: number;
  readonly written: number;
  readonly floorSeconds: number;
  readonly peakMegabytes: number;
}

interface Laid {
  readonly books: readonly LargeBook[];
  /** Above all sellers, where there is one. */
  readonly managerId?: string;
}

/** Lays books down on an embedded database of their own, looks at the manager's month, and closes it in another process. */
async function closeBooks({ books, managerId }: Laid): Promise<Closed & { readonly pageP95Ms: number }> {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-bench-"));
  const local = await startLocal({ agency: AGENCY, folder, shards: SHARDS, batchSize: 1 });
  try {
    const { TABLE_NAME = "", BUCKET_NAME = "", BUS_NAME = "" } = process.env;
    const sources = [{ source: "bench", kinds: [...FACT_KINDS] }];
    const wiring = wire({ TABLE_NAME, BUCKET_NAME, BUS_NAME, AGENCY, SHARDS, STORE_FOLDER: folder, EVENT_SOURCES: sources });
    const managers = managerId === undefined ? {} : { managers: [{ managerId, from: "2020-01-01" }] };
    const sellers = books.map(({ advisorId }) => advisor(advisorId, managers));
    await recordOthers([plan(), ...(managerId === undefined ? [] : [advisor(managerId)]), ...sellers], wiring);
    await layDown(books, wiring);
    const pageP95Ms = managerId === undefined ? 0 : await pageOf(managerId, wiring);
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${HEAP_MB}`, CLOSE, ...(managerId === undefined ? [] : [managerId])],
      { encoding: "utf8", env: process.env, maxBuffer: 1e8 },
    );
    if (status !== 0) throw new Error(`closing failed: ${stderr.slice(-2_000)}`);
    return { ...(JSON.parse(stdout) as Closed), pageP95Ms };
  } finally {
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Processor milliseconds of a warm look at the open month, at the 95th percentile. */
async function pageOf(advisorId: string, wiring: ReturnType<typeof wire>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < 60; run += 1) {
    const began = process.cpuUsage();
    const account = await openAccount(advisorId, wiring);
    if (account === undefined) throw new Error(`${advisorId} is registered, yet has no account`);
    await getMonth(account, BOOKS_MONTH, wiring);
    const { user, system } = process.cpuUsage(began);
    if (run >= 20) took.push((user + system) / 1000);
  }
  return took.sort((left, right) => left - right)[Math.floor(took.length * 0.95)] ?? 0;
}

const booksOf = (sellers: number, credits: number): LargeBook[] =>
  Array.from({ length: sellers }, (_, index) => ({ advisorId: `seller-${index}`, credits }));

/** What closing large books takes: the figures by their names in the bench's JSON. */
export async function benchClosing(isFull: boolean): Promise<{ readonly close: object; readonly manager: object }> {
  const [sellers, credits] = [50, 6_000];
  const managed = await closeBooks({ books: booksOf(sellers, credits), managerId: "manager" });
  const manager = {
    credits: sellers * credits,
    settleSeconds: managed.shardSeconds,
    peakMegabytes: managed.peakMegabytes,
    pageP95Ms: managed.pageP95Ms,
  };
  process.stdout.write(
    `manager of ${sellers} sellers with ${credits.toLocaleString("en")} credits each: gathered in ${managed.gatherSeconds.toFixed(1)} s, ` +
      `their shard settled in ${managed.shardSeconds.toFixed(1)} s, the others in ${managed.settleSeconds.toFixed(1)} s; ` +
      `peak ${managed.peakMegabytes} MB; their open month ${managed.pageP95Ms.toFixed(1)} ms of the processor at the 95th percentile\n`,
  );
  const [advisors, each] = [isFull ? 30_000 : 1_000, 100];
  const closed = await closeBooks({ books: booksOf(advisors, each) });
  const seconds = closed.gatherSeconds + closed.settleSeconds + closed.finishSeconds;
  const close = {
    statementsPerSecond: closed.statements / seconds,
    ratioToFloor: closed.floorSeconds / seconds,
    peakMegabytes: closed.peakMegabytes,
  };
  process.stdout.write(
    `close of ${advisors.toLocaleString("en")} advisors with ${each} credits each: ${Math.round(close.statementsPerSecond)} statements a second ` +
      `(gather ${closed.gatherSeconds.toFixed(1)} s, settle ${closed.settleSeconds.toFixed(1)} s, finish ${closed.finishSeconds.toFixed(1)} s), ` +
      `${Math.round(close.ratioToFloor * 100)}% of merely writing the same ${closed.written.toLocaleString("en")} items; peak ${closed.peakMegabytes} MB\n`,
  );
  return { close, manager };
}
