import { html } from "hono/html";
import type { Block, Section } from "../../../shared/ui/view.ts";
import { blockMarkup } from "./blocks.ts";
import { type Frame, type Html, linkTo, pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";

/** What stands in a section: markup, a sentence, or blocks of a view. Nothing where there is nothing to say. */
export type Content = Html | string | Block | readonly Block[] | undefined;

/** A part of a page under its own heading. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: readonly Content[];
}
export type Parts = readonly (Part | Html | "" | undefined)[];

/** A page for those who run the agency, put together of blocks and forms. */
export interface StaffPage {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** Where it stands, and its word. */
  readonly state?: { readonly name: string; readonly text: string } | undefined;
  /** What is to be known before one reads on. */
  readonly note?: string | undefined;
  readonly opening?: Html | "";
  /** Where one goes from here: as a view's links. */
  readonly links?: readonly Link[];
  /** What was done just now. */
  readonly done?: string | undefined;
  readonly parts: Parts;
  /** Small print. */
  readonly footer?: readonly string[];
}

export interface Link {
  readonly text: string;
  readonly to: string;
}

/** A part under its own heading. */
export const section = (id: string, title: string, ...content: readonly Content[]): Part => ({ id, title, content });

/** A section of a view, and more after its blocks. */
export const viewPart = ({ id, title, blocks }: Section, ...more: readonly Content[]): Part => section(id, title, blocks, ...more);

/** A sentence beside the matter. */
export const note = (text: string): Block => ({ kind: "paragraph", text, tone: "note" });

/** Links, side by side. */
export const links = (...all: readonly Link[]): Block => ({ kind: "links", links: all });

/** @param live the parts that look again by themselves. */
export function staffPage(frame: Frame, page: StaffPage, live: readonly string[] = []): Html {
  const { title, subtitle, state, note, opening = "", links = [], done, parts, footer = [] } = page;
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1>${subtitle === undefined ? "" : html`<p class="soft">${subtitle}</p>`}</div><div class="blocks">${
      state === undefined ? "" : html`<p><span class="state ${state.name}">${state.text}</span></p>`
    }${note === undefined ? "" : html`<p class="soft">${note}</p>`}${opening}${
      links.length === 0
        ? ""
        : html`<ul class="links">${links.map(({ text, to }) => html`<li><a href="${linkTo(frame, to)}">${text}</a></li>`)}</ul>`
    }</div></header>
${done === undefined ? "" : notice(frame, "good", done)}${partsMarkup(frame, parts, live)}${footer.length === 0 ? "" : html`<div class="fine">${footer.map((line) => html`<p>${line}</p>`)}</div>`}`,
  );
}

export function partsMarkup(frame: Frame, parts: Parts, live: readonly string[] = []): Html {
  return html`${parts.map((part) => {
    if (part === undefined || part === "" || isMarkup(part)) return part ?? "";
    const { id, title, content } = part;
    return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2><div class="blocks">${contentMarkup(frame, title, content)}${
      live.includes(id) ? poll(frame, id) : ""
    }</div></section>
`;
  })}`;
}

/** Content of a section of that title. */
export function contentMarkup(frame: Frame, title: string, content: readonly Content[]): Html {
  return html`${content.map((each) => {
    if (each === undefined || each === "") return "";
    if (typeof each === "string") return html`<p>${each}</p>`;
    if (isMarkup(each)) return each;
    return [each].flat().map((block) => blockMarkup(frame, block, title));
  })}`;
}

const isMarkup = (content: unknown): content is Html => content instanceof String || content instanceof Promise;

/** Looks again every few seconds, and puts the section as it is then in its place. */
const poll = ({ path }: Frame, id: string): Html =>
  html`<div hx-get="${path}" hx-trigger="every 2s" hx-target="#${id}" hx-select="#${id}" hx-swap="outerHTML"></div>`;

/** What was done, or is to be known, told before all else. */
export function notice(
  frame: Frame,
  tone: "good" | "warning",
  text: string,
  link?: { readonly href: string; readonly text: string },
): Html {
  return html`<p class="tone ${tone}" role="status">${tone === "good" ? "" : html`<strong>${messagesIn(frame.language).tones.warning}</strong> `}${text}${
    link === undefined ? "" : html` <a href="${link.href}">${link.text}</a>`
  }</p>`;
}
