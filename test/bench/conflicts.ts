import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { Table } from "../../functions/_platform/dynamodb/table.ts";
import { wireLedger } from "../../functions/_platform/ledger-wiring.ts";
import { FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { Chance } from "../chaos/chance.ts";
import { Clockwork } from "../chaos/cloud/clockwork.ts";
import { type Answer, answeredClient } from "../chaos/database/client.ts";
import { Database } from "../chaos/database/database.ts";
import { advisor, order, plan } from "../support/facts.ts";

/** As many as record at once, each with full batches; see infra/fenrun-stack.ts. */
const RECORDERS = 10;
const BATCH = 1_000;
const BATCHES = 60;
/** A call's way there or back, and how long a transaction holds its items: milliseconds, from and to. */
const LATENCY = [1, 3] as const;
const LOCK = [4, 12] as const;
const MANAGERS = 600;
const SELLERS = 30_000;
/** How often somebody's registration raises the epoch meanwhile, and the pause between two of them. */
const RAISES = 8;
const RAISE_PAUSE_MS = 400;

const TABLE = "conflicts";
const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };

interface Counts {
  tried: number;
  refused: number;
  /** Of those, at their gate. */
  atGates: number;
}

/** What came of it. */
export interface ConflictFigures {
  /** Of all transactions that recorders tried, those that met another on an item: 0 to 1. */
  readonly refusedRatio: number;
  /** Of a registration, until its fact and the raise of the epoch are stored: virtual milliseconds. */
  readonly raiseMs: { readonly median: number; readonly max: number };
  /** Orders a virtual second. */
  readonly ordersPerSecond: number;
  /** Messages that were given back after all attempts. */
  readonly redelivered: number;
}

/**
 * Ten recorders work off a backlog of an agency with one manager above all, on the simulated database with a virtual clock:
 * a transaction holds its items for some milliseconds, and one that meets another on an item is refused, as DynamoDB does
 * it. Meanwhile registrations raise the epoch. The planner of transactions, retries and pauses are the product's.
 */
export async function benchConflicts(): Promise<ConflictFigures> {
  const [clock, chance] = [new Clockwork(Date.parse("2026-11-01T00:00:00Z")), new Chance(1)];
  const database = new Database({ now: () => clock.now });
  database.createTable(TABLE);
  const counts: Counts = { tried: 0, refused: 0, atGates: 0 };
  // One for all clients: they see the same locks.
  const answer = lockingAnswer(database, clock, chance, counts);
  const open = () => ledgerOn(answer, clock, chance);
  const register = [...Array(MANAGERS).keys()].map((index) => under(`m${index}`, "region"));
  const sellers = [...Array(SELLERS).keys()].map((index) => under(`s${index}`, `m${index % MANAGERS}`));
  const first = open();
  await clock.until(recordFacts([plan(), advisor("region"), ...register, ...sellers].map(bodyOf), first));

  Object.assign(counts, { tried: 0, refused: 0, atGates: 0 });
  const orders = [...Array(BATCH * BATCHES).keys()].map((index) =>
    bodyOf(
      order({
        orderId: `o${index}`,
        credits: [{ advisorId: `s${chance.between(0, SELLERS - 1)}` }],
        facets: { channel: chance.pick(CHANNELS) },
      }),
    ),
  );
  const backlog = Array.from({ length: BATCHES }, (_, index) => orders.slice(index * BATCH, (index + 1) * BATCH));
  let redelivered = 0;
  const startedAt = clock.now;
  const recordAll = async () => {
    const deps = open();
    for (let batch = backlog.shift(); batch !== undefined; batch = backlog.shift()) {
      const outcomes = await recordFacts(batch, deps);
      const again = batch.filter((_, index) => outcomes[index]?.kind === "failed");
      redelivered += again.length;
      if (again.length > 0) backlog.push(again);
    }
  };
  const raises: number[] = [];
  const raiseOften = async () => {
    const deps = open();
    for (let index = 0; index < RAISES; index += 1) {
      await clock.wait(RAISE_PAUSE_MS);
      const askedAt = clock.now;
      while ((await recordFacts([bodyOf(under(`new${index}`, "m0"))], deps))[0]?.kind !== "recorded") redelivered += 1;
      raises.push(clock.now - askedAt);
    }
  };
  let endedAt = startedAt;
  const recording = Promise.all(Array.from({ length: RECORDERS }, recordAll)).then(() => {
    endedAt = clock.now;
  });
  await clock.until(Promise.all([recording, raiseOften()]));

  raises.sort((left, right) => left - right);
  const figures: ConflictFigures = {
    refusedRatio: Math.round((counts.refused / counts.tried) * 1_000) / 1_000,
    raiseMs: { median: Math.round(raises[RAISES >> 1] ?? 0), max: Math.round(raises.at(-1) ?? 0) },
    ordersPerSecond: Math.round(orders.length / ((endedAt - startedAt) / 1_000)),
    redelivered,
  };
  const { refusedRatio, raiseMs, ordersPerSecond } = figures;
  process.stdout.write(
    `conflicts, ${RECORDERS} recorders under a backlog of ${orders.length} orders, one manager above all (virtual time):\n` +
      `refused ${(refusedRatio * 100).toFixed(1)}% of ${counts.tried} transactions, ${counts.atGates} of them at their gate; a raise of the epoch takes ${raiseMs.median} ms, at most ${raiseMs.max}; ` +
      `${ordersPerSecond} orders/s; ${redelivered} messages delivered again\n`,
  );
  return figures;
}

const CHANNELS = ["web", "store", "phone"];

const under = (advisorId: string, managerId: string) => advisor(advisorId, { managers: [{ managerId, from: "2020-01-15" }] });

const bodyOf = ([detailType, detail]: readonly [string, unknown]): string =>
  JSON.stringify({ version: "0", "detail-type": detailType, source: "agency.orders", detail });

function ledgerOn(answer: Answer, clock: Clockwork, chance: Chance) {
  const pause = (waitMs: number) => clock.wait(waitMs);
  const nothing = async () => {};
  const sources = [{ source: "agency.orders", kinds: [...FACT_KINDS] }];
  return wireLedger(
    { TABLE_NAME: TABLE, BUCKET_NAME: "none", BUS_NAME: "none", AGENCY, SHARDS: 16, EVENT_SOURCES: sources },
    {
      table: new Table(answeredClient(answer), TABLE, pause),
      archive: { put: nothing, get: async () => undefined },
      publisher: { derivationPending: nothing, forecastsChanged: nothing, auditPending: nothing },
      surroundings: { now: () => clock.now, random: () => chance.next(), pause },
    },
  ).adapters;
}

type Keyed = Readonly<Record<string, { readonly Item?: object; readonly Key?: object }>>;

/** Answers as DynamoDB does where transactions take their time: whoever touches what another has in hand is refused. */
function lockingAnswer(database: Database, clock: Clockwork, chance: Chance, counts: Counts): Answer {
  const inHand = new Set<string>();
  return async (command, input) => {
    await clock.wait(chance.between(...LATENCY));
    const output = command === "TransactWriteItems" ? await transact(input) : database.execute(command, input);
    await clock.wait(chance.between(...LATENCY));
    return output;
  };

  async function transact(input: Record<string, unknown>) {
    // A raise is tried until all gates are free at once: it is told by how long it takes, not among those refused.
    const isRecording = (input.TransactItems as Keyed[]).some((action) => "ConditionCheck" in action);
    if (isRecording) counts.tried += 1;
    const keys = (input.TransactItems as Keyed[]).map((action) => {
      const [{ Item, Key } = {}] = Object.values(action);
      const { pk, sk } = (Key ?? Item) as { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };
      return `${pk.S}\u0000${sk.S}`;
    });
    const met = keys.map((key) => inHand.has(key));
    if (met.includes(true)) {
      if (isRecording) {
        counts.refused += 1;
        if (met[0] === true) counts.atGates += 1;
      }
      const CancellationReasons = met.map((each) => ({ Code: each ? "TransactionConflict" : "None" }));
      throw new TransactionCanceledException({
        message: "Transaction cancelled [TransactionConflict]",
        CancellationReasons,
        $metadata: {},
      });
    }
    for (const key of keys) inHand.add(key);
    try {
      await clock.wait(chance.between(...LOCK));
      return database.execute("TransactWriteItems", input);
    } finally {
      for (const key of keys) inHand.delete(key);
    }
  }
}
