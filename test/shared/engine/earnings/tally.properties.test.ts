import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Month } from "../../../../shared/base/calendar/month.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import type { Credit } from "../../../../shared/engine/credits/credit.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../../../shared/engine/earnings/inputs.ts";
import {
  addRow,
  isNil,
  mergePart,
  mergeRows,
  negate,
  rowKey,
  rowOf,
  type TallyRow,
  tallyOf,
} from "../../../../shared/engine/earnings/tally.ts";
import { componentLines } from "../../../../shared/engine/statement/settle.ts";
import { CLOSED_MONTHS, momentOf, world } from "../../../support/arbitrary-world.ts";
import { rowTexts } from "../../../support/pure-core-moment.ts";
import { runs } from "../../../support/runs.ts";

/** Deals items out to batches. */
function dealtOut<Item>(items: readonly Item[], hands: readonly number[]): Item[][] {
  const batches: Item[][] = [[], [], [], []];
  for (const [index, item] of items.entries()) batches[(hands[index % hands.length] ?? 0) % batches.length]?.push(item);
  return batches;
}

const hands = fc.array(fc.nat(3), { minLength: 1, maxLength: 17, size: "max" });

/** The earnings of an advisor's closed months, with other rows. */
function earnings(books: EarningsInputs, rowsOf: (month: Month) => readonly TallyRow[]): string {
  const rows = new Map([...books.rows.keys()].map((month) => [month, rowsOf(month)]));
  const months = CLOSED_MONTHS.map((month) => evaluate({ ...books, rows }, month));
  return canonicalJson(months.map((each) => ({ amount: each.amount, hasCredits: each.hasCredits, lines: componentLines(each) })));
}

/** Checks the books of every advisor of arbitrary worlds; `hands` says how their credits are divided into batches. */
function forEveryBooks(
  check: (books: EarningsInputs, credits: (month: Month) => readonly Credit[], hands: readonly number[]) => void,
): void {
  fc.assert(
    fc.property(world, hands, (world, hands) => {
      const moment = momentOf(world);
      for (const { advisorId } of moment.advisors) check(moment.books(advisorId), (month) => moment.credits(advisorId, month), hands);
    }),
    runs(50),
  );
}

describe("a tally", () => {
  test("of credits dealt out to batches in any way merges to the tally of all", () => {
    forEveryBooks((books, credits, hands) => {
      for (const [month, rows] of books.rows) {
        const batches = dealtOut(credits(month), hands).map((batch) => [...tallyOf(batch).values()]);
        expect(rowTexts(mergeRows(batches.reverse().flat()))).toEqual(rowTexts(rows));
      }
    });
  });

  test("evaluated equals its credits evaluated one by one, in any order", () => {
    forEveryBooks((books, credits, hands) => {
      const oneByOne = earnings(books, (month) => dealtOut(credits(month), hands).flat().map(rowOf));
      expect(oneByOne).toBe(earnings(books, (month) => books.rows.get(month) ?? []));
    });
  });

  test("from which credits are taken away and to which they are added again is what it was", () => {
    forEveryBooks((books, credits, hands) => {
      for (const [month, rows] of books.rows) {
        const [taken = []] = dealtOut(credits(month).map(rowOf), hands);
        const rest = mergeRows([...rows, ...taken.map(negate)]);
        expect(rowTexts(mergeRows([...rest, ...taken]))).toEqual(rowTexts(rows));
      }
    });
  });

  test("from which all is taken away is no row, and adding nothing changes nothing", () => {
    forEveryBooks((books) => {
      for (const row of [...books.rows.values()].flat()) {
        expect(mergeRows([row, negate(row)])).toEqual([]);
        const emptied = new Map([[rowKey(row), row]]);
        addRow(emptied, negate(row));
        expect([isNil(row), ...[...emptied.values()].map(isNil)]).toEqual([false, true]);
      }
    });
  });

  test("changes by a row in which any one amount is not 0", () => {
    const nothing = {
      planId: "p",
      version: 1,
      facets: [],
      price: 0n,
      refunded: 0n,
      cost: 0n,
      units: 0n,
      count: 0n,
      discounts: { coupon: 0n },
    };
    expect(isNil(nothing)).toBe(true);
    for (const name of ["price", "refunded", "cost", "units", "count"])
      expect([name, isNil({ ...nothing, [name]: -1n })]).toEqual([name, false]);
    expect(isNil({ ...nothing, discounts: { coupon: 0n, points: 1n } })).toBe(false);
  });

  test("keeps rows apart whose plan version or facets differ, however the texts join", () => {
    const row = (facets: string[]) => rowKey({ planId: "p", version: 1, facets });
    expect(row(["a", "b,c"])).not.toBe(row(["a,b", "c"]));
    expect(row(["", "a"])).not.toBe(row(["a", ""]));
    expect(rowKey({ planId: "p", version: 11, facets: [] })).not.toBe(rowKey({ planId: "p", version: 1, facets: ["1"] }));
  });

  test("counts no credit that waits", () => {
    const recipient = { advisorId: "li", role: "seller", state: "waiting", month: "2026-01", afterLeaving: false, sellers: [] } as const;
    const amounts = { price: 1n, refunded: 0n, cost: 0n, units: 1n, discounts: {} };
    expect(() => rowOf({ orderId: "o", revision: 1, lineId: "1", bookedOn: "2026-01-01", recipient, facets: [], amounts })).toThrow(
      /waiting/,
    );
  });

  test("merged has no discount that sums to 0 and no row without a count; of a part, rows stay that hold anything", () => {
    const row = (members: Partial<TallyRow>): TallyRow => ({
      planId: "p",
      version: 1,
      facets: [],
      price: 0n,
      refunded: 0n,
      cost: 0n,
      units: 0n,
      count: 0n,
      discounts: {},
      ...members,
    });
    const discounted = row({ count: 2n, discounts: { coupon: 5n, points: 1n } });
    expect(mergeRows([discounted, row({ count: -1n, discounts: { coupon: -5n } })])).toEqual([
      row({ count: 1n, discounts: { points: 1n } }),
    ]);
    // Of two orders one came and another went: what they differ by is still to be added to the rest.
    const apart = [row({ count: 1n, price: 70n }), row({ count: -1n, price: -20n })];
    expect([mergePart(apart), mergeRows(apart)]).toEqual([[row({ price: 50n })], []]);
    expect(mergePart([row({ count: 1n }), row({ count: -1n })])).toEqual([]);
  });
});
