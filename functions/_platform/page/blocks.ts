import { html } from "hono/html";
import type { Block, Tone } from "../../../shared/ui/view.ts";
import { barsMarkup } from "./bars.ts";
import { beforeAfterMarkup } from "./before-after.ts";
import { checksMarkup } from "./checks.ts";
import { equationMarkup, figuresMarkup } from "./equation.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";
import { histogramMarkup } from "./histogram.ts";
import { wordsIn } from "./messages.ts";
import { questionMarkup } from "./query-form.ts";
import { tableMarkup } from "./table.ts";
import { ladderMarkup } from "./tiers.ts";

/** A block of a section of that title as markup. */
export function blockMarkup(frame: Frame, block: Block, title: string): Html {
  switch (block.kind) {
    case "paragraph":
      return paragraph(frame, block.text, block.tone);
    case "figures":
      return figuresMarkup(frame, block.figures);
    case "table":
      return tableMarkup(frame, block, title);
    case "equation":
      return equationMarkup(frame, block.lines);
    case "ladder":
      return ladderMarkup(block);
    case "bars":
      return barsMarkup(frame, block, title);
    case "before-after":
      return beforeAfterMarkup(frame, block, title);
    case "histogram":
      return histogramMarkup(block, title);
    case "checks":
      return checksMarkup(frame, block.checks);
    case "links":
      return html`<ul class="links">${block.links.map(({ text, to }) => html`<li><a href="${linkTo(frame, to)}">${text}</a></li>`)}</ul>`;
    case "question":
      return questionMarkup(block, block.answer === undefined ? "" : html`${block.answer.map((part) => blockMarkup(frame, part, title))}`);
  }
}

function paragraph({ language }: Frame, text: string, tone: Tone | undefined): Html {
  if (tone === undefined) return html`<p>${text}</p>`;
  if (tone === "note") return html`<p class="soft">${text}</p>`;
  // The word is what tells the tone; how it looks only repeats it.
  return html`<p class="tone ${tone}"><strong>${wordsIn(language).tones[tone]}</strong> ${text}</p>`;
}
