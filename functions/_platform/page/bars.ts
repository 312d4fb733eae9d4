import { html } from "hono/html";
import type { BarsBlock } from "../../../shared/ui/view.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";

type Bar = BarsBlock["bars"][number];
/** From where to where something reaches, in minor units. */
type Reach = readonly [bigint, bigint];

/** Bars that lie, one below the other: label, bar, and the amount as text. The drawing repeats what the text says. */
export function barsMarkup(frame: Frame, { id, caption, description, legend, bars }: BarsBlock, title: string): Html {
  const scale = scaleOf(bars);
  const hatch = `${id}-hatch`;
  return html`<figure class="bars" id="${id}"><figcaption${caption === title ? html` class="hidden"` : ""}>${caption}</figcaption><p class="hidden">${description}</p>
<ul class="legend"><li>${key(html`<rect class="solid" width="100%" height="100%"/>`)}${legend.solid}</li>${
    legend.hatched === undefined
      ? ""
      : html`<li>${key(html`${stripes(hatch)}<rect class="hatched" fill="url(#${hatch})" width="100%" height="100%"/>`)}${legend.hatched}</li>`
  }</ul>
<ul class="rows">${bars.map((bar) => {
    const { label, text, to } = bar;
    const { solid, hatched } = piecesOf(bar);
    return html`<li><span class="label">${to === undefined ? label : html`<a href="${linkTo(frame, to)}">${label}</a>`}</span><svg aria-hidden="true" focusable="false">${piece(
      scale,
      solid,
      html` class="solid"`,
    )}${piece(scale, hatched, html` class="hatched" fill="url(#${hatch})"`)}<line class="axis" x1="${scale(0n)}%" y1="0" x2="${scale(0n)}%" y2="100%"/></svg><span class="number">${text}</span></li>`;
  })}</ul></figure>`;
}

/** What is certain reaches from 0, what isn't lies beyond it. Where that takes something away, it lies where it is taken away. */
function piecesOf({ solid, hatched = 0n }: Bar): { readonly solid: Reach; readonly hatched: Reach } {
  const sum = solid + hatched;
  const grows = hatched === 0n || solid === 0n || hatched > 0n === solid > 0n;
  if (grows) return { solid: [0n, solid], hatched: [solid, sum] };
  return { solid: [0n, sum > 0n === solid > 0n ? sum : 0n], hatched: [sum, solid] };
}

/** Where an amount stands, in percent of the width: from the lowest end of a bar to the highest. */
function scaleOf(bars: readonly Bar[]): (minor: bigint) => number {
  let [low, high] = [0n, 0n];
  for (const end of bars.flatMap(({ solid, hatched = 0n }) => [solid, solid + hatched])) {
    if (end < low) low = end;
    if (end > high) high = end;
  }
  const width = high === low ? 1n : high - low;
  return (minor) => Number(((minor - low) * 10_000n) / width) / 100;
}

function piece(scale: (minor: bigint) => number, [from, to]: Reach, attributes: Html): Html | "" {
  if (from === to) return "";
  const [start, end] = from < to ? [scale(from), scale(to)] : [scale(to), scale(from)];
  return html`<rect${attributes} x="${start}%" y="1" width="${(end - start).toFixed(2)}%" height="14"/>`;
}

const key = (drawing: Html): Html => html`<svg class="key" aria-hidden="true">${drawing}</svg>`;

/** Stripes: what is not certain yet differs by more than its colour. */
const stripes = (id: string): Html =>
  html`<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="2" height="6"/></pattern></defs>`;
