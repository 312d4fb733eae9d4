import type { Language } from "../../../shared/base/language.ts";
import type { Block, Section, View } from "../../../shared/ui/view.ts";
import { drawBars, drawLadder } from "./pdf/drawings.ts";
import { COLOURS, Sheet, type TextOptions, WIDTH } from "./pdf/sheet.ts";
import { writeTable } from "./pdf/table.ts";

/**
 * A view as PDF: A4, tagged, with its language, in Noto Sans SC. The same view gives the same bytes. Tables of more than
 * 1,000 rows are cut, and say so.
 * @param currency ISO 4217: that of the view's amounts.
 */
export async function renderPdf(view: View, currency: string): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = new Sheet(view);
  sheet.text("H1", view.title, { size: 20, font: "strong", colour: COLOURS.accent }, 2);
  if (view.subtitle !== undefined) sheet.text("P", view.subtitle, { size: 10, colour: COLOURS.quiet }, 14);
  if (view.headline !== undefined) {
    const { label, text, note } = view.headline;
    sheet.text("P", label, { size: 9, colour: COLOURS.quiet }, 0);
    sheet.text("P", text, { size: 26, font: "strong" }, 2);
    if (note !== undefined) sheet.text("P", note, { size: 9, colour: COLOURS.quiet }, 8);
  }
  for (const section of view.sections) writeSection(sheet, section, view.language, currency);
  sheet.y += 10;
  for (const line of view.footer) sheet.text("P", line, { size: 7, colour: COLOURS.quiet }, 2);
  return sheet.finish(view.subtitle === undefined ? view.title : `${view.title} · ${view.subtitle}`);
}

function writeSection(sheet: Sheet, { title, blocks }: Section, language: Language, currency: string): void {
  // A heading never stands alone at the foot of a page.
  sheet.need(110);
  sheet.y += 12;
  sheet.text("H2", title, { size: 12, font: "strong" }, 4);
  sheet.rule(sheet.y - 2, COLOURS.accent, 0.9);
  sheet.y += 4;
  for (const block of blocks) writeBlock(sheet, block, { title, language, currency });
}

function writeBlock(
  sheet: Sheet,
  block: Block,
  { title, language, currency }: { readonly title: string; readonly language: Language; readonly currency: string },
): void {
  switch (block.kind) {
    case "paragraph":
      sheet.text("P", block.text, { size: 9 });
      return;
    case "figures":
      for (const { label, value } of block.figures) pair(sheet, "P", label, value.text, {});
      return;
    case "equation":
      for (const { sign, label, value } of block.lines) {
        const isResult = sign === "=";
        if (isResult) sheet.rule(sheet.y - 1, COLOURS.strongRule, 0.7, WIDTH / 2, WIDTH / 2);
        pair(sheet, "P", `${sign === "" ? "" : `${sign}  `}${label}`, value.text, isResult ? { font: "strong" } : {});
        if (value.note !== undefined) sheet.text("P", value.note, { size: 7.5, colour: COLOURS.quiet, x: 14, width: WIDTH - 14 }, 2);
      }
      sheet.y += 6;
      return;
    case "table":
      writeTable(sheet, block, { language, currency, showCaption: block.caption !== title });
      return;
    case "checks":
      for (const { fulfilled, text, note } of block.checks) {
        sheet.text("P", `${fulfilled ? "✓" : "○"}  ${text}${note === undefined ? "" : ` — ${note}`}`, { size: 9 });
      }
      return;
    case "ladder":
      drawLadder(sheet, block);
      return;
    case "bars":
      drawBars(sheet, block);
      return;
    // Links, questions and the drawings of a trial are for pages.
    default:
      return;
  }
}

/** A name on the left and its value on the right, in one line. */
function pair(sheet: Sheet, tag: string, label: string, value: string, setting: TextOptions): void {
  const valueWidth = Math.min(WIDTH / 2, sheet.widthOf(value, { size: 9, ...setting }) + 2);
  const labelWidth = WIDTH - valueWidth - 12;
  const height = Math.max(
    sheet.heightOf(label, { size: 9, ...setting, width: labelWidth }),
    sheet.heightOf(value, { size: 9, ...setting, width: valueWidth }),
  );
  sheet.need(height);
  const y = sheet.y;
  sheet.add(
    sheet.doc.struct(tag, {}, () => {
      sheet.set(label, y, { size: 9, ...setting, width: labelWidth });
      sheet.set(value, y, { size: 9, ...setting, align: "right", x: WIDTH - valueWidth, width: valueWidth });
    }),
  );
  sheet.y += height + 4;
}
