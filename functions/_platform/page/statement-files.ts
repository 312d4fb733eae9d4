import { html } from "hono/html";
import { type Frame, type Html, linkTo, pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";

const KINDS = [
  ["statement.pdf", "PDF"],
  ["statement.csv", "CSV"],
  ["statement.json", "JSON"],
] as const;

/** A statement's files, and the way to verify it. */
export function filesSection(frame: Frame, month: string): Html {
  const words = messagesIn(frame.language);
  const at = (name: string) => linkTo(frame, `statements/${month}/${name}`);
  return html`<section id="files" aria-labelledby="files-heading"><h2 id="files-heading">${words.files}</h2><div class="blocks"><p>${words.filesWhy}</p><ul class="links">${KINDS.map(
    ([name, text]) => html`<li><a href="${at(name)}">${text}</a></li>`,
  )}<li><a href="${at("verify")}">${words.verify}</a></li></ul></div></section>`;
}

/** The file of a seller's credits that a statement counts. */
export function sellerFileSection(frame: Frame, month: string, { sellerId, month: of }: { sellerId: string; month: string }): Html {
  const words = messagesIn(frame.language);
  const path = `statements/${month}/sellers/${encodeURIComponent(sellerId)}/credits.json?of=${of}`;
  return html`<section id="files" aria-labelledby="files-heading"><h2 id="files-heading">${words.files}</h2><div class="blocks"><p>${words.sellerFileWhy}</p><ul class="links"><li><a href="${linkTo(frame, path)}">JSON</a></li><li><a href="${linkTo(frame, `statements/${month}/verify`)}">${words.verify}</a></li></ul></div></section>`;
}

/** Where the reader's browser verifies a statement. Its script finds here which files to fetch, or takes the reader's own files. */
export function verifyPage(frame: Frame, title: string, month: string, previousMonth: string | undefined): Html {
  const words = messagesIn(frame.language);
  const file = (of: string) => linkTo(frame, `statements/${of}/statement.json`);
  const previous = previousMonth === undefined ? "" : html` data-previous="${file(previousMonth)}"`;
  return pageMarkup(
    frame,
    words.verifyTitle,
    html`<header class="opening"><div><h1>${words.verifyTitle}</h1><p class="soft"><a href="${linkTo(frame, `statements/${month}`)}">${title}</a></p></div><p>${words.verifyIntro}</p></header>
<section aria-labelledby="verify-heading"><h2 id="verify-heading">${words.verify}</h2><div class="blocks"><div id="verify" lang="${words.lang}" data-statement="${file(month)}"${previous}></div><noscript><p>${words.verifyWithoutScript}</p><pre>npm run verify -- statement.json previous.json</pre></noscript><ul class="links"><li><a href="${file(month)}">JSON</a></li><li><a href="/${frame.language}/roots">${words.roots}</a></li></ul></div></section>`,
  );
}
