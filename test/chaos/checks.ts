import { canonicalJson } from "../../shared/base/json/exact-json.ts";
import { type ClaimedCredit, expandCredits } from "../../shared/engine/credits/claimed-credit.ts";
import { expandRow } from "../../shared/engine/earnings/claimed-row.ts";
import { creditsHeld } from "../../shared/engine/earnings/credit-log.ts";
import { mergeRows, type Sums, type TallyRow, tallyOf } from "../../shared/engine/earnings/tally.ts";
import type { Statement } from "../../shared/engine/statement/statement.ts";
import { sellersBelow } from "../../shared/ledger/derive/concerned-logs.ts";
import { recordId } from "../../shared/ledger/record/parse-event.ts";
import { forecastsOf } from "../../shared/ledger/sellers/by-seller.ts";
import type { Cloud } from "./cloud/cloud.ts";
import { computeOracle, type OracleResult } from "./oracle/oracle.ts";
import type { Witness } from "./witness.ts";
import { bodyOf } from "./world/sending.ts";
import type { World } from "./world/world.ts";

/** What was closed, and what watched it. */
export interface CompletedRun {
  readonly world: World;
  readonly cloud: Cloud;
  readonly witness: Witness;
  /** The months that were closed, in their order. */
  readonly months: readonly string[];
}

/** Compares what there is with what there must be. @returns what is wrong, a sentence each. */
export async function findViolations(lived: CompletedRun): Promise<string[]> {
  const { world, witness, months } = lived;
  const closes = months.map((month, period) => ({ month, facts: witness.factsOf(period) }));
  const oracle = computeOracle(world.agency, closes, witness.factsOf(months.length));
  return [
    ...(await lostFacts(lived)),
    ...(await wrongStatements(lived, oracle)),
    ...(await wrongTallies(lived, oracle)),
    ...(await wrongForecasts(lived)),
    ...(await wrongWaiting(lived, oracle)),
  ];
}

/** Whatever was sent is taken over, or held with its reasons. */
async function lostFacts({ world, cloud, witness }: CompletedRun): Promise<string[]> {
  const held = new Map((await cloud.inspect().quarantine.list()).map((record) => [record.id, record]));
  return world.sendings.flatMap((sending) => {
    const record = held.get(recordId(bodyOf(sending)));
    const name = JSON.stringify(sending.content).slice(0, 90);
    if (sending.corrected !== undefined && record?.released !== true) return [`what can't be read is not held and released: ${name}`];
    if (record === undefined && !witness.isTaken(sending)) return [`neither taken over nor held: ${sending.kind} ${name}`];
    if (record !== undefined && record.issues.length === 0) return [`held without a reason: ${sending.kind} ${name}`];
    if (record !== undefined && !record.released && witness.isTaken(sending) && sending.kind === "order")
      return [`taken over, and held too: ${name}`];
    return [];
  });
}

async function wrongStatements({ cloud, months }: CompletedRun, oracle: OracleResult): Promise<string[]> {
  const { ledger } = cloud.inspect();
  const [statements, changes]: [Map<string, string>, string[]] = [new Map(), []];
  for (const month of months) {
    for (let shard = 0; shard < cloud.shards; shard += 1) {
      for (const { advisorId, statement, equityChanged, equityEligible } of await ledger.statementsOf(month, shard)) {
        if (statement !== undefined) statements.set(`${month} ${advisorId}`, canonicalJson(inContract(statement)));
        if (equityChanged) changes.push(canonicalJson({ month, advisorId, eligible: equityEligible }));
      }
    }
  }
  const expected = new Map(oracle.statements.map((statement) => [`${statement.month} ${statement.advisorId}`, canonicalJson(statement)]));
  const differing = [...new Set([...statements.keys(), ...expected.keys()])].sort().flatMap((key) => {
    const [made, must] = [statements.get(key) ?? "none", expected.get(key) ?? "none"];
    return made === must ? [] : [`statement ${key}\n      is   ${made}\n      must ${must}`];
  });
  const [made, must] = [changes.sort().join("\n"), oracle.equityChanges.map(canonicalJson).sort().join("\n")];
  return made === must ? differing : [...differing, `changes of equity are ${made || "none"} and must be ${must || "none"}`];
}

/** The stored sums of all periods are those of the credits as the facts stand. */
async function wrongTallies(lived: CompletedRun, oracle: OracleResult): Promise<string[]> {
  const wrong: string[] = [];
  const stored = Map.groupBy(await storedRows(lived), ({ advisorId }) => advisorId);
  for (const advisorId of advisorsOf(lived.world)) {
    const byMonth = Map.groupBy(stored.get(advisorId) ?? [], ({ month }) => month);
    for (const month of new Set([...byMonth.keys(), ...oracle.months(advisorId)])) {
      const total = (of: (row: Sums) => bigint) => (byMonth.get(month) ?? []).reduce((sum, { row }) => sum + of(row), 0n);
      const must = oracle.sums(advisorId, month);
      const discount = (name: string) => total((row) => (Object.hasOwn(row.discounts, name) ? (row.discounts[name] ?? 0n) : 0n));
      const is = {
        price: total((row) => row.price),
        refunded: total((row) => row.refunded),
        cost: total((row) => row.cost),
        units: total((row) => row.units),
        count: total((row) => row.count),
        discounts: Object.fromEntries(
          ["coupon", "points"].map((name) => [name, discount(name)] as const).filter(([, amount]) => amount !== 0n),
        ),
      };
      if (canonicalJson(is) !== canonicalJson(must))
        wrong.push(`tally ${advisorId} ${month} is ${canonicalJson(is)} and must be ${canonicalJson(must)}`);
    }
  }
  return wrong;
}

/** All rows of everyone, in whosever partition they are kept. */
async function storedRows({ world, cloud }: CompletedRun) {
  const { ledger } = cloud.inspect();
  const rows: { readonly advisorId: string; readonly month: string; readonly row: Sums }[] = [];
  for (const advisorId of advisorsOf(world)) {
    for (const { month, row } of await ledger.claimedRows(advisorId, 0)) rows.push(...expandRow(row).map((each) => ({ ...each, month })));
  }
  return rows;
}

/** Forecasts, however much of them is summed up, are what the journal's entries hold: those the auditor has compared with the orders. */
async function wrongForecasts({ cloud, world }: CompletedRun): Promise<string[]> {
  const { audit, accounts } = cloud.inspect();
  const told = (rows: Iterable<readonly [string, Iterable<TallyRow>]>) =>
    [...rows].flatMap(([month, ofMonth]) => [...ofMonth].map((row) => `${month} ${canonicalJson(row)}`)).sort();
  const compare = async (when: string) => {
    const wrong: string[] = [];
    const claimed: ClaimedCredit[] = [];
    for (const advisorId of advisorsOf(world)) {
      const { journal } = await audit.ledger.view(advisorId);
      const forecasts = Map.groupBy(
        journal.filter(({ state }) => state === "forecast"),
        ({ month }) => month,
      );
      for (const items of forecasts.values()) claimed.push(...creditsHeld(items.flatMap(({ entries }) => entries)));
    }
    const counted = Map.groupBy(
      expandCredits(claimed).filter(({ recipient }) => recipient.state === "forecast"),
      ({ recipient }) => recipient.advisorId,
    );
    for (const advisorId of advisorsOf(world)) {
      const byMonth = Map.groupBy(counted.get(advisorId) ?? [], ({ recipient }) => recipient.month);
      const held = [...byMonth].map(([month, credits]) => [month, mergeRows(tallyOf(credits).values())] as const);
      const [is, must] = [told(await forecastsOf(await sellersBelow(advisorId, accounts), advisorId, accounts)), told(held)];
      if (is.join() !== must.join())
        wrong.push(`forecast ${advisorId} ${when} is ${is.join() || "none"} and must be ${must.join() || "none"}`);
    }
    return wrong;
  };
  const before = await compare("as it was summed up on the way");
  await cloud.sumUpForecasts(cloud.clockwork.now + 24 * 3_600_000);
  return [...before, ...(await compare("summed up as a whole"))];
}

const advisorsOf = (world: World): Set<string> =>
  new Set(world.sendings.flatMap(({ kind, content }) => (kind === "advisor" ? [String(content.advisorId)] : [])));

async function wrongWaiting({ cloud }: CompletedRun, oracle: OracleResult): Promise<string[]> {
  const listed = (await cloud.inspect().waitingList()).map(({ advisorId, orderIds }) => ({ advisorId, orderIds }));
  const [is, must] = [canonicalJson(listed), canonicalJson(oracle.waiting)];
  return is === must ? [] : [`whom credits wait for is ${is} and must be ${must}`];
}

/** A statement in the contract's shape: what it wrote off is among its manual adjustments. */
function inContract({ writtenOff: _w, draw: _d, ...statement }: Statement): Omit<Statement, "writtenOff" | "draw"> {
  return statement;
}
