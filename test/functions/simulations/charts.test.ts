import { expect, test } from "vitest";
import { beforeAfterMarkup, histogramMarkup } from "../../../functions/_platform/page/bars.ts";
import { cellMarkup, type Frame, linkTo } from "../../../functions/_platform/page/layout.ts";

const FRAME: Frame = { language: "en", path: "/en/hr", query: "", signedIn: true, seesAll: true, root: "/en/hr" };

/** Of each rectangle of rows its kind, from where, and how wide, in percent. */
const rectangles = (markup: string) =>
  [...(markup.split('class="rows"')[1] ?? "").matchAll(/<rect class="(\w+)"[^>]*? x="([\d.]+)%?" [^>]*?width="([\d.]+)%"/g)].map(
    ([, kind, x, width]) => [kind, Number(x), Number(width)],
  );

test("charts: what was and what is to be stand on one scale, 0 among them, and what is less than nothing lies on its other side", () => {
  const rows = [
    { label: "June", before: 400n, after: 300n, text: "−25.0%" },
    { label: "July", before: 0n, after: -100n, text: "" },
  ];
  const legend = { before: "Before", after: "After" };
  const block = { kind: "before-after", id: "b", caption: "", description: "from 4.00 to 2.00", legend, rows } as const;
  const markup = String(beforeAfterMarkup(FRAME, block, "By month"));
  expect(rectangles(markup)).toEqual([
    ["was", 20, 80],
    ["solid", 20, 60],
    ["solid", 0, 20],
  ]);
  expect(markup).toContain('<p class="hidden">from 4.00 to 2.00</p>');
});

test("charts: a histogram's fullest bin is as wide as there is room, an empty one has no bar, and its words stand beside it", () => {
  const bin = (label: string, count: number, side: "loses" | "same" | "gains") => ({ label, count, text: String(count), side });
  const bins = [bin("−500 to −100", 5, "loses"), bin("no change", 0, "same"), bin("0 to <100", 20, "gains")];
  const legend = { loses: "Less", gains: "More" };
  const markup = String(histogramMarkup({ kind: "histogram", id: "h", caption: "c", description: "20 gain, 5 lose", legend, bins }, "t"));
  expect(rectangles(markup)).toEqual([
    ["hatched", 0, 25],
    ["solid", 0, 100],
  ]);
  expect(markup).toContain("0 to &lt;100");
  expect(markup).toContain("20 gain, 5 lose");
});

test("charts: a small bar goes from its middle to the right for more, to the left for less", () => {
  const bar = (bar: number) =>
    String(cellMarkup(FRAME, { kind: "money", minor: 1n, text: "0.01", bar })).match(/x="(-?\d+)" width="(\d+)"/);
  expect(bar(250)?.slice(1)).toEqual(["0", "250"]);
  expect(bar(-1000)?.slice(1)).toEqual(["-1000", "1000"]);
  expect(bar(0)).toBeNull();
});

test("charts: a link with a slash at its beginning leaves the pages' own root, but not the language", () => {
  expect(linkTo(FRAME, "simulations/t1")).toBe("/en/hr/simulations/t1");
  expect(linkTo(FRAME, "/advisors/a%2Fb")).toBe("/en/advisors/a%252Fb");
});
