import type { Instant, Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { addStatement, NO_CLOSE_TOTALS, totalsOf } from "../../ledger/close/close-totals.ts";
import type { ForecastRows } from "../../ledger/sellers/by-seller.ts";
import type { ClosedMonth } from "../../ledger/store/ledger-reader.ts";
import type { AdvisorMove, ComponentMove, Move, OverdueTrips, PreviewedClose } from "./preview.ts";

const [MOVES_SHOWN, OVERDUE_SHOWN] = [20, 50];

/** An advisor as the preview sees them: what they are expected to get, what they got last, and their trips that are to come. */
export interface SeenAdvisor {
  readonly advisorId: string;
  readonly name: string;
  readonly statement: Statement | undefined;
  readonly before: Statement | undefined;
  readonly forecasts: ForecastRows;
}

/** Sums a preview up, advisor by advisor, in any order. */
export class PreviewSums {
  readonly #month: Month;
  readonly #last: ClosedMonth | undefined;
  /** Where the role stands among a row's facets. */
  readonly #role: number;
  #totals = NO_CLOSE_TOTALS;
  readonly #moves: AdvisorMove[] = [];
  readonly #components = new Map<string, ComponentMove>();
  readonly #overdue: OverdueTrips[] = [];

  constructor(month: Month, last: ClosedMonth | undefined, role: number) {
    this.#month = month;
    this.#last = last;
    this.#role = role;
  }

  add({ advisorId, name, statement, before, forecasts }: SeenAdvisor): void {
    if (statement !== undefined) this.#totals = addStatement(this.#totals, statement);
    const move = { before: addedBy(before), expected: addedBy(statement) };
    if (this.#last !== undefined && move.before !== move.expected) this.#moves.push({ advisorId, name, ...move });
    this.#count(before, "before");
    this.#count(statement, "expected");
    const overdue = this.#overdueOf(forecasts);
    if (overdue !== undefined) this.#overdue.push({ advisorId, name, ...overdue });
  }

  result(at: Instant): PreviewedClose {
    const overdue = [...this.#overdue].sort(
      (left, right) => descending(left.price, right.price) || compare(left.advisorId, right.advisorId),
    );
    return {
      month: this.#month,
      at,
      expected: this.#totals,
      ...(this.#last !== undefined && { last: { ...totalsOf(this.#last.summary), month: this.#last.month } }),
      advisors: largest(this.#moves, ({ advisorId }) => advisorId),
      components:
        this.#last === undefined ? [] : largest([...this.#components.values()], ({ planId, component }) => `${planId} ${component}`),
      overdue: {
        advisors: overdue.length,
        credits: overdue.reduce((total, { credits }) => total + credits, 0),
        price: sum(overdue.map(({ price }) => price)),
        most: overdue.slice(0, OVERDUE_SHOWN),
      },
    };
  }

  #count(statement: Statement | undefined, side: "before" | "expected"): void {
    for (const { planId, id, amount } of statement?.components ?? []) {
      const key = JSON.stringify([planId, id]);
      const known = this.#components.get(key) ?? { planId, component: id, before: 0n, expected: 0n };
      this.#components.set(key, { ...known, [side]: known[side] + amount });
    }
  }

  #overdueOf(forecasts: ForecastRows): Pick<OverdueTrips, "credits" | "price" | "since"> | undefined {
    const months = [...forecasts].filter(([month]) => month <= this.#month).sort(([a], [b]) => compare(a, b));
    const sold = months.map(([month, rows]) => ({ month, rows: rows.filter(({ facets }) => facets[this.#role] === "seller") }));
    const rows = sold.flatMap((each) => each.rows);
    const since = sold.find((each) => each.rows.length > 0)?.month;
    if (since === undefined) return undefined;
    return { credits: Number(sum(rows.map(({ count }) => count))), price: sum(rows.map(({ price }) => price)), since };
  }
}

/** What a statement adds to what is owed: all but what it brings forward. */
function addedBy(statement: Statement | undefined): bigint {
  if (statement === undefined) return 0n;
  return statement.earnings + sum(statement.adjustments.map(({ amount }) => amount)) + statement.manualAdjustments;
}

/** Those that moved most, up or down; ties by name. */
function largest<Moved extends Move>(moves: readonly Moved[], nameOf: (move: Moved) => string): Moved[] {
  return moves
    .filter(({ before, expected }) => before !== expected)
    .sort((left, right) => descending(distance(left), distance(right)) || compare(nameOf(left), nameOf(right)))
    .slice(0, MOVES_SHOWN);
}

function distance({ before, expected }: Move): bigint {
  const change = expected - before;
  return change < 0n ? -change : change;
}

const descending = (left: bigint, right: bigint): number => (left === right ? 0 : left > right ? -1 : 1);
