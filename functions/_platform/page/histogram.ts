import { html } from "hono/html";
import type { HistogramBlock } from "../../../shared/ui/view.ts";
import type { Html } from "./frame.ts";

/** How many lose and gain how much, a row each, so that it can be read on a phone. Who loses is striped, who gains is filled. */
export function histogramMarkup({ id, caption, description, legend, bins }: HistogramBlock, title: string): Html {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const hatch = `${id}-hatch`;
  const stripes = html`<defs><pattern id="${hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="2" height="6"/></pattern></defs>`;
  const fill = (side: string) =>
    side === "loses" ? html` class="hatched" fill="url(#${hatch})"` : html` class="${side === "gains" ? "solid" : "was"}"`;
  return html`<figure class="bars histogram" id="${id}"><figcaption${caption === title ? html` class="hidden"` : ""}>${caption}</figcaption><p class="hidden">${description}</p>
<ul class="legend"><li><svg class="key" aria-hidden="true">${stripes}<rect${fill("loses")} width="100%" height="100%"/></svg>${legend.loses}</li><li><svg class="key" aria-hidden="true"><rect${fill("gains")} width="100%" height="100%"/></svg>${legend.gains}</li></ul>
<ul class="rows">${bins.map(
    ({ label, count, text, side }) =>
      html`<li class="${side}"><span class="label number">${label}</span><svg aria-hidden="true" focusable="false">${
        count === 0 ? "" : html`<rect${fill(side)} x="0" y="0" width="${((count * 100) / most).toFixed(2)}%" height="100%"/>`
      }<line class="axis" x1="0" y1="0" x2="0" y2="100%"/></svg><span class="number">${text}</span></li>`,
  )}</ul></figure>`;
}
