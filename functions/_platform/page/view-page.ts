import { html } from "hono/html";
import type { Headline, Section, View } from "../../../shared/ui/view.ts";
import { blockMarkup } from "./blocks.ts";
import type { Frame, Html } from "./frame.ts";
import { pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";

/** A view as a whole page; `more` stands after its sections. */
export function viewPage(frame: Frame, view: View, more: Html | "" = ""): Html {
  const { title, subtitle, headline, sections, footer } = view;
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1>${subtitle === undefined ? "" : html`<p class="soft">${subtitle}</p>`}</div>${headline === undefined ? "" : headlineMarkup(headline)}</header>
${sections.map((section) => sectionMarkup(frame, section))}${more}${
  footer.length === 0 ? "" : html`<div class="fine">${footer.map((line) => html`<p>${line}</p>`)}</div>`
}`,
  );
}

function headlineMarkup({ label, minor, text, note }: Headline): Html {
  return html`<p class="headline"><span class="label">${label}</span> <data class="number" value="${String(minor)}">${text}</data>${
    note === undefined ? "" : html` <span class="soft">${note}</span>`
  }</p>`;
}

/** More blocks than this are unfolded by who wants them: every component's arithmetic on one page, for example. */
const BLOCKS_SHOWN_AT_ONCE = 10;

function sectionMarkup(frame: Frame, { id, title, blocks }: Section): Html {
  const parts = html`<div class="blocks">${blocks.map((block) => blockMarkup(frame, block, title))}</div>`;
  const isLong = blocks.length > BLOCKS_SHOWN_AT_ONCE;
  const content = isLong ? html`<details><summary>${messagesIn(frame.language).unfold}</summary>${parts}</details>` : parts;
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>${content}</section>
`;
}
