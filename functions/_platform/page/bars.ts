import { html } from "hono/html";
import type { BarsBlock, BeforeAfterBlock, HistogramBlock } from "../../../shared/ui/view.ts";
import { type Frame, type Html, linkTo } from "./layout.ts";

type Bar = BarsBlock["bars"][number];
/** From where to where something reaches, in minor units. */
type Reach = readonly [bigint, bigint];

/** Bars that lie, one below the other: label, bar, and the amount as text. The drawing repeats what the text says. */
export function barsMarkup(frame: Frame, { id, caption, description, legend, bars }: BarsBlock, title: string): Html {
  const scale = scaleOf(bars.flatMap(({ solid, hatched = 0n }) => [solid, solid + hatched]));
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

/** Where an amount stands, in percent of the width: from the lowest of all ends of bars to the highest, and 0 among them. */
function scaleOf(ends: readonly bigint[]): (minor: bigint) => number {
  let [low, high] = [0n, 0n];
  for (const end of ends) {
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

/** Two bars for each row, one below the other: outlined what was, filled what is to be. The drawing repeats what the text says. */
export function beforeAfterMarkup(frame: Frame, { id, caption, description, legend, rows }: BeforeAfterBlock, title: string): Html {
  const scale = scaleOf(rows.flatMap(({ before, after }) => [before, after]));
  return html`<figure class="bars before-after" id="${id}"><figcaption${caption === title ? html` class="hidden"` : ""}>${caption}</figcaption><p class="hidden">${description}</p>
<ul class="legend"><li>${key(html`<rect class="was" width="100%" height="100%"/>`)}${legend.before}</li><li>${key(html`<rect class="solid" width="100%" height="100%"/>`)}${legend.after}</li></ul>
<ul class="rows">${rows.map(
    ({ label, before, after, text, to }) =>
      html`<li><span class="label">${to === undefined ? label : html`<a href="${linkTo(frame, to)}">${label}</a>`}</span><svg aria-hidden="true" focusable="false">${bar(
        scale,
        before,
        "was",
        1,
      )}${bar(scale, after, "solid", 11)}<line class="axis" x1="${scale(0n)}%" y1="0" x2="${scale(0n)}%" y2="100%"/></svg><span class="number">${text}</span></li>`,
  )}</ul></figure>`;
}

function bar(scale: (minor: bigint) => number, minor: bigint, kind: string, y: number): Html | "" {
  if (minor === 0n) return "";
  const [start, end] = minor > 0n ? [scale(0n), scale(minor)] : [scale(minor), scale(0n)];
  return html`<rect class="${kind}" x="${start}%" y="${y}" width="${(end - start).toFixed(2)}%" height="8"/>`;
}

/** How many lose and gain how much, a row each, so that it can be read on a phone. Who loses is striped, who gains is filled. */
export function histogramMarkup({ id, caption, description, legend, bins }: HistogramBlock, title: string): Html {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const hatch = `${id}-hatch`;
  const fill = (side: string) =>
    side === "loses" ? html` class="hatched" fill="url(#${hatch})"` : html` class="${side === "gains" ? "solid" : "was"}"`;
  return html`<figure class="bars histogram" id="${id}"><figcaption${caption === title ? html` class="hidden"` : ""}>${caption}</figcaption><p class="hidden">${description}</p>
<ul class="legend"><li>${key(html`${stripes(hatch)}<rect${fill("loses")} width="100%" height="100%"/>`)}${legend.loses}</li><li>${key(html`<rect${fill("gains")} width="100%" height="100%"/>`)}${legend.gains}</li></ul>
<ul class="rows">${bins.map(
    ({ label, count, text, side }) =>
      html`<li class="${side}"><span class="label number">${label}</span><svg aria-hidden="true" focusable="false">${
        count === 0 ? "" : html`<rect${fill(side)} x="0" y="0" width="${((count * 100) / most).toFixed(2)}%" height="100%"/>`
      }<line class="axis" x1="0" y1="0" x2="0" y2="100%"/></svg><span class="number">${text}</span></li>`,
  )}</ul></figure>`;
}
