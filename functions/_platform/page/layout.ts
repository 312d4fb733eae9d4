import { html } from "hono/html";
import type { Language } from "../../../shared/base/language.ts";
import type { Cell } from "../../../shared/ui/view.ts";
import { encodeSlashesTwice, pathSegment } from "../http/own-path.ts";
import { STYLESHEET } from "../site/assets.ts";
import { messagesIn } from "./messages.ts";
import type { Words } from "./messages.zh.ts";

/** Markup that is escaped where it has to be. */
export type Html = ReturnType<typeof html>;

/** Pages for those who run the agency, under the first part of their path. */
export type Area = "hr" | "finance";

/** What a page stands in: everything about it that isn't its view. */
export interface Frame {
  readonly language: Language;
  /** Path of the page, such as `/zh/me/months/2026-06`, and its query, "" or with its question mark. */
  readonly path: string;
  readonly query: string;
  /** Whether somebody is signed in. */
  readonly signedIn: boolean;
  /** Whether the reader may look at the pages of all advisors. */
  readonly seesAll: boolean;
  /** Whether it is one of the pages on which plans and people are changed, or months closed and advisors paid. */
  readonly area?: Area;
  /** Where the pages of one advisor begin, such as `/zh/me`, or an area's, `/zh/hr`; none outside of them. */
  readonly root?: string;
  /** Whose pages these are, where they aren't the reader's own. */
  readonly about?: { readonly advisorId: string; readonly name: string };
  /** Scripts of ours that the page may run, by their paths. */
  readonly scripts?: readonly string[];
  /** After how many seconds a browser without scripts is to look again. */
  readonly refreshSeconds?: number;
}

/** Where a path that a view names stands within the site. Only of its path a layer of encoding is taken off on the way. */
export function linkTo({ root = "", language }: Pick<Frame, "root" | "language">, to: string): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/.exec(to) ?? [];
  const encoded = `${encodeSlashesTwice(path)}${rest}`;
  if (path.startsWith("/")) return `/${language}${encoded}`;
  return path === "" ? `${root}${rest}` : `${root}/${encoded}`;
}

/** Where the pages of one advisor begin. */
export function advisorRoot(language: Language, advisorId: string): string {
  return `/${language}/advisors/${pathSegment(advisorId)}`;
}

/** A whole page around its content. */
export function pageMarkup(frame: Frame, title: string, content: Html): Html {
  const words = messagesIn(frame.language);
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.brand}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLESHEET.path}">${scripts(frame)}${
    frame.refreshSeconds === undefined ? "" : html`\n<noscript><meta http-equiv="refresh" content="${frame.refreshSeconds}"></noscript>`
  }
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

/** What htmx would put in by itself, a strict policy forbids: styles. */
const LIVE_FORMS = JSON.stringify({ includeIndicatorCSS: false });

function scripts({ area, scripts = [] }: Frame): Html | "" {
  if (scripts.length === 0) return "";
  const configuration = area !== undefined ? html`\n<meta name="htmx-config" content="${LIVE_FORMS}">` : "";
  return html`${configuration}${scripts.map((path) => html`\n<script type="module" src="${path}"></script>`)}`;
}

function brand({ language, area, root }: Frame, words: Words): Html {
  return html`<a class="brand" href="${area !== undefined || root === undefined ? `/${language}` : root}"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 17V13h4.5V9H12V5h5v12z"/></svg>${words.brand}</a>`;
}

function navigation(frame: Frame, words: Words): Html | "" {
  const { area, root, seesAll, path } = frame;
  const links = area === undefined ? siteLinks(frame, words) : seesAll ? areaLinks(area, frame, words) : [];
  if (links.length === 0) return "";
  return html`<nav aria-label="${words.navigation}"><ul>${links.map(
    ([href, text]) =>
      html`<li><a href="${href}"${path === href ? html` aria-current="page"` : isWithin(path, href, root) ? html` aria-current="true"` : ""}>${text}</a></li>`,
  )}</ul></nav>`;
}

type Link = readonly [href: string, text: string];

function siteLinks(frame: Frame, words: Words): Link[] {
  const { root, seesAll, language } = frame;
  const own: Link[] = [
    ["", words.thisMonth],
    ["forecast", words.forecast],
    ["years", words.years],
    ["statements", words.statements],
    ["payments", words.payments],
    ["equity", words.equity],
  ];
  const links: Link[] = root === undefined ? [] : own.map(([to, text]) => [linkTo(frame, to), text]);
  if (!seesAll) return links;
  return [
    [`/${language}/advisors`, words.advisors],
    ...links,
    [`/${language}/hr`, words.hr.area],
    [`/${language}/finance`, words.finance.area],
  ];
}

/** The pages of an area, and the way to the other one: approvals of money stand with HR's, and what they come to with finance's. */
function areaLinks(area: Area, frame: Frame, { hr, finance }: Words): Link[] {
  const pages: Record<Area, Link[]> = {
    hr: [
      ["plans", hr.plans],
      ["approvals", hr.approvals],
      ["advisors", hr.advisors],
      ["scores", hr.scores],
      ["quarantine", hr.quarantine],
    ],
    finance: [
      ["close", finance.close],
      ["payouts", finance.payouts],
      ["adjustments", finance.adjustments],
      ["payees", finance.payees],
      ["bank-reports", finance.answers],
      ["reconciliation", finance.position],
      ["settings", finance.settings],
    ],
  };
  const other: Link = area === "hr" ? [`/${frame.language}/finance`, finance.area] : [`/${frame.language}/hr`, hr.area];
  return [...pages[area].map(([to, text]): Link => [linkTo(frame, to), text]), other];
}

/** Whether a page stands below another: its months belong to "this month". */
function isWithin(path: string, href: string, root: string | undefined): boolean {
  if (href === root) return path.startsWith(`${root}/months/`);
  return root !== undefined && href.startsWith(`${root}/`) && path.startsWith(`${href}/`);
}

function tools({ language, path, query, signedIn }: Frame, words: Words): Html {
  const other: Language = language === "zh" ? "en" : "zh";
  const there = `${path.replace(/^\/(zh|en)(?=\/|$)/, `/${other}`)}${query}`;
  return html`<ul class="tools"><li><a href="${there}" hreflang="${messagesIn(other).lang}" lang="${messagesIn(other).lang}">${words.otherLanguage}</a></li><li>${
    signedIn ? signOutForm(language, words) : html`<a href="/sign-in?to=${encodeURIComponent(path)}">${words.signIn}</a>`
  }</li></ul>`;
}

/** A form, and no link: what a browser or a mail program fetches ahead must end no session. */
function signOutForm(language: Language, words: Words): Html {
  return html`<form method="post" action="/sign-out"><button type="submit" name="lang" value="${language}">${words.signOut}</button></form>`;
}

/** What whoever signed out sees while their browser goes on to the pool, which forgets its session as well. */
export function signedOutPage(frame: Frame, logoutUrl: string): Html {
  const { signedOut } = messagesIn(frame.language);
  return pageMarkup(
    { ...frame, signedIn: false },
    signedOut.title,
    html`<header class="opening"><div><h1>${signedOut.title}</h1></div><div class="blocks"><p>${signedOut.text}</p><ul class="links"><li><a href="${logoutUrl}">${signedOut.resume}</a></li></ul></div></header>`,
  );
}

/** A day or an order's id: it stays on one line where there is room. */
const SHORT_LENGTH = 20;
/** A hash may be broken anywhere. Chinese may be, too, and is no hash. */
const UNBROKEN = /[!-~]{33}/;

/** A value with its note, linked to where it is explained. An amount carries its minor units for whoever reads the page by program. */
export function cellMarkup(frame: Frame, cell: Cell): Html {
  const value = valueMarkup(cell);
  return html`${cell.to === undefined ? value : html`<a href="${linkTo(frame, cell.to)}">${value}</a>`}${
    cell.note === undefined ? "" : html`<small>${cell.note}</small>`
  }${cell.kind === "money" && cell.bar !== undefined ? barMarkup(cell.bar) : ""}`;
}

/** From the middle to the right what is more, to the left what is less. */
function barMarkup(bar: number): Html {
  const length = Math.min(1000, Math.abs(bar));
  return html`<svg class="cell-bar" viewBox="-1000 0 2000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${
    bar === 0 ? "" : html`<rect class="${bar > 0 ? "more" : "less"}" x="${bar > 0 ? 0 : -length}" width="${length}" height="10"/>`
  }<line class="axis" x1="0" y1="0" x2="0" y2="10"/></svg>`;
}

function valueMarkup(cell: Cell): Html {
  if (cell.kind === "text") return html`<span class="${classOf(cell.text)}">${cell.text}</span>`;
  const plain = cell.kind === "money" ? String(cell.minor) : cell.value;
  return html`<data class="number" value="${plain}">${cell.text}</data>`;
}

function classOf(text: string): string {
  if (text.length <= SHORT_LENGTH) return "short";
  return UNBROKEN.test(text) ? "hash" : "text";
}
