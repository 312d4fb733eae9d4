import type { BarsBlock, TiersBlock } from "../../../../shared/ui/view.ts";
import { COLOURS, type Sheet, WIDTH } from "./sheet.ts";

const BAR_HEIGHT = 9;
const LABEL_WIDTH = 70;
const VALUE_WIDTH = 110;

/** A ladder as a row of steps, the one in which the reader stands filled; its words are the alternative text. */
export function drawLadder(sheet: Sheet, { steps, tierIndex, description, measuredText }: TiersBlock): void {
  const height = 64;
  sheet.need(height + 30);
  const { doc } = sheet;
  const [y, width] = [sheet.y, WIDTH / steps.length];
  const figure = doc.struct("Figure", { alt: description }, () => {
    for (const [index, { fromText, rateText }] of steps.entries()) {
      const rise = 12 + ((height - 24) * (index + 1)) / steps.length;
      const x = sheet.edge + index * width;
      doc
        .rect(x, y + height - rise, width - 3, rise)
        .fillColor(index === tierIndex ? COLOURS.accent : COLOURS.rule)
        .fill();
      sheet.set(rateText, y + height - rise - 12, { size: 8, font: index === tierIndex ? "strong" : "regular", x: index * width, width });
      sheet.set(fromText, y + height + 3, { size: 7, colour: COLOURS.quiet, x: index * width, width });
    }
  });
  sheet.add(figure);
  sheet.y += height + 16;
  sheet.text("P", measuredText, { size: 8.5, font: "strong" });
}

/** Bars with their amounts: what is certain filled, what is still to come outlined. */
export function drawBars(sheet: Sheet, { bars, description }: BarsBlock): void {
  const height = bars.length * (BAR_HEIGHT + 6);
  sheet.need(Math.min(height, 300) + 10);
  let most = 1n;
  for (const { solid, hatched = 0n } of bars) if (solid + hatched > most) most = solid + hatched;
  const pageContext = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const lengthOf = (amount: bigint) => (amount <= 0n ? 0 : (Number((amount * 10_000n) / most) / 10_000) * pageContext);
  const y = sheet.y;
  const { doc } = sheet;
  const figure = doc.struct("Figure", { alt: description }, () => {
    for (const [index, { label, solid, hatched = 0n, text }] of bars.entries()) {
      const top = y + index * (BAR_HEIGHT + 6);
      sheet.set(label, top - 1, { size: 8, colour: COLOURS.quiet, width: LABEL_WIDTH });
      doc
        .rect(sheet.edge + LABEL_WIDTH, top, lengthOf(solid), BAR_HEIGHT)
        .fillColor(COLOURS.accent)
        .fill();
      if (hatched > 0n) {
        doc
          .rect(sheet.edge + LABEL_WIDTH + lengthOf(solid), top, lengthOf(hatched), BAR_HEIGHT)
          .lineWidth(0.7)
          .strokeColor(COLOURS.accent)
          .stroke();
      }
      sheet.set(text, top - 1, { size: 8, align: "right", x: LABEL_WIDTH + pageContext, width: VALUE_WIDTH });
    }
  });
  sheet.add(figure);
  sheet.y += height + 8;
}
