import { html } from "hono/html";
import type { BeforeAfterBlock } from "../../../shared/ui/view.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";

/** Two bars for each row, one below the other: outlined what was, filled what is to be. The drawing repeats what the text says. */
export function beforeAfterMarkup(frame: Frame, { id, caption, description, legend, rows }: BeforeAfterBlock, title: string): Html {
  const scale = scaleOf(rows);
  return html`<figure class="bars before-after" id="${id}"><figcaption${caption === title ? html` class="hidden"` : ""}>${caption}</figcaption><p class="hidden">${description}</p>
<ul class="legend"><li>${key("was")}${legend.before}</li><li>${key("solid")}${legend.after}</li></ul>
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

const key = (kind: string): Html => html`<svg class="key" aria-hidden="true"><rect class="${kind}" width="100%" height="100%"/></svg>`;

function bar(scale: (minor: bigint) => number, minor: bigint, kind: string, y: number): Html | "" {
  if (minor === 0n) return "";
  const [start, end] = minor > 0n ? [scale(0n), scale(minor)] : [scale(minor), scale(0n)];
  return html`<rect class="${kind}" x="${start}%" y="${y}" width="${(end - start).toFixed(2)}%" height="8"/>`;
}

/** Where an amount stands, in percent of the width: from the lowest of all to the highest, and 0 among them. */
function scaleOf(rows: BeforeAfterBlock["rows"]): (minor: bigint) => number {
  let [low, high] = [0n, 0n];
  for (const minor of rows.flatMap(({ before, after }) => [before, after])) {
    if (minor < low) low = minor;
    if (minor > high) high = minor;
  }
  const width = high === low ? 1n : high - low;
  return (minor) => Number(((minor - low) * 10_000n) / width) / 100;
}
