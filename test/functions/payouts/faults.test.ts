import { afterAll, beforeAll, expect, test } from "vitest";
import { type Action, Table, type TransactionResult } from "../../../functions/_platform/dynamodb/table.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import type { DraftDeps } from "../../../shared/payouts/steps/commit-step.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { type ExportDeps, exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { payoutLines, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";
import { all, bankSays, draftNow, FINANCE, openStatedWorld, PAY_DAY, seen } from "../../support/payouts.ts";

let ledgers: Ledgers;
/** Where a process ends is asked of twenty worlds: the order of writes counts there, not what the database makes of them. */
let simulated: Ledgers;
beforeAll(async () => {
  [ledgers, simulated] = await Promise.all([startLedgers(), startLedgers("simulated")]);
});
afterAll(() => Promise.all([ledgers.stop(), simulated.stop()]));

const fay = FINANCE("fay");
const gus = FINANCE("gus");
const comment = "the bank's statement of the day";

/** The process ends right before its nth write: what it wrote before stands, which is as if it had ended after the write before. */
type FaultDeps = Omit<DraftDeps, "encoderOf"> & ExportDeps;

function failing(deps: FaultDeps, nth: number): FaultDeps & { writes(): number } {
  let writes = 0;
  const wrap =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      writes += 1;
      // Nothing of it goes on, whatever was under way at the same time.
      if (writes >= nth) throw new Error("the process ends");
      return write(...args);
    };
  const { payouts, archive, jobs } = deps;
  return {
    ...deps,
    payouts: {
      ...payouts,
      commit: wrap(payouts.commit),
      notePart: wrap(payouts.notePart),
      notePut: wrap(payouts.notePut),
      putPayments: wrap(payouts.putPayments),
      record: wrap(payouts.record),
      hold: wrap(payouts.hold),
      release: wrap(payouts.release),
    },
    archive: { ...archive, put: wrap(archive.put) },
    jobs: { queue: wrap(jobs.queue) },
    writes: () => writes,
  };
}

/** Goes on from wherever it stands to the end: wang held, li rejected, the rest paid, zhao returned then. */
async function goThrough(deps: FaultDeps): Promise<void> {
  let payout: Payout | undefined = (await deps.payouts.list())[0];
  if (payout === undefined && (await deps.payouts.holds()).length === 0)
    await holdAdvisor({ advisorId: "wang", reason: comment }, gus, deps);
  if (payout === undefined || payout.status === "drafting") payout = await draftNow({ month: "2026-10" }, fay, deps);
  if (payout.status === "draft") payout = await approvePayout(seen(payout), gus, deps);
  if (payout.status === "approved") payout = await exportPayout({ ...seen(payout), executeOn: PAY_DAY }, gus, deps);
  const { payoutId } = payout;
  await bankSays(deps, { payoutId, advisorId: "li", kind: "rejected" });
  if (payout.status === "exported") payout = await confirmPayout({ ...seen(payout), comment }, gus, deps);
  await bankSays(deps, { payoutId, advisorId: "zhao", kind: "returned" });
  if ((await deps.payouts.holds()).length > 0) await releaseAdvisor({ advisorId: "wang", reason: comment }, gus, deps);
}

/** What it must come to, however often it was gone on with. */
async function whatStands(deps: Pick<DraftDeps, "payouts" | "proposals" | "archive">) {
  const { payout, totals } = await readPayout("2026-10-1", deps);
  const payables = await Promise.all(["li", "wang", "zhao", "qian"].map((advisorId) => payablesOfAdvisor(advisorId, deps)));
  return {
    payouts: (await deps.payouts.list()).length,
    payout: [payout.status, payout.lockVersion, payout.content?.payments],
    totals,
    outstanding: payables.map(({ outstanding }) => outstanding),
    paid: payables.map(({ paid }) => paid),
    payments: payables.flatMap(({ payments }) => payments).length,
    lines: (await all(payoutLines("2026-10-1", deps))).length,
    log: (await all(deps.payouts.outcomes("2026-10-1")))
      .flat()
      .map(({ payment, from, outcome }) => [payment.advisorId, from, outcome.kind]),
    activity: (await deps.proposals.activity("payout:2026-10-1")).map(({ action }) => action),
    gate: await deps.payouts.gate(),
  };
}

const open = (on: Ledgers) => openStatedWorld(on, { li: 1, wang: 2, zhao: 3, qian: 4 });

test("faults: wherever it ends on its way, whoever comes next goes on, and everyone is paid exactly once", async () => {
  const whole = await open(simulated);
  await goThrough(whole.p);
  const expected = await whatStands(whole.p);
  expect(expected).toMatchObject({
    payouts: 1,
    payout: ["confirmed", 5, { count: 3, amount: 48_000n }],
    outstanding: [6_000n, 12_000n, 18_000n, 0n],
    paid: [0n, 0n, 0n, 24_000n],
    payments: 3,
    log: [
      ["li", "in-transit", "rejected"],
      ["zhao", "paid", "returned"],
    ],
    activity: ["create", "draft", "approve", "export", "confirm"],
  });
  // Hold, begin, publish; for each of two shards lines, part, payments, put; drafted, approved, exported, its file queued,
  // rejected, confirmed, returned, let go.
  for (let nth = 1; nth <= 19; nth += 1) {
    const { p, rival } = await open(simulated);
    await expect(goThrough(failing(p, nth))).rejects.toThrow("the process ends");
    await goThrough(rival("2026-11-05T02:00:00Z"));
    expect(await whatStands(rival()), `before write ${nth}`).toEqual(expected);
  }
  const { p } = await open(simulated);
  const faulty = failing(p, 20);
  await goThrough(faulty);
  expect(faulty.writes()).toBe(19);
});

/** What injectsFault a transaction: a conflict before it, or an answer that is lost after it was done. */
class FaultyTable extends Table {
  fault: "conflict" | "lost answer" | undefined;
  #count = 0;

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    this.#count += 1;
    // Every other one: what is tried again is done in the end.
    const fault = this.#count % 2 === 1 ? this.fault : undefined;
    if (fault === "conflict") return { kind: "busy" };
    const result = await super.transact(actions);
    return fault === "lost answer" ? { kind: "busy" } : result;
  }
}

test.each(["conflict", "lost answer"] as const)("each step counts once in spite of a %s at each", async (fault) => {
  const whole = await open(ledgers);
  await goThrough(whole.p);
  const expected = await whatStands(whole.p);
  const tables: FaultyTable[] = [];
  const faulty = await openStatedWorld(
    {
      ...ledgers,
      open: () =>
        ledgers.open((client, name) => {
          const table = new FaultyTable(client, name, shortPause);
          tables.push(table);
          return table;
        }),
    },
    { li: 1, wang: 2, zhao: 3, qian: 4 },
  );
  for (const table of tables) table.fault = fault;
  await goThrough(faulty.p);
  for (const table of tables) table.fault = undefined;
  expect(await whatStands(faulty.p)).toEqual(expected);
});
