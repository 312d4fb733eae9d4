import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { fontRuns, hasOtherScripts, visualRuns } from "../../../functions/_platform/render/pdf/scripts.ts";
import { renderPdf } from "../../../functions/_platform/render/pdf.ts";
import type { View } from "../../../shared/ui/view.ts";

const folder = mkdtempSync(join(tmpdir(), "fenrun-scripts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = {
  NotoSansThai: "สมชาย ใจดี",
  NotoSansArabic: "محمد عبد الله",
  NotoSansKR: "김민수",
  NotoSansDevanagari: "राजेश शर्मा",
  NotoSansHebrew: "דוד כהן",
  NotoEmoji: "🎉",
} as const;

const view = (...names: readonly string[]): View => ({
  language: "en",
  title: "Statement",
  subtitle: names.join(" / "),
  sections: [
    {
      id: "names",
      title: "Names",
      blocks: [
        {
          kind: "table",
          id: "names",
          caption: "Names",
          columns: [{ title: "Name", align: "start" }],
          rows: names.map((text) => ({ cells: [{ kind: "text", text }] })),
        },
        // Long enough for several lines, in a script without spaces too.
        { kind: "paragraph", text: `${names.join(" ")} `.repeat(12) + names.join("").repeat(8) },
      ],
    },
  ],
  footer: [],
});

const hasPoppler = (() => {
  try {
    execFileSync("pdffonts", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** Fonts that a file embeds, by their names; and the text that a reader takes out of it. */
function read(pdf: Uint8Array): { readonly fonts: string; readonly text: string } {
  const file = join(folder, "read.pdf");
  writeFileSync(file, pdf);
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: "utf8" });
  return { fonts: run("pdffonts", file), text: run("pdftotext", "-layout", file, "-") };
}

test.runIf(hasPoppler)(
  "every script is set in a font that has it, and can be read out again; a file takes no more fonts than its texts",
  async () => {
    const all = read(await renderPdf(view(...Object.values(NAMES)), "CNY"));
    for (const font of Object.keys(NAMES)) expect(all.fonts).toContain(font);
    for (const name of [NAMES.NotoSansThai, NAMES.NotoSansKR, NAMES.NotoEmoji]) expect(all.text).toContain(name);
    const latin = read(await renderPdf(view("Müller", "龚䶮喆（镕）"), "CNY"));
    for (const font of Object.keys(NAMES)) expect(latin.fonts).not.toContain(font);
  },
);

test("scripts: the same view gives the same bytes, whatever was made before", async () => {
  const first = await renderPdf(view(...Object.values(NAMES)), "CNY");
  await renderPdf(view(NAMES.NotoSansHebrew), "CNY");
  expect(Buffer.compare(first, await renderPdf(view(...Object.values(NAMES)), "CNY"))).toBe(0);
});

test("scripts: what is read from the right stands from the right, with its signs and brackets; digits and what stands around it keep their order", () => {
  // The shaper turns the letters of a run themselves, so they stand here as they are written.
  const order = (text: string) => visualRuns(text).map((run) => run.text);
  expect(order("محمد عبد الله")).toEqual(["الله", " ", "عبد", " ", "محمد"]);
  expect(order("To דוד כהן today")).toEqual(["To ", "כהן", " ", "דוד", " today"]);
  expect(order("Li Na")).toEqual(["Li Na"]);
  // A comma between two words from the right stands between them, one at the end of all behind it as the line is read.
  expect(order("דוד, כהן, Li")).toEqual(["כהן", " ,", "דוד", ", Li"]);
  expect(order("דוד (כהן) לוי")).toEqual(["לוי", " (", "כהן", ") ", "דוד"]);
  expect(order("(דוד) Ltd.")).toEqual(["(", "דוד", ") Ltd."]);
  expect(order("חשבון 1234-56 סוף")).toEqual(["סוף", " ", "1234-56", " ", "חשבון"]);
  expect(order("محمد، 12.")).toEqual(["12", " ", "محمد،", "."]);
});

test("scripts: every character of a line is set once, whatever is put together", () => {
  const pieces = ["Li", " ", "דוד", "محمد", "،", "(", ")", "12", ".", "समर्थ", "김", "🎉", "«", "》"];
  const mirrors: Readonly<Record<string, string>> = { ")": "(", "»": "«", "《": "》" };
  const bag = (text: string) => [...text].map((each) => mirrors[each] ?? each).sort();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
      const line = parts.join("");
      expect(
        bag(
          visualRuns(line)
            .map(({ text }) => text)
            .join(""),
        ),
      ).toEqual(bag(line));
      expect(
        fontRuns(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
    }),
  );
});

test("what belongs to one character is never parted: vowel signs, conjuncts, families of emoji", () => {
  expect(fontRuns("क्षत्रिय")).toEqual([{ text: "क्षत्रिय", font: "devanagari" }]);
  expect(fontRuns("李娜👨‍👩‍👧☎️")).toEqual([
    { text: "李娜", font: undefined },
    { text: "👨‍👩‍👧☎", font: "emoji" },
  ]);
});

test("scripts: digits, signs and the main font's own scripts need no other font", () => {
  for (const text of ["−1,234.00 ¥", "✓ ○ × ≈", "龚䶮喆（镕）", "Łukasz Ünal", "Иванов"])
    expect([text, hasOtherScripts(text)]).toEqual([text, false]);
});
