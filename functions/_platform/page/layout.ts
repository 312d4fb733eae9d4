import { html } from "hono/html";
import type { Language } from "../../../shared/views/view.ts";
import { STYLESHEET } from "../site/assets.ts";
import type { Frame, Html } from "./frame.ts";
import { linkTo } from "./frame.ts";
import { type Words, wordsIn } from "./words.ts";

/** A whole page around its content. */
export function pageMarkup(frame: Frame, title: string, content: Html): Html {
  const words = wordsIn(frame.language);
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.brand}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLESHEET.path}">${frame.script === undefined ? "" : html`\n<script type="module" src="${frame.script}"></script>`}
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="bar">${brand(frame, words)}${navigation(frame, words)}${tools(frame, words)}</div>${
    frame.about === undefined ? "" : html`<p class="about">${words.about(frame.about.name, frame.about.advisorId)}</p>`
  }</header>
<main id="content" tabindex="-1">
${content}
</main>
</body>
</html>`;
}

function brand({ language, root }: Frame, words: Words): Html {
  return html`<a class="brand" href="${root ?? `/${language}`}"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 17V13h4.5V9H12V5h5v12z"/></svg>${words.brand}</a>`;
}

function navigation(frame: Frame, words: Words): Html | "" {
  const { root, seesAll, language, path } = frame;
  const own: [string, string][] =
    root === undefined
      ? []
      : [
          ["", words.thisMonth],
          ["forecast", words.forecast],
          ["years", words.years],
          ["statements", words.statements],
          ["equity", words.equity],
        ];
  const links: [string, string][] = own.map(([to, text]) => [linkTo(frame, to), text]);
  if (seesAll) links.unshift([`/${language}/advisors`, words.advisors]);
  if (links.length === 0) return "";
  return html`<nav aria-label="${words.navigation}"><ul>${links.map(
    ([href, text]) =>
      html`<li><a href="${href}"${path === href ? html` aria-current="page"` : isWithin(path, href, root) ? html` aria-current="true"` : ""}>${text}</a></li>`,
  )}</ul></nav>`;
}

/** Whether a page stands below another: its months belong to "this month". */
function isWithin(path: string, href: string, root: string | undefined): boolean {
  if (href === root) return path.startsWith(`${root}/months/`);
  return root !== undefined && href.startsWith(`${root}/`) && path.startsWith(`${href}/`);
}

function tools({ language, path, query, signedIn }: Frame, words: Words): Html {
  const other: Language = language === "zh" ? "en" : "zh";
  const there = `${path.replace(/^\/(zh|en)(?=\/|$)/, `/${other}`)}${query}`;
  return html`<ul class="tools"><li><a href="${there}" hreflang="${wordsIn(other).lang}" lang="${wordsIn(other).lang}">${words.otherLanguage}</a></li><li>${
    signedIn ? html`<a href="/sign-out">${words.signOut}</a>` : html`<a href="/sign-in?to=${encodeURIComponent(path)}">${words.signIn}</a>`
  }</li></ul>`;
}
