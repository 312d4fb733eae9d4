import { expect, test } from "vitest";
import { barsMarkup } from "../../../functions/_platform/page/bars.ts";
import { cellMarkup, type Frame } from "../../../functions/_platform/page/layout.ts";
import { tableMarkup } from "../../../functions/_platform/page/table.ts";
import { ladderMarkup } from "../../../functions/_platform/page/tiers.ts";
import { preferredLanguage } from "../../../functions/_platform/site/request.ts";
import { readPrice } from "../../../functions/advisor-site/account/month-pages.ts";
import type { Cell, TiersBlock } from "../../../shared/ui/view.ts";

const FRAME: Frame = { language: "en", path: "/en/me", query: "", signedIn: true, seesAll: false, root: "/en/me" };

test("advisor site: a price is read as people write it, exactly, and nothing else is taken for one", () => {
  const read = (text: string) => readPrice(text, "CNY");
  expect(["1,280.5", "¥1280.50", " １２８０．５ ", "￥1,280.50"].map(read)).toEqual([128_050n, 128_050n, 128_050n, 128_050n]);
  expect(["0", "007", "1.", "999999999999.99"].map(read)).toEqual([0n, 700n, 100n, 99_999_999_999_999n]);
  expect(["", "-1", "1.234", "1e3", "12 or 13", ".5", "1234567890123", "NaN"].map(read)).toEqual(Array(8).fill(undefined));
  expect(readPrice("1280", "JPY")).toBe(1280n);
  expect(readPrice("1280.5", "JPY")).toBeUndefined();
});

test("advisor site: the language is the one that the browser prefers, and Chinese where it asks for neither", () => {
  expect(preferredLanguage("en-US,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(preferredLanguage("fr, zh-TW;q=0.5, en;q=0.3")).toBe("zh");
  expect(preferredLanguage("zh;q=0.2, EN;q=0.9")).toBe("en");
  expect(["", "fr", "*", "en;q=0"].map(preferredLanguage)).toEqual(["zh", "zh", "zh", "zh"]);
});

test("advisor site: whatever a text holds, it stays a text; a slash in an id survives the gateway", () => {
  const cell: Cell = { kind: "text", text: "<script>alert(1)</script>", to: 'months/2026-06/orders/a%2Fb"onclick="x', note: "<b>" };
  expect(String(cellMarkup(FRAME, cell))).toBe(
    '<a href="/en/me/months/2026-06/orders/a%252Fb&quot;onclick=&quot;x"><span class="text">&lt;script&gt;alert(1)&lt;/script&gt;</span></a><small>&lt;b&gt;</small>',
  );
});

test("advisor site: who climbs a ladder stands between the foot of their step and the next, and on the last one in its middle", () => {
  const steps = [0n, 100n, 300n].map((from, place) => ({
    from,
    fromText: String(from),
    rateText: `${place}%`,
    rateBillionths: BigInt(place) * 10_000_000n,
  }));
  const height = (measured: bigint, tierIndex: number): number => {
    const ladder: TiersBlock = { kind: "ladder", id: "l", caption: "", description: "", steps, measured, measuredText: "", tierIndex };
    return Number(/class="dot" cx="\d+" cy="([\d.]+)"/.exec(String(ladderMarkup(ladder)))?.[1]);
  };
  const heights = [height(-50n, 0), height(50n, 0), height(99n, 0), height(100n, 1), height(200n, 1), height(300n, 2), height(9_999n, 2)];
  expect(heights).toEqual(heights.toSorted((left, right) => right - left));
  expect(height(0n, 0)).toBe(height(-50n, 0));
  expect(height(300n, 2)).toBe(height(9_999n, 2));
});

test("advisor site: bars share one scale, with 0 within it, and what is taken away lies where it is taken away", () => {
  const bar = (solid: bigint, hatched?: bigint) => ({ label: "m", text: "", solid, ...(hatched === undefined ? {} : { hatched }) });
  const markup = String(
    barsMarkup(
      FRAME,
      {
        kind: "bars",
        id: "b",
        caption: "",
        description: "",
        legend: { solid: "", hatched: "" },
        bars: [bar(-100n), bar(300n, 100n), bar(400n, -100n)],
      },
      "",
    ),
  );
  const pieces = [...markup.matchAll(/<rect class="(solid|hatched)"[^>]* x="([\d.]+)%" y="1" width="([\d.]+)%"/g)];
  expect(pieces.map(([, kind, x, width]) => [kind, Number(x), Number(width)])).toEqual([
    ["solid", 0, 20],
    ["solid", 20, 60],
    ["hatched", 80, 20],
    ["solid", 20, 60],
    ["hatched", 80, 20],
  ]);
});

test("advisor site: of a table of 20,000 rows a page shows some, its total, and says where the rest is", () => {
  const money = (minor: bigint): Cell => ({ kind: "money", minor, text: String(minor) });
  const rows = Array.from({ length: 20_000 }, () => ({ cells: [money(1n)] }));
  const markup = String(
    tableMarkup(
      FRAME,
      {
        kind: "table",
        id: "t",
        caption: "Credits",
        columns: [{ title: "Part", align: "end" }],
        rows: [...rows, { kind: "total", cells: [money(20_000n)] }],
      },
      "Credits",
    ),
  );
  expect(markup.match(/<tr /g)).toHaveLength(501);
  expect(markup).toContain('class="total"');
  expect(markup).toContain("19501 more rows");
});
