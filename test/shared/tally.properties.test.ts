import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Month } from "../../shared/calendar/month.ts";
import type { Books } from "../../shared/earnings/books.ts";
import { evaluate } from "../../shared/earnings/evaluate.ts";
import { addRow, isNil, mergeRows, negate, rowKey, rowOf, type TallyRow, tallyOf } from "../../shared/earnings/tally.ts";
import { canonicalJson } from "../../shared/json/exact-json.ts";
import { componentLines } from "../../shared/statement/settle.ts";
import { CLOSED_MONTHS, momentOf, world } from "../support/arbitrary-world.ts";
import { type Moment, rowTexts } from "../support/pure-core.ts";

/** Deals items out to batches. */
function dealtOut<Item>(items: readonly Item[], hands: readonly number[]): Item[][] {
  const batches: Item[][] = [[], [], [], []];
  for (const [index, item] of items.entries()) batches[(hands[index % hands.length] ?? 0) % batches.length]?.push(item);
  return batches;
}

const hands = fc.array(fc.nat(3), { minLength: 1, maxLength: 17, size: "max" });

/** The earnings of an advisor's closed months, with other rows. */
function earnings(books: Books, rowsOf: (month: Month) => readonly TallyRow[]): string {
  const rows = new Map([...books.rows.keys()].map((month) => [month, rowsOf(month)]));
  const months = CLOSED_MONTHS.map((month) => evaluate({ ...books, rows }, month));
  return canonicalJson(months.map((each) => ({ amount: each.amount, hasCredits: each.hasCredits, lines: componentLines(each) })));
}

const forEachAdvisor = (moment: Moment, check: (books: Books, advisorId: string) => void) => {
  for (const { advisorId } of moment.advisors) check(moment.books(advisorId), advisorId);
};

describe("a tally", () => {
  test("of credits dealt out to batches in any way merges to the tally of all", () => {
    fc.assert(
      fc.property(world, hands, (world, hands) => {
        const moment = momentOf(world);
        forEachAdvisor(moment, (books, advisorId) => {
          for (const [month, rows] of books.rows) {
            const batches = dealtOut(moment.credits(advisorId, month), hands).map((batch) => [...tallyOf(batch).values()]);
            expect(rowTexts(mergeRows(batches.reverse().flat()))).toEqual(rowTexts(rows));
          }
        });
      }),
    );
  });

  test("evaluated equals its credits evaluated one by one, in any order", () => {
    fc.assert(
      fc.property(world, hands, (world, hands) => {
        const moment = momentOf(world);
        forEachAdvisor(moment, (books, advisorId) => {
          const oneByOne = (month: Month) => dealtOut(moment.credits(advisorId, month), hands).flat().map(rowOf);
          expect(earnings(books, oneByOne)).toBe(earnings(books, (month) => books.rows.get(month) ?? []));
        });
      }),
    );
  });

  test("from which credits are taken away and to which they are added again is what it was", () => {
    fc.assert(
      fc.property(world, hands, (world, hands) => {
        const moment = momentOf(world);
        forEachAdvisor(moment, (books, advisorId) => {
          for (const [month, rows] of books.rows) {
            const [taken = []] = dealtOut(moment.credits(advisorId, month).map(rowOf), hands);
            const rest = mergeRows([...rows, ...taken.map(negate)]);
            expect(rowTexts(mergeRows([...rest, ...taken]))).toEqual(rowTexts(rows));
          }
        });
      }),
    );
  });

  test("from which all is taken away is no row, and adding nothing changes nothing", () => {
    fc.assert(
      fc.property(world, (world) => {
        forEachAdvisor(momentOf(world), (books) => {
          for (const row of [...books.rows.values()].flat()) {
            expect(mergeRows([row, negate(row)])).toEqual([]);
            const emptied = new Map([[rowKey(row), row]]);
            addRow(emptied, negate(row));
            expect([...emptied.values()].map(isNil)).toEqual([true]);
            expect(isNil(row)).toBe(false);
          }
        });
      }),
    );
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
});
