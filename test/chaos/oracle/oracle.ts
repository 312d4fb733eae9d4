/**
 * The oracle: the contract computed slowly and plainly, from the full list of facts at every close. It shares nothing with the engine, so
 * that where both agree neither has merely repeated the other's mistake.
 */

import { localDayIn } from "./calendar.ts";
import { closeMonth, type EquityChange, earningsOf, type Moment, type OracleState, type OracleStatement } from "./close.ts";
import { type Credits, deriveCredits } from "./credits.ts";
import { compareText, type OracleFact, whatCounts } from "./facts.ts";
import { sum } from "./rational.ts";

/** A close, and the facts that were recorded since the one before, in the order in which they were. */
export interface OracleClose {
  readonly month: string;
  readonly facts: readonly OracleFact[];
}

/** The sums over an advisor's earned credits of a month: amounts in minor units, discounts by name where not 0. */
export interface OracleSums {
  readonly price: bigint;
  readonly refunded: bigint;
  readonly cost: bigint;
  readonly units: bigint;
  readonly count: bigint;
  readonly discounts: Readonly<Record<string, bigint>>;
}

/** What must come of the closes, and what must stand at the end. */
export interface OracleResult {
  /** By close, then advisor. */
  readonly statements: readonly OracleStatement[];
  readonly equityChanges: readonly EquityChange[];
  /** Whom credits wait for at the end, with the orders. */
  readonly waiting: readonly { readonly advisorId: string; readonly orderIds: readonly string[] }[];
  /** A registered advisor's earnings of a month as the facts stand at the end, in minor units; 0 for anyone else. */
  readonly earnings: (advisorId: string, month: string) => bigint;
  readonly sums: (advisorId: string, month: string) => OracleSums;
  /** The months in which an advisor has earned credits at the end, sorted. */
  readonly months: (advisorId: string) => string[];
}

/** Computes what a scenario must give. The facts are those that were taken over; `after` are the ones recorded since the last close. */
export function computeOracle(
  agency: { readonly timeZone: string },
  closes: readonly OracleClose[],
  after: readonly OracleFact[],
): OracleResult {
  const localDay = localDayIn(agency.timeZone);
  const books: OracleState = { closed: [], accounts: new Map() };
  const statements: OracleStatement[] = [];
  const equityChanges: EquityChange[] = [];
  let recorded: readonly OracleFact[] = [];
  for (const { month, facts } of closes) {
    recorded = recorded.concat(facts);
    const outcome = closeMonth(books, momentOf(recorded, localDay), month);
    statements.push(...outcome.statements);
    equityChanges.push(...outcome.changes);
  }
  const end = momentOf(recorded.concat(after), localDay);
  return {
    statements,
    equityChanges,
    waiting: waitingOf(end.credits),
    earnings: (advisorId, month) => {
      const advisor = end.facts.advisors.get(advisorId);
      return advisor === undefined ? 0n : earningsOf(end, advisor, month);
    },
    sums: (advisorId, month) => sumsOf(end, advisorId, month),
    months: (advisorId) => [...new Set(end.creditsOf(advisorId).map(({ month }) => month))].sort(),
  };
}

function momentOf(recorded: readonly OracleFact[], localDay: (instant: string) => string): Moment & { readonly credits: Credits } {
  const facts = whatCounts(recorded);
  const credits = deriveCredits(facts, localDay);
  const byAdvisor = Map.groupBy(credits.earned, ({ advisorId }) => advisorId);
  return { facts, credits, creditsOf: (advisorId) => byAdvisor.get(advisorId) ?? [] };
}

function waitingOf({ waiting }: Credits): OracleResult["waiting"] {
  return [...Map.groupBy(waiting, ({ advisorId }) => advisorId)]
    .map(([advisorId, credits]) => ({ advisorId, orderIds: [...new Set(credits.map(({ orderId }) => orderId))].sort(compareText) }))
    .sort((left, right) => compareText(left.advisorId, right.advisorId));
}

function sumsOf(moment: Moment, advisorId: string, month: string): OracleSums {
  const credits = moment.creditsOf(advisorId).filter((credit) => credit.month === month);
  const total = (name: string) => sum(credits.map(({ amounts }) => amounts.get(name) ?? 0n));
  const names = new Set(credits.flatMap(({ amounts }) => [...amounts.keys()]));
  const discounts = [...names]
    .filter((name) => name.startsWith("discounts."))
    .map((name) => [name.slice("discounts.".length), total(name)] as const)
    .filter(([, amount]) => amount !== 0n);
  return {
    price: total("price"),
    refunded: total("refunded"),
    cost: total("cost"),
    units: sum(credits.map(({ units }) => units)),
    count: BigInt(credits.length),
    discounts: Object.fromEntries(discounts),
  };
}
