import { html } from "hono/html";
import type { Section } from "../../shared/ui/view.ts";
import { blockMarkup } from "../_platform/page/blocks.ts";
import type { Frame, Html } from "../_platform/page/frame.ts";

/** A section of a page, with its title beside it. */
export const sectionAround = (id: string, title: string, content: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2><div class="blocks">${content}</div></section>\n`;

/** A section of a view, and more after its blocks. */
export const viewSection = (frame: Frame, { id, title, blocks }: Section, more: Html | "" = ""): Html =>
  sectionAround(id, title, html`${blocks.map((block) => blockMarkup(frame, block, title))}${more}`);
