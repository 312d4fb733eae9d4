import { html } from "hono/html";
import type { TiersBlock } from "../../../shared/ui/view.ts";
import type { Html } from "./layout.ts";

const WIDTH = 360;
const RUNG_HEIGHT = 44;
const MARGIN = 14;
const RAIL_X = 112;
const STAIR_X = 122;
const STAIR_WIDTH = 130;
const TEXT_X = STAIR_X + STAIR_WIDTH + 10;

/** A ladder that is climbed from below: on the rail how far, beside it how wide each step pays. */
export function ladderMarkup({ id, caption, description, steps, measured, measuredText, tierIndex, next }: TiersBlock): Html {
  const height = steps.length * RUNG_HEIGHT + 2 * MARGIN;
  const rates = steps.map(({ rateBillionths }) => rateBillionths);
  const highest = rates.toSorted((left, right) => Number(right - left))[0] || 1n;
  const foot = (place: number) => height - MARGIN - place * RUNG_HEIGHT;
  const dot = foot(tierIndex) - climbedWithin(steps, tierIndex, measured);
  return html`<figure class="ladder" id="${id}"><figcaption>${caption}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${caption}</title><desc id="${id}-description">${description}</desc>
<line class="rail" x1="${RAIL_X}" y1="${foot(steps.length)}" x2="${RAIL_X}" y2="${foot(0)}"/>
${steps.map(({ fromText, rateText, rateBillionths }, place) => {
  const width = Number((rateBillionths * BigInt(STAIR_WIDTH)) / highest);
  const top = foot(place + 1) + 3;
  const stands = place === tierIndex;
  return html`<g class="${place < tierIndex ? "climbed" : stands ? "standing" : "ahead"}"><line class="tick" x1="${RAIL_X - 5}" y1="${foot(place)}" x2="${RAIL_X}" y2="${foot(place)}"/><text class="from" x="${RAIL_X - 10}" y="${foot(place) + 4}" text-anchor="end">${fromText}</text><rect x="${STAIR_X}" y="${top}" width="${Math.max(width, 2)}" height="${RUNG_HEIGHT - 6}" rx="2"/><text class="rate" x="${TEXT_X}" y="${top + (stands ? 16 : 24)}">${rateText}</text>${
    stands ? html`<text class="measured" x="${TEXT_X}" y="${top + 32}">◂ ${measuredText}</text>` : ""
  }</g>`;
})}
<line class="climbTiers" x1="${RAIL_X}" y1="${foot(0)}" x2="${RAIL_X}" y2="${dot}"/><circle class="dot" cx="${RAIL_X}" cy="${dot}" r="5"/>
</svg>${next === undefined ? "" : html`<p class="next">${next}</p>`}</figure>`;
}

/** How far the advisor has climbed within their step, in units of the drawing. The last step has no end: there it is half of the step. */
function climbedWithin(steps: TiersBlock["steps"], tierIndex: number, measured: bigint): number {
  const step = steps[tierIndex];
  const above = steps[tierIndex + 1];
  if (step === undefined || measured < step.from) return 0;
  if (above === undefined) return RUNG_HEIGHT / 2;
  return Number(((measured - step.from) * BigInt(RUNG_HEIGHT - 2)) / (above.from - step.from));
}
