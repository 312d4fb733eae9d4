import { expect, test } from "vitest";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { withRows } from "../../../../shared/engine/earnings/inputs.ts";
import { momentAfter } from "../../../support/arbitrary-world.ts";
import { li, MONTH, plan, sale } from "../small-facts.ts";

const books = momentAfter([plan([{ id: "tour", kind: "share", rate: "0.1" }]), li(), sale(1_000)]).books("li");
const [row] = books.rows.get(MONTH) ?? [];
if (row === undefined) throw new Error("there is no row");

test("books with more rows earn as if those had been sold: in a month that has rows, in one that has none, and twice in one", () => {
  const more = withRows(books, [
    [MONTH, [row]],
    ["2026-04", [row]],
    ["2026-04", [row]],
  ]);
  expect([MONTH, "2026-04", "2026-05"].map((month) => evaluate(more, month).amount)).toEqual([200n, 200n, 0n]);
  expect(more.rows.get(MONTH)).toMatchObject([{ price: 2_000n, count: 2n }]);
});

test("with rows: books to which rows are added stay as they were", () => {
  withRows(books, [[MONTH, [row]]]);
  expect(evaluate(books, MONTH).amount).toBe(100n);
});
