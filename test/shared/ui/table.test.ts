import { expect, test } from "vitest";
import { col, num, OPTIONAL, table } from "../../../shared/ui/table.ts";
import { EMPTY, writerFor } from "../../../shared/ui/writer.ts";

const writer = writerFor("CNY", "en");
const items = [
  { name: "a", amount: 1n },
  { name: "b", amount: 2n },
];

test("table: a row for each item, each cell by its column, in the order of items and columns", () => {
  const block = table({ id: "t", caption: "T" }, items, [
    col("Name", ({ name }, index) => writer.text(`${index}${name}`)),
    num("Amount", ({ amount }) => writer.amount(amount), OPTIONAL),
  ]);
  expect(block).toEqual({
    kind: "table",
    id: "t",
    caption: "T",
    columns: [
      { title: "Name", align: "start" },
      { title: "Amount", align: "end", optional: true },
    ],
    rows: [{ cells: [writer.text("0a"), writer.amount(1n)] }, { cells: [writer.text("1b"), writer.amount(2n)] }],
  });
});

test("table: the row of sums stands last, after the rest, and is empty where a column has no sum", () => {
  const rest = { kind: "carried", cells: [writer.text("more"), EMPTY, EMPTY] } as const;
  const { rows } = table({ id: "t", caption: "T", rest: [rest] }, items, [
    col("Name", ({ name }) => writer.text(name), { total: writer.text("Total") }),
    col("Note", () => EMPTY),
    num("Amount", ({ amount }) => writer.amount(amount), { total: writer.amount(3n) }),
  ]);
  expect(rows.slice(2)).toEqual([rest, { kind: "total", cells: [writer.text("Total"), EMPTY, writer.amount(3n)] }]);
});

test("table: rows of different kinds are told apart", () => {
  const { rows } = table({ id: "t", caption: "T", kindOf: ({ name }) => (name === "a" ? "group" : undefined) }, items, [
    col("Name", ({ name }) => writer.text(name)),
  ]);
  expect(rows.map(({ kind }) => kind)).toEqual(["group", undefined]);
});
