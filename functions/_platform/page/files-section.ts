import { html } from "hono/html";
import { type Frame, type Html, linkTo } from "./frame.ts";
import { wordsIn } from "./messages.ts";

const KINDS = [
  ["statement.pdf", "PDF"],
  ["statement.csv", "CSV"],
  ["statement.json", "JSON"],
] as const;

/** A statement's files, and the way to verify it. */
export function filesSection(frame: Frame, month: string): Html {
  const words = wordsIn(frame.language);
  const at = (name: string) => linkTo(frame, `statements/${month}/${name}`);
  return html`<section id="files" aria-labelledby="files-heading"><h2 id="files-heading">${words.files}</h2><div class="blocks"><p>${words.filesWhy}</p><ul class="links">${KINDS.map(
    ([name, text]) => html`<li><a href="${at(name)}">${text}</a></li>`,
  )}<li><a href="${at("verify")}">${words.verify}</a></li></ul></div></section>`;
}
