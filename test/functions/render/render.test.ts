import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { renderCsv } from "../../../functions/_platform/render/csv.ts";
import { renderPdf } from "../../../functions/_platform/render/pdf.ts";
import type { Cell, Row, View } from "../../../shared/ui/view.ts";

const folder = mkdtempSync(join(tmpdir(), "fenrun-render-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const money = (minor: bigint, text: string): Cell => ({ kind: "money", minor, text });
const text = (text: string): Cell => ({ kind: "text", text });

function view(rows: number): View {
  const lines: Row[] = Array.from({ length: rows }, (_, index) => ({
    cells: [
      text(index === 0 ? "=1+1" : `订单 o-${index}`),
      { kind: "number", value: String(index), text: String(index) },
      money(-1_200n, "−12.00"),
    ],
  }));
  const total: Row = { kind: "total", cells: [text("合计"), text(""), money(BigInt(rows) * -1_200n, `−${rows * 12}.00`)] };
  return {
    language: "zh",
    title: "2026年6月结算单",
    subtitle: "龚䶮喆（镕）",
    headline: { label: "应付", minor: 123_456n, text: "1,234.56" },
    sections: [
      {
        id: "settlement",
        title: "结算",
        blocks: [
          {
            kind: "equation",
            lines: [
              { sign: "", label: "提成", value: money(1n, "0.01") },
              { sign: "×", label: "比例", value: { kind: "number", value: "-1/3", text: "≈ −0.3333", note: "=阶梯" } },
              { sign: "=", label: "应付", value: money(123_456n, "1,234.56") },
            ],
          },
          { kind: "checks", checks: [{ fulfilled: true, text: "连续十二个月" }] },
        ],
      },
      {
        id: "credits",
        title: "订单",
        blocks: [
          {
            kind: "table",
            id: "credits",
            caption: "全部订单",
            columns: [
              { title: "订单", align: "start" },
              { title: "数量", align: "end" },
              { title: "金额", align: "end" },
            ],
            rows: [...lines, total],
          },
        ],
      },
    ],
    footer: [`哈希 ${"a".repeat(64)}`],
  };
}

const latin = (pdf: Uint8Array): string => Buffer.from(pdf).toString("latin1");

/** The text of a PDF as a reader copies it. */
function textOf(pdf: Uint8Array): string {
  const file = join(folder, "read.pdf");
  writeFileSync(file, pdf);
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
}

const hasPdftotext = (() => {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("a PDF", () => {
  test("is the same to the byte whenever it is made, tagged, and says its language", async () => {
    const [one, other] = [await renderPdf(view(60), "CNY"), await renderPdf(view(60), "CNY")];
    expect(Buffer.compare(one, other)).toBe(0);
    for (const sign of ["/StructTreeRoot", "/MarkInfo", "/Lang (zh-CN)"]) expect(latin(one)).toContain(sign);
  });

  test.skipIf(!hasPdftotext)("shows every figure, and the rare characters of names", async () => {
    const shown = textOf(await renderPdf(view(60), "CNY"));
    for (const part of ["龚䶮喆（镕）", "1,234.56", "−12.00", "−720.00", "o-59", "合计", "a".repeat(64)]) expect(shown).toContain(part);
  });

  test.skipIf(!hasPdftotext)("cuts a long table, says so, and still ends in its total", async () => {
    const shown = textOf(await renderPdf(view(1_500), "CNY"));
    expect(shown).toContain("o-999");
    expect(shown).not.toContain("o-1000 ");
    expect(shown).toContain("1,500 行中的前 1,000 行");
    expect(shown).toMatch(/其余 500 行 +−6,000\.00/);
    expect(shown).toContain("−18000.00");
  });
});

test("render: a PDF made in a bundle, as it is deployed, is the same to the byte", { timeout: 30_000 }, async () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  const source = `import { renderPdf } from "./functions/_platform/render/pdf.ts";
    process.stdout.write(await renderPdf(JSON.parse(process.argv[2], (key, value) => (key === "minor" ? BigInt(value) : value)), "CNY"));`;
  await build({
    stdin: { contents: source, resolveDir: root, loader: "ts" },
    outfile: join(folder, "bundle.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
  });
  const fonts = join(root, "node_modules", "@expo-google-fonts", "noto-sans-sc");
  mkdirSync(join(folder, "fonts"));
  for (const font of ["400Regular", "600SemiBold"]) {
    symlinkSync(join(fonts, font, `NotoSansSC_${font}.ttf`), join(folder, "fonts", `NotoSansSC_${font}.ttf`));
  }
  const asked = JSON.stringify(view(3), (_, value) => (typeof value === "bigint" ? String(value) : value));
  const made = execFileSync(process.execPath, [join(folder, "bundle.mjs"), asked], { cwd: folder });
  expect(Buffer.compare(made, await renderPdf(view(3), "CNY"))).toBe(0);
});

describe("a CSV", () => {
  test("has every row, amounts as plain numbers, and nothing that a spreadsheet takes for a formula", () => {
    const csv = renderCsv(view(1_500), "CNY");
    expect(csv.startsWith("\uFEFF")).toBe(true);
    const lines = csv.split("\n");
    expect(lines.filter((line) => line.startsWith("credits,credits,row,"))).toHaveLength(1_500);
    expect(lines).toContain("credits,credits,row,'=1+1,0,-12.00");
    expect(lines).toContain("credits,credits,row,订单 o-7,7,-12.00");
    expect(lines).toContain("credits,credits,total,合计,,-18000.00");
    expect(lines).toContain("view,headline,row,应付,1234.56");
    // Neither a sign nor a fraction, which a spreadsheet reads as a date.
    expect(lines).toContain("settlement,equation,times,比例,-0.333333333333,'=阶梯");
    expect(lines).toContain("settlement,equation,total,应付,1234.56");
    expect(renderCsv(view(3), "JPY").split("\n")).toContain("view,headline,row,应付,123456");
  });
});
